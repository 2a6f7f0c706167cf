/**
 * Long texts of a JSON body stay the bytes that they came as until they are needed: to make a text of 80 MB, and bytes of it again,
 * would hold up everybody for half a second and stand in memory three times. Their bytes are made piece by piece.
 */
import { setImmediate } from 'node:timers/promises';
import { z } from '@hono/zod-openapi';

/** Shorter texts are texts. */
export const longTextBytes: number = 1 << 20;
/** Made at a time, within some milliseconds. A multiple of four, as Base64 is. */
const pieceBytes = 1 << 20;

const backslash = 0x5c;
/** RFC 8259 §7: what stands behind the backslash, and what is meant. */
const escapes: ReadonlyMap<number, number> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([sign, meant]) => [sign.charCodeAt(0), meant.charCodeAt(0)],
  ),
);

/** What stands between the quotes of a text in JSON. */
export class LongText {
  readonly #escaped: Buffer;

  constructor(escaped: Buffer) {
    this.#escaped = escaped;
  }

  /** Octets as they came: at least as many as the text has characters. */
  get length(): number {
    return this.#escaped.length;
  }

  /** The text in UTF-8, as it came; undefined where it is no text of JSON. */
  async toUtf8(): Promise<Buffer | undefined> {
    const from = this.#escaped;
    const bytes = Buffer.allocUnsafeSlow(from.length);
    let size = 0;
    for (let at = 0; at < from.length; await setImmediate())
      for (const end = Math.min(from.length, at + pieceBytes); at < end; ) {
        const octet = from[at] ?? 0;
        if (octet < 0x20) return undefined;
        if (octet !== backslash) {
          bytes[size] = octet;
          size += 1;
          at += 1;
          continue;
        }
        const { text, length } = escapeAt(from, at);
        if (length === 0) return undefined;
        size += bytes.write(text, size, 'utf8');
        at += length;
      }
    return bytes.subarray(0, size);
  }

  /** The bytes that it is the Base64 of (RFC 4648 §4); undefined where it is none. */
  async fromBase64(): Promise<Buffer | undefined> {
    const text = this.#escaped.includes(backslash) ? await this.toUtf8() : this.#escaped;
    if (text === undefined) return undefined;
    const bytes = Buffer.allocUnsafeSlow(Math.ceil((text.length * 3) / 4));
    let size = 0;
    for (let at = 0; at < text.length; at += pieceBytes) {
      const piece = text.toString('latin1', at, at + pieceBytes);
      const written = bytes.write(piece, size, 'base64');
      const isLast = at + pieceBytes >= text.length;
      // Padding stands at the end alone.
      if (!isWholeBase64(piece, written) || (!isLast && piece.endsWith('='))) return undefined;
      size += written;
      await setImmediate();
    }
    return bytes.subarray(0, size);
  }
}

/** The escape that begins at `at`, both halves of a pair at once; length 0 where it is none. */
function escapeAt(bytes: Buffer, at: number): { readonly text: string; readonly length: number } {
  const meant = escapes.get(bytes[at + 1] ?? 0);
  if (meant !== undefined) return { text: String.fromCharCode(meant), length: 2 };
  const unit = unitAt(bytes, at);
  if (unit === undefined) return { text: '', length: 0 };
  const next = unit >= 0xd800 && unit < 0xdc00 ? unitAt(bytes, at + 6) : undefined;
  return next !== undefined && next >= 0xdc00 && next < 0xe000
    ? { text: String.fromCharCode(unit, next), length: 12 }
    : { text: String.fromCharCode(unit), length: 6 };
}

function unitAt(bytes: Buffer, at: number): number | undefined {
  const digits = /^\\u([0-9a-fA-F]{4})$/.exec(bytes.toString('latin1', at, at + 6))?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

/** Buffer reads past what is no Base64; what was read tells how long the text should have been. */
export function isWholeBase64(text: string, size: number): boolean {
  const bare = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  return Math.floor((bare * 3) / 4) === size && bare % 4 !== 1;
}

/** Schema of a member that may be a long text, of at most so many characters. */
export function maybeLongText(max: number) {
  return z
    .custom<string | LongText>()
    .check(({ value, issues }) => {
      const isText = typeof value === 'string' || (value as unknown) instanceof LongText;
      if (!isText) issues.push({ code: 'invalid_type', expected: 'string', input: value });
      else if (value.length > max)
        issues.push({ code: 'too_big', origin: 'string', maximum: max, inclusive: true, input: value });
    })
    .openapi({ type: 'string', maxLength: max });
}
