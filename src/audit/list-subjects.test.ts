import { expect, test } from 'vitest';
import { evidenceOf } from '../checks/testing.ts';
import { listSubjects, subjectsShownIn } from './list-subjects.ts';

const noReply = 'absent' as const;
const mx = (host: string) => ({ preference: 10, host });

test('addresses first, then the domain, then every other name, with the place where it stands', () => {
  const cases = [
    evidenceOf({
      reply: noReply,
      about: { kind: 'domain', name: 'example.org' },
      routing: { domain: 'example.org', mx: [mx('mx.example.net'), mx('.')] } as never,
    }),
    evidenceOf({ reply: noReply, about: { kind: 'domain', name: 'sel._domainkey.example.org' } }),
    evidenceOf({
      reply: noReply,
      about: { kind: 'ip', name: '192.0.2.7' },
      ptr: { ip: '192.0.2.7', names: [{ name: 'mail.example.org', addresses: [] }], isGeneric: false },
      helo: { name: 'helo.example.com', addresses: [] },
    }),
    evidenceOf({
      reply: noReply,
      about: { kind: 'message', name: '<1@example.org>' },
      dkim: { signatures: [{ domain: 'news.example', selector: 's', result: 'pass', key: 'found' }] },
    }),
  ];
  expect(listSubjects(cases).map(({ name, roles }) => `${roles} ${name}`)).toEqual([
    'IP 192.0.2.7',
    'domain example.org',
    'MX mx.example.net',
    'PTR mail.example.org',
    'HELO helo.example.com',
    'DKIM news.example',
  ]);
});

test('a HELO name that does not resolve is a name all the same, a literal is none', () => {
  const helo = (name: string) =>
    listSubjects([evidenceOf({ about: { kind: 'ip', name: '192.0.2.7' }, reply: { text: '', helo: name } })]);
  expect(helo('gone.example.org').map(({ name }) => name)).toEqual(['192.0.2.7', 'gone.example.org']);
  expect(helo('[192.0.2.7]').map(({ name }) => name)).toEqual(['192.0.2.7']);
});

test('no list is told of a private address', () => {
  const cases = [evidenceOf({ reply: noReply, about: { kind: 'ip', name: '10.0.0.1' } })];
  expect(listSubjects(cases)).toEqual([]);
});

test('a domain that a message shows goes by its place, and one that does not exist is not asked about', () => {
  const about = { kind: 'domain', name: 'bounces.example.net' } as const;
  const messageDomain = { domain: about.name, roles: ['MAIL FROM'], mx: [], ownAddresses: [] } as never;
  const said = (shelves: object) =>
    listSubjects([evidenceOf({ reply: noReply, about, ...shelves })]).map(({ name, roles }) => [
      name,
      ...roles,
    ]);
  expect(said({ messageDomain })).toEqual([['bounces.example.net', 'MAIL FROM']]);
  expect(said({ messageDomain: { ...(messageDomain as object), isMissing: true } as never })).toEqual([]);
});

test('From and links of a message are names that lists are asked about, at most twenty', () => {
  const links = Array.from({ length: 40 }, (_, i) => `<a href="https://l${i}.example/">x</a>`).join('');
  const message = `From: a@news.example.org\r\nContent-Type: text/html\r\n\r\n${links}`;
  const found = subjectsShownIn(Buffer.from(message));
  expect(found).toHaveLength(20);
  expect(found.slice(0, 2)).toEqual([
    { kind: 'domain', name: 'example.org', roles: ['From'] },
    { kind: 'domain', name: 'l0.example', roles: ['link'] },
  ]);
});
