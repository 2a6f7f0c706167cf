import { expect, test } from 'vitest';
import { endReading, readRefusals, withoutAsking } from './explain-many.ts';
import { type RefusalGroup, RefusalGroups } from './group.ts';
import { SourceProblems } from './input-problems.ts';
import { LogFates } from './log-fates.ts';
import { readArrivals } from './read-arrivals.ts';
import { services } from './testing.ts';

function groupsOf(text: string): readonly RefusalGroup[] {
  const reading = { groups: new RefusalGroups(), fates: new LogFates(), problems: new SourceProblems() };
  const words = withoutAsking(services);
  for (const arrival of readArrivals(Buffer.from(text), { forFates: true }))
    readRefusals({ source: { name: 'text', kind: 'text' }, arrival }, reading, words, {});
  for (const _ of endReading(reading, words, {}));
  return reading.groups.list();
}

const countsOf = (text: string): readonly number[] => groupsOf(text).map(({ count }) => count);

const line = (id: string, to: string, relay: string, why: string): string =>
  `Oct 11 22:14:15 mx1 postfix/smtp[42]: ${id}: to=<${to}>, relay=${relay}, delay=1, dsn=4.4.1, status=deferred (${why})\n`;

test.each([
  ['the filter of our own', 'connect to 127.0.0.1[127.0.0.1]:10024: Connection refused', [2]],
  ['the relay that we send through', 'connect to relay.example.net[192.0.2.5]:587: Connection refused', [2]],
])('what cannot be reached is one cause for all recipients: %s', (_name, why, counts) => {
  const text = `${line('4E74613FE76', 'a@example.org', 'none', why)}${line('4E74613FE77', 'b@example.com', 'none', why)}`;
  expect(countsOf(text)).toEqual(counts);
});

test('servers of two recipients are two', () => {
  const why = (host: string) => `connect to ${host}[192.0.2.5]:25: Connection refused`;
  const text = `${line('4E74613FE76', 'a@example.org', 'none', why('mx.example.org'))}${line('4E74613FE77', 'b@example.com', 'none', why('mx.example.com'))}`;
  expect(countsOf(text)).toEqual([1, 1]);
});

const notFound = (id: string, to: string): string =>
  line(
    id,
    to,
    'none',
    `Host or domain name not found. Name service error for name=${to.split('@')[1]} type=A: Host not found`,
  );

test.each([
  ['two domains that are not found are told apart', ['a@example.org', 'b@example.com'], [1, 1]],
  ['three and more are one cause', ['a@example.org', 'b@example.com', 'c@example.net', 'd@example.net'], [4]],
])('%s', (_name, recipients, counts) => {
  expect(countsOf(recipients.map((to, i) => notFound(`4E74613FE7${i}`, to)).join(''))).toEqual(counts);
});

test('other words, or another fate, are another cause', () => {
  const text = ['a@example.org', 'b@example.com', 'c@example.net']
    .map((to, i) => notFound(`4E74613FE7${i}`, to))
    .join('');
  const timeout = line(
    '5E74613FE70',
    'd@example.org',
    'none',
    'connect to mx.example.org[192.0.2.5]:25: Connection timed out',
  );
  expect(countsOf(text + timeout)).toEqual([3, 1]);
});

test('who refused is counted, by the name that the recipient knows, or the domain of the hosts', () => {
  const refused = (id: string, to: string, host: string): string =>
    line(
      id,
      to,
      `${host}[192.0.2.5]:25`,
      `host ${host}[192.0.2.5] said: 450 Requested mail action not taken: Reject due to policy restrictions`,
    );
  const text = [
    refused('4E74613FE70', 'a@gmx.de', 'mx00.emig.gmx.net'),
    refused('4E74613FE71', 'b@web.de', 'mx-ha02.web.de'),
    refused('4E74613FE72', 'c@web.de', 'mx-ha03.web.de'),
    refused('4E74613FE73', 'd@example.org', 'mx1.example.org'),
    refused('4E74613FE74', 'e@example.org', 'mx2.example.org'),
  ].join('');
  const sides = groupsOf(text).flatMap((group) => group.sides);
  expect(sides.map(({ name, count }) => `${name} ${count}`).sort()).toEqual([
    'GMX 1',
    'WEB.DE 2',
    'example.org 2',
  ]);
});

test('of our own client those are named that it did not reach', () => {
  const text = notFound('4E74613FE70', 'a@example.org');
  expect(groupsOf(text)[0]?.sides).toEqual([{ name: 'example.org', role: 'own-server', count: 1 }]);
});
