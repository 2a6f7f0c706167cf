/**
 * Bytes to text, whatever a mail claims about its charset (RFC 2045 §5.1 charset parameter, labels of the WHATWG
 * Encoding Standard and the ones seen in mail beside it). Never throws: an unknown or wrong label leads to detection.
 */
import { isAscii, latin1 } from '../../base/bytes.ts';
import { detectCharset } from './detect-charset.ts';
import { decodeIso2022Kr } from './iso-2022-kr.ts';
import { charsetOfLabel } from './labels.ts';
import { decodeUtf7 } from './utf-7.ts';

export interface CharsetText {
  readonly text: string;
  /** Lower case name of what was used: 'utf-8', 'windows-1252', 'iso-2022-jp', … */
  readonly charset: string;
  /** The label was missing, unknown or contradicted by the bytes. */
  readonly isGuessed: boolean;
}

type Decoder = InstanceType<typeof TextDecoder>;

const decoders = new Map<string, Decoder | undefined>();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes bytes by the label of the message; without a usable one, by what the bytes look like. */
export function decodeCharset(bytes: Uint8Array, label: string | undefined): CharsetText {
  const known = label === undefined ? undefined : charsetOfLabel(label);
  const isSevenBit = isAscii(bytes);
  if (known === undefined || known === 'us-ascii') {
    if (isSevenBit && !bytes.includes(0x1b) && !bytes.includes(0x0e))
      return { text: latin1(bytes), charset: 'us-ascii', isGuessed: known === undefined };
    return decodeDetected(bytes);
  }
  if (known === 'utf-8' && !isSevenBit) {
    const text = decodeStrictUtf8(bytes);
    // A wrong label is commoner than damaged UTF-8, but a few broken sequences in much good text are damage.
    return text === undefined ? decodeDetected(bytes, 'utf-8') : { text, charset: 'utf-8', isGuessed: false };
  }
  const text = decodeAs(bytes, known);
  return text === undefined ? decodeDetected(bytes) : { text, charset: known, isGuessed: false };
}

/** The text when the bytes are well-formed UTF-8; a leading byte order mark is dropped. */
export function decodeStrictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    // Not UTF-8: the caller asks just that.
    return undefined;
  }
}

function decodeDetected(bytes: Uint8Array, claimed?: string): CharsetText {
  const charset = detectCharset(bytes, claimed);
  const text = decodeAs(bytes, charset);
  return {
    text: text ?? latin1(bytes),
    charset: text === undefined ? 'iso-8859-1' : charset,
    isGuessed: true,
  };
}

function decodeAs(bytes: Uint8Array, charset: string): string | undefined {
  if (charset === 'utf-7') return decodeUtf7(bytes);
  if (charset === 'iso-2022-kr') return decodeIso2022Kr(bytes);
  return decoderOf(charset)?.decode(bytes);
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
