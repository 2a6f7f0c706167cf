/** A header field as the reader leaves it: most fields of a message are never asked for their value, so it is read late. */
import type { ByteRange } from '../../base/byte-range.ts';
import { fromLatin1 } from '../../base/bytes.ts';
import { decodeCharset, decodeStrictUtf8 } from '../charset/index.ts';
import { decodeEncodedWords } from './encoded-words.ts';
import { fieldKeyOf } from './field-keys.ts';
import type { HeaderField } from './types.ts';

/** Where a field stands in the text view of its message. */
export interface FieldPlace {
  readonly text: string;
  /** See `RawText`. */
  readonly isPlain: boolean;
  readonly start: number;
  readonly nameEnd: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** As far as the value is read. */
  readonly readEnd: number;
}

export class ReadField implements HeaderField {
  readonly key: string;
  private readonly place: FieldPlace;
  private raw: string | undefined;
  private decoded: string | undefined;

  constructor(place: FieldPlace) {
    this.key = fieldKeyOf(place.text, place.start, place.nameEnd);
    this.place = place;
    this.raw = undefined;
    this.decoded = undefined;
  }

  get name(): string {
    const { text, start, nameEnd } = this.place;
    return text.slice(start, nameEnd);
  }

  get rawValue(): string {
    this.raw ??= readValue(this.place);
    return this.raw;
  }

  get value(): string {
    this.decoded ??= decodeEncodedWords(this.rawValue).trim();
    return this.decoded;
  }

  get range(): ByteRange {
    return { start: this.place.start, end: this.place.end };
  }

  get valueRange(): ByteRange {
    return { start: this.place.valueStart, end: this.place.valueEnd };
  }
}

/** Unfolds (RFC 5322 §2.2.3: the line ends go, the white space stays) and reads 8-bit text as UTF-8 or what it looks like. */
function readValue({ text, isPlain, valueStart, readEnd }: FieldPlace): string {
  const folded = text.slice(valueStart, readEnd);
  const read = isPlain || isSevenBit(folded) ? folded : decodeEightBit(fromLatin1(folded));
  const isFolded = read.includes('\n') || read.includes('\r');
  return (isFolded ? read.replaceAll(/[\r\n]/g, '') : read).trim();
}

/** No byte above 0x7F and no escape sequence (ISO 2022). */
function isSevenBit(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f || code === 0x1b) return false;
  }
  return true;
}

function decodeEightBit(bytes: Uint8Array): string {
  return decodeStrictUtf8(bytes) ?? decodeCharset(bytes, undefined).text;
}
