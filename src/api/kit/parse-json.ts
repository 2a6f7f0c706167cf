/**
 * JSON from outside, with a bound on how many values it may hold: 64 MiB of brackets would become gigabytes of objects; a long text in
 * quotes is what is meant to be large here, and it counts as one value. Octets that are no UTF-8 (RFC 8259 §8.1) become U+FFFD; in a
 * long text they stay what they are.
 */
import { randomUUID } from 'node:crypto';
import { parseForeignJson, withoutMarks } from '../../base/marks.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { LongText, longTextBytes } from './long-text.ts';

/** No request of the API needs more commas and brackets than this. */
const maxParts = 100_000;

const quote = 0x22;
const backslash = 0x5c;

/**
 * The value in `bytes`. Members called as in `longTexts` are LongText where they are longer than a MiB, and as they were given; other
 * texts have no marks of ours (marks.ts). Problem 'malformed-json' says where; linear in size.
 */
export function parseJson(bytes: Buffer, longTexts: readonly string[] = []): Result<unknown> {
  if (bytes.length === 0) return failed('malformed-json', 'The body is empty; write a JSON object.');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return failed('malformed-json', 'The body begins with a byte order mark; leave it out.');
  const found = bytes.length > maxParts ? scan(bytes, longTexts) : [];
  if (found === 'too-much') return failed('malformed-json', `The body holds more than ${maxParts} values.`);
  try {
    return ok(
      found.length === 0
        ? parseForeignJson(bytes.toString('utf8'), longTexts)
        : parseAround(bytes, found, longTexts),
    );
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    return failed(
      'malformed-json',
      position === undefined
        ? 'The body ends before the JSON does.'
        : `The body is not JSON at character ${position}.`,
    );
  }
}

/** Between the quotes of a text. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Parses what stands around long texts, with a name that nobody can guess in the place of each. */
function parseAround(bytes: Buffer, spans: readonly Span[], longTexts: readonly string[]): unknown {
  const mark = `${randomUUID()} `;
  const parts: Buffer[] = [];
  let at = 0;
  for (const [place, { from, to }] of spans.entries()) {
    parts.push(bytes.subarray(at, from), Buffer.from(`${mark}${place}`));
    at = to;
  }
  parts.push(bytes.subarray(at));
  return JSON.parse(Buffer.concat(parts).toString('utf8'), (name, value: unknown) => {
    if (typeof value !== 'string') return value;
    const span = value.startsWith(mark) ? spans[Number(value.slice(mark.length))] : undefined;
    if (span !== undefined) return new LongText(bytes.subarray(span.from, span.to));
    return longTexts.includes(name) ? value : withoutMarks(value);
  }) as unknown;
}

/** The long texts; 'too-much' where more than is allowed stands outside quotes: `[`, `{` and `,` are counted. */
function scan(bytes: Buffer, longTexts: readonly string[]): readonly Span[] | 'too-much' {
  const spans: Span[] = [];
  let parts = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) {
      const span = { from: at + 1, to: endOfText(bytes, at + 1) };
      if (span.to - span.from >= longTextBytes && longTexts.includes(keyBefore(bytes, at) ?? ''))
        spans.push(span);
      at = span.to;
      continue;
    }
    if (byte === 0x5b || byte === 0x7b || byte === 0x2c) {
      parts += 1;
      if (parts > maxParts) return 'too-much';
    }
  }
  return spans;
}

/** What the member is called whose text begins at `at`; undefined where it is an element of a list, or the name is long. */
function keyBefore(bytes: Buffer, at: number): string | undefined {
  return /"([^"]*)"\s*:\s*$/.exec(bytes.toString('latin1', Math.max(0, at - 64), at))?.[1];
}

/** Where the text that begins at `from` has its closing quote; the end where it has none. Each byte is looked at once or twice. */
function endOfText(bytes: Buffer, from: number): number {
  let at = from;
  while (true) {
    const end = bytes.indexOf(quote, at);
    if (end < 0) return bytes.length;
    let slashes = 0;
    while (end - 1 - slashes >= at && bytes[end - 1 - slashes] === backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
    at = end + 1;
  }
}
