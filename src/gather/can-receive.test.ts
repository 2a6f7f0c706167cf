import { expect, test } from 'vitest';
import { canReceiveMail } from './can-receive.ts';
import { zoneResolver } from './dns/testing.ts';

const resolver = zoneResolver({
  'mx.example.org': { MX: ['10 a.example.org'] },
  'null.example.org': { MX: ['0 .'], A: ['192.0.2.1'] },
  'own.example.org': { AAAA: ['2001:db8::1'] },
  'text.example.org': { TXT: ['x'] },
  'broken.example.org': 'SERVFAIL',
  'half.example.org': { A: 'TIMEOUT' },
});

test.each([
  ['mx.example.org', true],
  ['null.example.org', false],
  ['own.example.org', true],
  ['text.example.org', false],
  ['none.example.org', false],
  ['broken.example.org', 'unknown'],
  ['half.example.org', 'unknown'],
])('%s: %s', async (domain, can) => {
  expect(await canReceiveMail(domain, resolver, undefined)).toBe(can);
});
