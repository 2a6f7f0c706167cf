/** Postfix tells an attempt twice: what it met at a host, without a queue id, and what became of the message. */
import { expect, test } from 'vitest';
import { endReading, nothingRead, readRefusals, withoutAsking } from './explain-many.ts';
import { readArrivals } from './read-arrivals.ts';
import { services } from './testing.ts';

function toldOf(...lines: readonly string[]): readonly string[] {
  const reading = nothingRead();
  const words = withoutAsking(services);
  for (const arrival of readArrivals(Buffer.from(`${lines.join('\n')}\n`), { forFates: true }))
    readRefusals({ source: { name: 'text', kind: 'text' }, arrival }, reading, words, {});
  for (const _ of endReading(reading, words, {}));
  return reading.groups
    .list()
    .map(
      ({ count, example: { refusal } }) => `${count} ${refusal.facts.recipient ?? '-'} ${refusal.facts.text}`,
    );
}

const HEAD = 'Mar 23 11:23:31 mx1 postfix/smtp[143]: ';
const remark = (host: string): string => `${HEAD}connect to ${host}[192.0.2.5]:25: Connection timed out`;
const delivery = (to: string, why: string, status = 'deferred', relay = 'none'): string =>
  `${HEAD}BB48359B: to=<${to}>, relay=${relay}, delay=151, dsn=4.4.1, status=${status} (${why})`;
const timeout = (host: string): string => `connect to ${host}[192.0.2.5]:25: Connection timed out`;

const once = [`1 e@example.org ${timeout('mx2.example.org')}`];

test.each([
  ['forwards', [remark('mx2.example.org'), delivery('e@example.org', timeout('mx2.example.org'))], once],
  ['backwards', [delivery('e@example.org', timeout('mx2.example.org')), remark('mx2.example.org')], once],
  [
    'a remark on each host that was tried',
    [
      remark('mx1.example.org'),
      remark('mx2.example.org'),
      delivery('e@example.org', timeout('mx2.example.org')),
    ],
    once,
  ],
  [
    'the second host took it',
    [remark('mx1.example.org'), delivery('e@example.org', '250 ok', 'sent', 'mx2.example.org[192.0.2.6]:25')],
    [],
  ],
])('one event is told once: %s', (_name, lines, told) => {
  expect(toldOf(...lines)).toEqual(told);
});

test('a remark whose delivery is not in the log is told, as often as it was made', () => {
  expect(toldOf(remark('mx1.example.org'), remark('mx1.example.org'))).toEqual([
    `2 - ${timeout('mx1.example.org')}`,
  ]);
});

test('the delivery to somebody else does not tell it', () => {
  const told = toldOf(remark('mx1.example.org'), delivery('e@example.com', timeout('mx.example.com')));
  expect(told.map((one) => one.slice(0, 15))).toEqual(
    ['1 e@example.com', '1 - connect to '].sort().reverse(),
  );
});

test('why a certificate was not trusted stands in the remark alone, and goes with the delivery', () => {
  const words =
    'certificate verification failed for mx.example.org[192.0.2.5]:25: untrusted issuer /CN=Some Root';
  const [told = '', ...more] = toldOf(
    `${HEAD}${words}`,
    delivery('e@example.org', 'Server certificate not verified', 'deferred', 'mx.example.org[192.0.2.5]:25'),
  );
  expect(more).toEqual([]);
  expect(told).toContain('Server certificate not verified (certificate verification failed for');
  expect(told).toContain('/CN=Some Root)');
});
