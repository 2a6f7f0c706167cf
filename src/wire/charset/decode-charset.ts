/**
 * Bytes to text, whatever a mail claims about its charset (RFC 2045 §5.1 charset parameter, labels of the WHATWG
 * Encoding Standard and the ones seen in mail beside it). Never throws: an unknown or wrong label leads to detection.
 */

import { isAscii } from 'node:buffer';
import { latin1 } from '../../base/bytes.ts';
import { withoutMarks } from '../../base/marks.ts';
import { detectCharset } from './detect-charset.ts';
import { decodeIso2022Kr } from './iso-2022-kr.ts';
import { charsetOfLabel } from './labels.ts';
import { decodeStrictUtf8 } from './strict-utf-8.ts';
import { decodeUtf7 } from './utf-7.ts';

export interface CharsetText {
  readonly text: string;
  /** Lower case name of what was used: 'utf-8', 'windows-1252', 'iso-2022-jp', … */
  readonly charset: string;
  /** The label was missing, unknown or contradicted by the bytes. */
  readonly isGuessed: boolean;
}

/** What ESC, SO or NUL may stand in. */
const SEVEN_BIT_CHARSETS = new Set(['iso-2022-jp', 'iso-2022-kr', 'utf-16le', 'utf-16be']);

const REPLACEMENT = '\ufffd';

type Decoder = InstanceType<typeof TextDecoder>;

const decoders = new Map<string, Decoder | undefined>();

/**
 * Decodes bytes by the label of the message; without a usable one, by what the bytes look like. A label is overruled
 * where the bytes contradict it: UTF-8 that is none, escape sequences, well-formed UTF-8 under a Latin-1 label.
 */
export function decodeCharset(bytes: Uint8Array, label: string | undefined): CharsetText {
  const known = label === undefined ? undefined : charsetOfLabel(label);
  if (isAscii(bytes)) return decodeSevenBit(bytes, known);
  if (known === undefined || known === 'us-ascii') return decodeDetected(bytes);
  if (known === 'utf-8' || known === 'windows-1252') {
    const text = decodeStrictUtf8(bytes);
    if (text !== undefined) return { text, charset: 'utf-8', isGuessed: known !== 'utf-8' };
    if (known === 'utf-8') return decodeDetected(bytes);
  }
  const text = decodeAs(bytes, known);
  if (text === undefined) return decodeDetected(bytes);
  if (!text.includes(REPLACEMENT)) return { text, charset: known, isGuessed: false };
  // A label under which much cannot be read, where another charset reads it, is wrong.
  const detected = decodeDetected(bytes);
  const isBetter = countReplacements(detected.text) * 4 < countReplacements(text);
  return isBetter ? detected : { text, charset: known, isGuessed: false };
}

/**
 * The charset that ASCII bytes without ESC, SO and NUL are read in under a label, where they are read as they stand; undefined
 * where they are not (UTF-7, UTF-16).
 */
export function plainCharset(label: string | undefined): string | undefined {
  const known = label === undefined ? undefined : charsetOfLabel(label);
  if (known === 'utf-7' || known === 'utf-16le' || known === 'utf-16be') return undefined;
  return known ?? 'us-ascii';
}

/** Seven bits are ASCII but for UTF-7, UTF-16 and the escapes of ISO 2022. */
function decodeSevenBit(bytes: Uint8Array, known: string | undefined): CharsetText {
  const isPlain = !bytes.includes(0x1b) && !bytes.includes(0x0e) && !bytes.includes(0);
  if (known === undefined || (!isPlain && !SEVEN_BIT_CHARSETS.has(known))) {
    if (!isPlain) return { ...decodeDetected(bytes), isGuessed: true };
    return { text: latin1(bytes), charset: 'us-ascii', isGuessed: known === undefined };
  }
  const text = known === 'us-ascii' ? latin1(bytes) : decodeAs(bytes, known);
  return { text: text ?? latin1(bytes), charset: known, isGuessed: false };
}

function decodeDetected(bytes: Uint8Array): CharsetText {
  const charset = detectCharset(bytes);
  const text = decodeAs(bytes, charset);
  return {
    text: text ?? latin1(bytes),
    charset: text === undefined ? 'iso-8859-1' : charset,
    isGuessed: true,
  };
}

function decodeAs(bytes: Uint8Array, charset: string): string | undefined {
  if (charset === 'us-ascii') return latin1(bytes);
  if (charset === 'utf-7') return withoutMarks(decodeUtf7(bytes));
  if (charset === 'iso-2022-kr') return decodeIso2022Kr(bytes);
  const text = decoderOf(charset)?.decode(bytes);
  return text === undefined ? undefined : withoutMarks(text);
}

function decoderOf(charset: string): Decoder | undefined {
  if (decoders.has(charset)) return decoders.get(charset);
  let decoder: Decoder | undefined;
  try {
    decoder = new TextDecoder(charset);
  } catch {
    // The platform does not know it: remembered as absent, so that hostile labels cost one try.
  }
  if (decoders.size < 200) decoders.set(charset, decoder);
  return decoder;
}

function countReplacements(text: string): number {
  let count = 0;
  for (let found = text.indexOf(REPLACEMENT); found >= 0; found = text.indexOf(REPLACEMENT, found + 1))
    count++;
  return count;
}
