/** A log tells of each message and recipient what became of it in the end. */
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { endReading, nothingRead, readRefusals } from './explain-many.ts';
import { LogFates } from './log-fates.ts';
import { readArrivals } from './read-arrivals.ts';
import { splitStream } from './split-stream.ts';
import { services, texts } from './testing.ts';

/** All groups of a log given whole, and what is said beside them. */
function readWhole(log: string) {
  const read = nothingRead();
  for (const arrival of readArrivals(Buffer.from(log), { forFates: true }))
    readRefusals({ source: { name: 'log', kind: 'file' }, arrival }, read, services, {});
  return ended(read);
}

function ended(read: ReturnType<typeof nothingRead>) {
  for (const _ of endReading(read, services, {}));
  const groups = read.groups.list().map(({ count, recipients, recipientCount, example }) => ({
    count,
    recipients,
    recipientCount,
    fate: example.refusal.facts.fate,
    text: example.refusal.facts.text,
  }));
  return { groups, notes: read.problems.told(texts).map(({ code, data }) => ({ code, ...data })) };
}

const at = (time: string, id = 'B03F3C0012') => `Nov ${time} mail postfix/smtp[3011]: ${id}: `;
const greylisted = (to: string) =>
  `to=<${to}>, relay=mx.west.example[198.51.100.9]:25, delay=1, dsn=4.2.0, status=deferred (host mx.west.example[198.51.100.9] said: 450 4.2.0 <${to}>: Recipient address rejected: Greylisted (in reply to RCPT TO command))`;
const sent = (to: string) =>
  `to=<${to}>, relay=mx.west.example[198.51.100.9]:25, delay=361, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4XYZ)`;
const unknown = (to: string) =>
  `to=<${to}>, relay=mx.west.example[198.51.100.9]:25, delay=1, dsn=5.1.1, status=bounced (host mx.west.example[198.51.100.9] said: 550 5.1.1 <${to}>: User unknown (in reply to RCPT TO command))`;
const unreached = (to: string) =>
  `to=<${to}>, relay=none, delay=30, dsn=4.4.1, status=deferred (connect to mx.west.example[198.51.100.9]:25: Connection timed out)`;
const expired = 'from=<news@shop.example>, status=expired, returned to sender';
const logOf = (...lines: string[]): string => lines.join('\n');
const [a, b] = ['a@west.example', 'b@west.example'];

test('delivered in the end: nothing is told but that', () => {
  expect(readWhole(logOf(at('25 08:13:01') + greylisted(a), at('25 08:18:02') + sent(a)))).toEqual({
    groups: [],
    notes: [{ code: 'delivered-later' }],
  });
});

test('another recipient of the same message, and another message to the same recipient, keep their fate', () => {
  const { groups, notes } = readWhole(
    logOf(
      at('25 08:13:01') + greylisted(a),
      at('25 08:13:01') + greylisted(b),
      at('25 08:13:01', 'C03F3C0012') + greylisted(a),
      at('25 08:18:02') + sent(a),
    ),
  );
  expect(groups).toMatchObject([{ count: 2, recipients: [b, a], recipientCount: 2, fate: 'waiting' }]);
  expect(notes).toEqual([{ code: 'delivered-later' }]);
});

test('attempts at one recipient are one, by the last answer; recipients are counted once', () => {
  const { groups, notes } = readWhole(
    logOf(
      at('25 08:13:01') + unreached(a),
      at('25 08:18:01') + greylisted(a),
      at('25 08:23:01', 'C03F3C0012') + greylisted(a),
    ),
  );
  expect(groups).toMatchObject([{ count: 2, recipients: [a], recipientCount: 1 }]);
  expect(groups[0]?.text).toContain('Greylisted');
  expect(notes).toEqual([]);
});

test('refused in the end: only the refusal is told', () => {
  const { groups } = readWhole(logOf(at('25 08:13:01') + greylisted(a), at('25 08:18:02') + unknown(a)));
  expect(groups).toMatchObject([{ count: 1, fate: 'given-up' }]);
  expect(groups[0]?.text).toContain('User unknown');
});

test('Postfix gave the message up: every recipient that was not reached, by the last answer', () => {
  const { groups } = readWhole(
    logOf(
      at('20 08:00:00') + unreached(a),
      at('20 08:00:00') + unreached(b),
      at('25 08:00:05') + unreached(a),
      at('25 08:00:05') + expired,
    ),
  );
  expect(groups).toMatchObject([{ count: 2, recipients: [b, a], fate: 'given-up' }]);
  expect(groups[0]?.text).toContain('Connection timed out');
});

const exim =
  '2026-11-20 09:59:01 1tFxyz-0003Ab-1c == bob@west.example R=dnslookup T=remote_smtp defer (110): ';
const eximEnd = '2026-11-24 10:00:01 1tFxyz-0003Ab-1c ** bob@west.example: retry timeout exceeded';

test.each([
  ['in order', [`${exim}Connection timed out H=mx.west.example [198.51.100.9]`, eximEnd]],
  ['backwards', [eximEnd, `${exim}Connection timed out H=mx.west.example [198.51.100.9]`]],
])('Exim gave it up, with the reason, %s', (_, lines) => {
  const { groups } = readWhole(logOf(...lines));
  expect(groups).toMatchObject([{ count: 1, fate: 'given-up' }]);
  expect(groups[0]?.text).toBe(
    'retry timeout exceeded (Connection timed out H=mx.west.example [198.51.100.9])',
  );
});

test.each([
  ['of Postfix', [at('25 08:00:05') + expired, at('25 08:00:05') + unreached(a)]],
  [
    'of what was delivered',
    [at('25 08:18:02') + sent(a), at('25 08:13:01') + greylisted(a), at('25 08:10:01') + greylisted(a)],
  ],
])('backwards: %s', (name, lines) => {
  const { groups, notes } = readWhole(logOf(...lines));
  expect(groups.map(({ fate }) => fate)).toEqual(name === 'of Postfix' ? ['given-up'] : []);
  expect(notes).toEqual(name === 'of Postfix' ? [] : [{ code: 'delivered-later' }]);
});

test('a queue id that is used again is another message', () => {
  const { groups } = readWhole(logOf(at('20 08:13:01') + unknown(a), at('25 08:13:01') + greylisted(a)));
  expect(groups.map(({ fate }) => fate)).toEqual(['given-up', 'waiting']);
});

test('January follows December', () => {
  const december = (at('25 08:13:01') + greylisted(a)).replace('Nov 25', 'Dec 31');
  const january = (at('25 08:18:01') + sent(a)).replace('Nov 25', 'Jan  1');
  expect(readWhole(logOf(december, january)).groups).toEqual([]);
});

test('what a host on the way said is told by the line of the recipient that follows', () => {
  const remark = `${at('25 08:13:01')}host mx.west.example[198.51.100.9] said: 450 4.2.0 <${a}>: Recipient address rejected: Greylisted (in reply to RCPT TO command)`;
  expect(readWhole(remark).groups).toMatchObject([{ count: 1 }]);
  expect(readWhole(logOf(remark, at('25 08:13:03') + sent(a))).groups).toEqual([]);
});

test('what our own server turned away is no delivery of ours', () => {
  const line =
    'Nov 25 08:13:01 mail postfix/smtpd[77]: NOQUEUE: reject: RCPT from unknown[203.0.113.5]: 554 5.7.1 <x@else.example>: Relay access denied; from=<a@b.example> to=<x@else.example> proto=ESMTP helo=<h>';
  expect(readWhole(logOf(line, line)).groups).toMatchObject([{ count: 2 }]);
});

test('over the pieces of a stream, held up to a number that is told where it is passed', async () => {
  const id = (n: number): string => `A${n.toString(16).toUpperCase().padStart(9, '0')}`;
  const lines = (count: number): string[] => [
    ...Array.from({ length: count }, (_, n) => at('25 08:13:01', id(n)) + greylisted(`u${n}@west.example`)),
    ...Array.from({ length: count }, (_, n) => at('25 08:18:01', id(n)) + sent(`u${n}@west.example`)),
  ];
  const readPieces = async (count: number) => {
    const read = { ...nothingRead(), fates: new LogFates(2_000) };
    const stream = Readable.from(lines(count).map((line) => Buffer.from(`${line}\n`)));
    for await (const { bytes } of splitStream(stream))
      for (const arrival of readArrivals(bytes, { forFates: true }))
        readRefusals({ source: { name: 'log', kind: 'stdin' }, arrival }, read, services, {});
    return ended(read);
  };
  expect(await readPieces(1_500)).toEqual({ groups: [], notes: [{ code: 'delivered-later', count: 1_500 }] });
  const { groups, notes } = await readPieces(2_100);
  expect(groups).toMatchObject([{ count: 100 }]);
  expect(notes.map(({ code }) => code)).toEqual(['delivered-later', 'log-overfull']);
});

test('a host that had answered says why, and not that it closed the connection', () => {
  const host = 'mx3.west.example[198.51.100.9]';
  const { groups } = readWhole(
    logOf(
      `${at('20 08:00:01')}host ${host} said: 421 4.7.0 Too many messages, try again later (in reply to MAIL FROM command)`,
      `${at('20 08:00:02')}lost connection with ${host} while sending RCPT TO`,
    ),
  );
  expect(groups).toMatchObject([{ count: 1, text: expect.stringContaining('Too many messages') }]);
});

const refusing = `${at('25 08:13:01')}host mx.east.example[192.0.2.9] refused to talk to me: 554 5.7.1 [192.0.2.77] blocked using zen.spamhaus.org`;
const eastUnreached =
  'to=<c@east.example>, relay=none, delay=30, dsn=4.4.1, status=deferred (connect to mx2.east.example[192.0.2.10]:25: Connection timed out)';
const expiredLine = at('30 08:13:02') + expired;
const remarkOfWest = `${at('25 08:13:01')}host mx2.west.example[198.51.100.8] said: 450 4.2.0 Greylisted (in reply to RCPT TO command)`;

test.each([
  [
    'a host on the way of another recipient',
    [refusing, at('25 08:13:02') + sent(a), at('25 08:13:32') + eastUnreached],
    ['blocked using', 'Connection timed out'],
    [],
  ],
  ['the same without a line of the other', [refusing, at('25 08:13:02') + sent(a)], ['blocked using'], []],
  [
    'a host on the way of who was reached',
    [remarkOfWest, at('25 08:13:02') + sent(a)],
    [],
    ['delivered-elsewhere'],
  ],
  ['returned, one delivered', [at('25 08:13:02') + sent(a), expiredLine], ['returned to sender'], []],
  [
    'returned, one bounced',
    [at('25 08:13:02') + unknown(a), expiredLine],
    ['User unknown', 'returned to sender'],
    [],
  ],
  [
    'returned, one put off and delivered',
    [at('25 08:13:02') + greylisted(a), at('25 08:23:02') + sent(a), expiredLine],
    ['returned to sender'],
    ['delivered-later'],
  ],
  [
    'returned, of whom a host on the way told',
    [refusing, at('25 08:13:02') + sent(a), expiredLine],
    ['blocked using', 'returned to sender'],
    [],
  ],
  [
    'returned, with all lines',
    [refusing, at('25 08:13:02') + eastUnreached, at('25 08:13:02') + sent(a), expiredLine],
    ['Connection timed out'],
    [],
  ],
  ['returned, told twice', [at('25 08:13:02') + unreached(b), expiredLine, expiredLine], ['Connection'], []],
] as const)('forwards and backwards the same: %s', (_, lines, told, notes) => {
  for (const ordered of [lines, lines.toReversed()]) {
    const read = readWhole(logOf(...ordered));
    expect(read.notes.map(({ code }) => code)).toEqual(notes);
    expect(read.groups.map(({ text }) => told.find((words) => text.includes(words)) ?? text).sort()).toEqual(
      [...told].sort(),
    );
  }
});
