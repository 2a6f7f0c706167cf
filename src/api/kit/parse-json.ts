/**
 * JSON from outside: strict UTF-8 and a bound on how many values it may hold. 64 MiB of brackets would become gigabytes of objects;
 * a long text in quotes is what is meant to be large here, and it counts as one value.
 */
import { failed, ok, type Result } from '../../base/result.ts';

/** No request of the API needs more commas and brackets than this. */
const maxParts = 100_000;

const quote = 0x22;
const backslash = 0x5c;

/** The value in `bytes`. Problem 'malformed-json' says where; linear in size. */
export function parseJson(bytes: Buffer): Result<unknown> {
  if (bytes.length === 0) return failed('malformed-json', 'The body is empty; write a JSON object.');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return failed('malformed-json', 'The body begins with a byte order mark; leave it out.');
  if (bytes.length > maxParts && holdsTooMuch(bytes))
    return failed('malformed-json', `The body holds more than ${maxParts} values.`);
  try {
    return ok(JSON.parse(bytes.toString('utf8')) as unknown);
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

/** Counts what stands outside quotes: `[`, `{` and `,`. */
function holdsTooMuch(bytes: Buffer): boolean {
  let parts = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) {
      at = endOfText(bytes, at + 1);
      continue;
    }
    if (byte === 0x5b || byte === 0x7b || byte === 0x2c) {
      parts += 1;
      if (parts > maxParts) return true;
    }
  }
  return false;
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
