import { expect, test } from 'vitest';
import { endReading, readRefusals, withoutAsking } from './explain-many.ts';
import { RefusalGroups } from './group.ts';
import { SourceProblems } from './input-problems.ts';
import { LogFates } from './log-fates.ts';
import { readArrivals } from './read-arrivals.ts';
import { services } from './testing.ts';

function countsOf(text: string): readonly number[] {
  const reading = { groups: new RefusalGroups(), fates: new LogFates(), problems: new SourceProblems() };
  const words = withoutAsking(services);
  for (const arrival of readArrivals(Buffer.from(text), { forFates: true }))
    readRefusals({ source: { name: 'text', kind: 'text' }, arrival }, reading, words, {});
  for (const _ of endReading(reading, words, {}));
  return reading.groups.list().map(({ count }) => count);
}

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
