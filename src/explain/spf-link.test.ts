import { expect, test } from 'vitest';
import { judgedInLink } from './spf-link.ts';

test.each([
  [
    'see http://www.openspf.net/Why?s=mfrom;id=user@example.org;ip=192.0.2.1;r=mx.example.net',
    { sender: 'user@example.org' },
  ],
  [
    'http://www.openspf.org/Why?id=user%40example.org&ip=192.0.2.1&receiver=mx.example.net',
    { sender: 'user@example.org' },
  ],
  ['http://spf.pobox.com/why.html?sender=user%40example.org&ip=192.0.2.1', { sender: 'user@example.org' }],
  [
    'http://www.openspf.org/Why?s=helo;id=mail.example.org;ip=192.0.2.1;r=mx.example.net',
    { helo: 'mail.example.org' },
  ],
  ['http://www.openspf.org/Why?s=mfrom;id=<>;ip=192.0.2.1', {}],
  ['http://www.openspf.org/Why?s=mfrom;id=%zz;ip=192.0.2.1', {}],
  ['https://postmaster.example.org/why?sender=no&id=user%40example.org', {}],
  ['https://www.openspf.example.org/why?id=user%40example.org&ip=192.0.2.1', {}],
  [
    'https://spf.example.net/why?s=mfrom;id=user@example.org;ip=192.0.2.1;r=mx.example.net',
    { sender: 'user@example.org' },
  ],
  ['why? sender=user@example.org is not known', {}],
  ['', {}],
])('%s', (text, judged) => {
  expect(judgedInLink(text)).toEqual(judged);
});
