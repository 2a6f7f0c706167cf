import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLatin1, latin1 } from '../../base/bytes.ts';
import {
  decodeBytes,
  decodeText,
  looksLikeMessage,
  type MimePart,
  parseHeaderBlock,
  parseMessage,
  splitMbox,
  walkParts,
} from './index.ts';

/** Bytes that look enough like mail to reach every branch. */
const pieces = fc.constantFrom(
  'Subject: x',
  'Content-Type: multipart/mixed; boundary=a',
  'Content-Type: multipart/mixed; boundary="b"',
  'Content-Type: multipart/digest; boundary=a',
  'Content-Type: message/rfc822',
  'Content-Transfer-Encoding: base64',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Transfer-Encoding: x-uuencode',
  'Content-Type: text/plain; charset=utf-16le',
  'Content-Type: text/plain; charset=iso-2022-jp',
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  '--a',
  '--b',
  '--a--',
  '--b--',
  'aGk=',
  '=C3=A9=',
  '=\n',
  ' folded;',
  'From x',
  '>From x',
  'begin 644 x',
  '#86)C',
  '=?utf-8?q?=C3?= =?utf-8?b?qQ==?=',
  '\xe9\x1b$B',
  '\0',
);
const mails = fc.oneof(
  fc
    .array(fc.oneof(pieces, fc.constant('\n'), fc.string({ maxLength: 8 })), { maxLength: 60 })
    .map((list) => fromLatin1(list.join(''))),
  fc.uint8Array({ maxLength: 300 }),
);

function expectNested(part: MimePart, start: number, end: number): void {
  const { headerRange, bodyRange } = part;
  expect(headerRange.start).toBeGreaterThanOrEqual(start);
  expect(headerRange.start).toBeLessThanOrEqual(headerRange.end);
  expect(headerRange.end).toBeLessThanOrEqual(bodyRange.start);
  expect(bodyRange.start).toBeLessThanOrEqual(bodyRange.end);
  expect(bodyRange.end).toBeLessThanOrEqual(end);
  let floor = bodyRange.start;
  for (const child of part.children) {
    expectNested(child, floor, bodyRange.end);
    floor = child.bodyRange.end;
  }
}

describe('any bytes', () => {
  test('parts lie inside their parents, in order', () => {
    fc.assert(
      fc.property(mails, (raw) => {
        const { root, problems } = parseMessage(raw);
        expectNested(root, 0, raw.length);
        for (const { range } of problems) expect(range.end).toBeLessThanOrEqual(raw.length);
      }),
      { numRuns: 200 },
    );
  });

  test('header fields tile the header block where nothing is reported', () => {
    fc.assert(
      fc.property(mails, (raw) => {
        const block = parseHeaderBlock(raw);
        if (block.problems.length > 0) return;
        let position = block.range.start;
        for (const field of block.headers) {
          expect(field.range.start).toBe(position);
          expect(latin1(raw, field.range.start, field.valueRange.start)).toMatch(/^[!-9;-~]+[ \t]*:$/);
          expect(field.valueRange.end).toBeLessThanOrEqual(field.range.end);
          position = field.range.end;
        }
        expect(position).toBe(block.range.end);
      }),
      { numRuns: 200 },
    );
  });

  test('every decoded line stands in the raw bytes of its range', () => {
    fc.assert(
      fc.property(mails, (raw) => {
        const message = parseMessage(raw);
        for (const part of walkParts(message.root)) {
          const { bytes, rawRangeOf } = decodeBytes(message, part);
          const { lines } = decodeText(message, part);
          for (const { range } of lines) {
            expect(range.start).toBeGreaterThanOrEqual(part.bodyRange.start);
            expect(range.start).toBeLessThanOrEqual(range.end);
            expect(range.end).toBeLessThanOrEqual(part.bodyRange.end);
          }
          const middle = bytes.length >> 1;
          const range = rawRangeOf(middle, bytes.length);
          const again = decodeBytes(message, { ...part, bodyRange: range }).bytes;
          expect(latin1(again)).toContain(latin1(bytes, middle, bytes.length));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('an mbox is cut into pieces that follow each other', () => {
    fc.assert(
      fc.property(mails, (raw) => {
        let end = -1;
        for (const range of splitMbox(raw)) {
          if (end >= 0) expect(range.start).toBe(end);
          expect(range.end).toBeGreaterThan(range.start);
          end = range.end;
        }
        if (end >= 0) expect(end).toBe(raw.length);
        expect(typeof looksLikeMessage(raw)).toBe('boolean');
      }),
    );
  });
});

describe('hostile messages end, and within the limits', () => {
  const multi = 'Content-Type: multipart/mixed; boundary=a\n\n';
  const longBoundary = 'x'.repeat(70);
  test.each<[string, () => string, readonly string[], number]>([
    ['20,000 parts', () => `${multi}${'--a\n\nx\n'.repeat(20_000)}--a--`, ['parts-limit'], 10_000],
    ['10,000 levels of multipart', () => nestMultiparts(10_000), ['depth-limit'], 33],
    [
      '10,000 levels of one boundary',
      () => `${multi}${`--a\n${multi}`.repeat(10_000)}`,
      ['depth-limit'],
      10_000,
    ],
    [
      '10,000 enclosed messages',
      () => 'Content-Type: message/rfc822\n\n'.repeat(10_000),
      ['depth-limit'],
      33,
    ],
    ['a header line of 1 MB', () => `Subject: ${'x'.repeat(1_000_000)}\n\nhi`, ['field-limit'], 1],
    ['2 MB of header fields', () => `${'X-Filler: 0123456789\n'.repeat(100_000)}\nhi`, ['header-limit'], 1],
    [
      'a boundary of 70 characters, nearly',
      () =>
        `Content-Type: multipart/mixed; boundary=${longBoundary}\n\n${`--${longBoundary.slice(1)}y\n`.repeat(30_000)}`,
      ['boundary-not-found'],
      1,
    ],
    ['5 MB of hyphens', () => `${multi}${'----------\n'.repeat(450_000)}`, ['boundary-not-found'], 1],
    ['5 MB of short hyphen lines', () => `${multi}${'--\n'.repeat(1_700_000)}`, ['boundary-not-found'], 1],
    ['2 MB of folds', () => `Subject: x\n${' x\n'.repeat(700_000)}\nhi`, ['header-limit'], 1],
    ['lost folds without end', () => `Subject: x;\n${'aaaa;\n'.repeat(300_000)}\nhi`, ['header-limit'], 1],
    ['encoded words without end', () => `Subject: ${'=?utf-8?q?'.repeat(20_000)}\n\nhi`, [], 1],
    [
      'parameters without end',
      () => `Content-Type: text/plain${';a*0*=('.repeat(50_000)}\n\nhi`,
      ['field-limit'],
      1,
    ],
    ['carriage returns only', () => `Subject: x${'\r'.repeat(2_000_000)}`, ['bare-cr'], 1],
  ])('%s', (_title, text, codes, parts) => {
    const message = parseMessage(fromLatin1(text()));
    const seen = new Set(message.problems.map((problem) => problem.code));
    for (const code of codes) expect(seen).toContain(code);
    expect([...walkParts(message.root)]).toHaveLength(parts);
    expect(message.problems.length).toBeLessThanOrEqual(1_000);
  });

  test.each([
    ['base64 garbage', 'base64', '!'.repeat(2_000_000)],
    ['one base64 character between garbage', 'base64', 'A!!!!!!!!!!'.repeat(200_000)],
    ['padding', 'base64', 'A='.repeat(1_000_000)],
    ['soft breaks', 'quoted-printable', '=\n'.repeat(1_000_000)],
    ['white space', 'quoted-printable', ' '.repeat(2_000_000)],
    ['white space before a letter', 'quoted-printable', `${' '.repeat(2_000_000)}a`],
    ['white space and letters', 'quoted-printable', ' \t a\n'.repeat(100_000)],
    ['uuencoded short lines', 'x-uuencode', '#86)C\n'.repeat(100_000)],
  ])('much %s decodes and map', (_title, encoding, body) => {
    const message = parseMessage(fromLatin1(`Content-Transfer-Encoding: ${encoding}\n\n${body}`));
    const { lines } = decodeText(message, message.root);
    expect(lines.at(-1)?.range.end ?? 0).toBeLessThanOrEqual(message.raw.length);
  });
});

function nestMultiparts(depth: number): string {
  let text = '';
  for (let level = 0; level < depth; level++)
    text += `Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\n`;
  return text;
}
