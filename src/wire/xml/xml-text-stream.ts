/** Bytes of an XML document to text, piece by piece: the byte order mark first, then the declaration (XML 1.0 appendix F). */

import { TextDecoder } from 'node:util';
import { withoutMarks } from '../../base/marks.ts';

/** Enough bytes to hold an XML declaration. */
const DECLARATION_BYTES = 200;

/** Never throws: an unknown encoding is read as UTF-8, a wrong byte becomes U+FFFD. */
export class XmlTextStream {
  #decoder: TextDecoder | undefined;

  /** The text of the next piece; the first piece should hold the declaration. */
  push(bytes: Uint8Array): string {
    this.#decoder ??= decoderOf(bytes);
    return withoutMarks(this.#decoder.decode(bytes, { stream: true }));
  }

  /** What an unfinished character at the end comes to. */
  end(): string {
    return this.#decoder?.decode() ?? '';
  }
}

function decoderOf(bytes: Uint8Array): TextDecoder {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  if (first === 0x3c && second === 0) return new TextDecoder('utf-16le');
  if (first === 0 && second === 0x3c) return new TextDecoder('utf-16be');
  const head = String.fromCharCode(...bytes.subarray(0, DECLARATION_BYTES));
  const close = head.indexOf('?>');
  const declared =
    close < 0 ? undefined : /encoding\s?=\s?["']([\w.:-]{1,40})["']/.exec(head.slice(0, close));
  const label = declared?.[1]?.toLowerCase() ?? 'utf-8';
  // A declaration that could be read byte by byte is not UTF-16, whatever it says.
  return newDecoder(label.startsWith('utf-16') || label.startsWith('ucs-') ? 'utf-8' : label);
}

function newDecoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    // A label that the platform does not know: most such documents are ASCII.
    return new TextDecoder('utf-8');
  }
}
