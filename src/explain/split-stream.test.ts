import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { splitStream } from './split-stream.ts';

async function piecesOf(chunks: readonly Buffer[]) {
  const pieces: Buffer[] = [];
  for await (const piece of splitStream(Readable.from(chunks))) pieces.push(Buffer.from(piece.bytes));
  return pieces;
}

const MIB = 1024 * 1024;

test('what is short stays whole', async () => {
  expect(await piecesOf([Buffer.from('550 no\n'), Buffer.from('more')])).toEqual([
    Buffer.from('550 no\nmore'),
  ]);
});

test('nothing at all is one empty piece', async () => {
  expect(await piecesOf([])).toEqual([Buffer.alloc(0)]);
});

test('a long log is cut at line ends and loses nothing', async () => {
  const line = Buffer.from(`${'x'.repeat(1023)}\n`);
  const chunk = Buffer.concat(Array.from({ length: 700 }, () => line));
  const pieces = await piecesOf(Array.from({ length: 40 }, () => chunk));
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(piece.at(-1)).toBe(0x0a);
  expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(40 * 700 * 1024);
});

test.each([
  '2026-11-23T12:00:00.000000+01:00 mail postfix/smtp[1]: ',
  '{"time":"2026-11-23T12:00:00Z","log":"',
])('a log longer than a message may be is read to its end: %s', async (head) => {
  const chunk = Buffer.from(`${head}${'x'.repeat(MIB - head.length - 1)}\n`);
  const pieces = await piecesOf(Array.from({ length: 40 }, () => chunk));
  expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(40 * MIB);
});

test('a reply of several lines is never cut in two', async () => {
  const chunk = Buffer.from('550-5.7.1 refused\r\n550-5.7.1 because\r\n550 5.7.1 of us\r\n'.repeat(9000));
  for (const piece of await piecesOf(Array.from({ length: 9 }, () => chunk)))
    expect(piece.toString().endsWith('550 5.7.1 of us\r\n')).toBe(true);
});

test('a listing of a queue is cut between its messages', async () => {
  const entry =
    '3F2A81C0A2      1843 Mon Mar  3 08:12:44  www@example.net\n(connect to mx.example.org[192.0.2.7]:25: timed out)\n    a@example.org\n\n';
  const chunk = Buffer.from(entry.repeat(1000));
  const pieces = await piecesOf(Array.from({ length: 9 }, () => chunk));
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(piece.toString().startsWith('3F2A81C0A2 ')).toBe(true);
  expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(9 * chunk.length);
});

test('JSON: an array is cut between its elements, also within an object, an object a line at line ends', async () => {
  const events = Array.from({ length: 40_000 }, (_, n) => ({
    email: `u${n}@example.org`,
    reason: '550 "no" \\ ]},[{',
  }));
  const pieces = (text: string, size = 65_536) =>
    piecesOf(
      Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
        Buffer.from(text.slice(i * size, (i + 1) * size)),
      ),
    );
  for (const indent of [undefined, 2]) {
    const array = await pieces(`${JSON.stringify(events, undefined, indent)}\n`);
    expect(array.length).toBeGreaterThan(1);
    expect(array.flatMap((piece) => JSON.parse(piece.toString()))).toEqual(events);
  }
  expect(await pieces(JSON.stringify({ events: events.slice(0, 5_000) }, undefined, 2))).toHaveLength(1);
  const long = Array.from({ length: 4 }, () => events).flat();
  const within = await pieces(
    JSON.stringify({ total: long.length, events: long, more: false }, undefined, 2),
  );
  expect(within.flatMap((piece) => JSON.parse(piece.toString()))).toEqual(long);
  const lines = events.map((event) => JSON.stringify(event)).join('\n');
  expect((await pieces(lines)).length).toBeGreaterThan(1);
  expect(Buffer.concat(await pieces(lines)).toString()).toBe(lines);
});

test.each<readonly [string, (events: readonly object[]) => unknown]>([
  ['within an object', (events) => ({ TotalCount: events.length, Bounces: events })],
  ['of two in one object', (events) => ({ soft: events.slice(0, 9_000), hard: events.slice(9_000) })],
  ['an object of objects', (events) => Object.fromEntries(events.map((event, n) => [`k${n}`, event]))],
  ['an array of arrays', (events) => [events]],
])('JSON on one line loses nothing: %s', async (_, documentOf) => {
  const events = Array.from({ length: 20_000 }, (_, n) => ({
    email: `u${n}@example.org`,
    reason: '550 5.1.1 no such user, and a few words more',
  }));
  const bytes = Buffer.from(JSON.stringify(documentOf(events)));
  const chunks = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, n) =>
    bytes.subarray(n * 65_536, (n + 1) * 65_536),
  );
  const pieces = await piecesOf(chunks);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.flatMap((piece) => JSON.parse(piece.toString())).flat()).toEqual(events);
});

test('JSON: an object a line, each longer than the beginning that is looked at', async () => {
  const line = `${JSON.stringify({ email: 'a@example.org', reason: 'x'.repeat(9_000) })}\n`;
  const pieces = await piecesOf(Array.from({ length: 200 }, () => Buffer.from(line)));
  expect(pieces.length).toBeGreaterThan(1);
  expect(Buffer.concat(pieces).toString()).toBe(line.repeat(200));
});

test('a long mbox is cut between messages', async () => {
  const message = Buffer.from(`From a@example.org\nSubject: x\n\n${'y'.repeat(MIB)}\n\n`);
  const pieces = await piecesOf(Array.from({ length: 40 }, () => message));
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(piece.subarray(0, 5).toString()).toBe('From ');
  expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(40 * message.length);
});

test('one endless message is read only to the limit', async () => {
  const chunks = [
    Buffer.from('Subject: x\n\n'),
    ...Array.from({ length: 40 }, () => Buffer.alloc(MIB, 0x61)),
  ];
  const pieces = await piecesOf(chunks);
  expect(pieces).toHaveLength(1);
  expect(pieces[0]?.length).toBeLessThan(20 * MIB);
});

test('after an over-long message of an mbox the next ones are still there', async () => {
  const small = (n: number) => Buffer.from(`From a@example.org\nSubject: s${n}\n\nhello\n\n`);
  const big = [
    Buffer.from('From a@example.org\nSubject: big\n\n'),
    ...Array.from({ length: 20 }, () => Buffer.alloc(MIB, 0x62)),
    Buffer.from('\n\n'),
  ];
  for (const lead of ['', '\ufeff', '\r\n\n']) {
    const chunks = [Buffer.from(lead), small(1), ...big, small(2), small(3), ...big, small(4)];
    const text = Buffer.concat(await piecesOf(chunks)).toString('latin1');
    expect([1, 2, 3, 4].filter((n) => text.includes(`Subject: s${n}`))).toEqual([1, 2, 3, 4]);
  }
});

test.each(['utf-16le', 'utf-16be'])('a long log in %s is cut at line ends as text', async (charset) => {
  const text = `\ufeff${`ü ${'x'.repeat(1000)}\n`.repeat(3000)}`;
  const bytes = Buffer.from(text, 'utf16le');
  const all = charset === 'utf-16le' ? bytes : bytes.swap16();
  // Odd sizes cut characters, and the mark, in two.
  const chunks = [all.subarray(0, 1)];
  for (let at = 1; at < all.length; at += 65_537) chunks.push(all.subarray(at, at + 65_537));
  const pieces = await piecesOf(chunks);
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(piece.at(-1)).toBe(0x0a);
  expect(Buffer.concat(pieces).toString()).toBe(text.slice(1));
});
