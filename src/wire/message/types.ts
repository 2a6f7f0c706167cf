/** A message as read from its bytes (RFC 5322, RFC 2045–2047, RFC 2231): every piece knows where it stands. */
import type { ByteRange } from '../../base/byte-range.ts';
import type { RawText } from './raw-text.ts';

export interface HeaderField {
  /** As written: 'Subject'. */
  readonly name: string;
  /** Lower case, for comparison. */
  readonly key: string;
  /** Unfolded, encoded words (RFC 2047) decoded, trimmed. */
  readonly value: string;
  /** Unfolded, nothing decoded. */
  readonly rawValue: string;
  /** The whole field with its line end. */
  readonly range: ByteRange;
  /** After the colon, up to the last byte before the line end. */
  readonly valueRange: ByteRange;
}

export interface ContentType {
  /** Lower case: 'text/plain'. */
  readonly type: string;
  /** Names in lower case; RFC 2231 continuations joined and decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface MimePart {
  /** '1', '1.2', as IMAP numbers them; '' for the whole message. */
  readonly path: string;
  readonly headers: readonly HeaderField[];
  readonly contentType: ContentType;
  /** Lower case: 'attachment', 'inline', or '' when absent. */
  readonly disposition: string;
  readonly filename?: string;
  /** Lower case: '7bit', 'base64', … */
  readonly transferEncoding: string;
  readonly headerRange: ByteRange;
  /** Encoded body, without the line end that belongs to the boundary. */
  readonly bodyRange: ByteRange;
  /** Parts of a multipart; the one enclosed message of a message/rfc822 (path '2.message', its parts '2.1', …). */
  readonly children: readonly MimePart[];
  /** A message behind base64 or another encoding: `children` is empty; parse the bytes of `decodeBytes`. */
  readonly isDetached?: boolean;
}

/** Something odd that the reader went on past. */
export interface MessageProblem {
  /**
   * 'header-without-colon', 'folded-line-without-field', 'blank-line-not-empty', 'mbox-line-in-header', 'fold-without-space',
   * 'header-limit', 'field-limit', 'boundary-missing', 'boundary-differs', 'boundary-not-found', 'boundary-not-closed', 'depth-limit',
   * 'parts-limit', 'bare-cr', 'mixed-line-ends', 'nul', 'byte-order-mark', 'blank-before-header'.
   */
  readonly code: string;
  readonly range: ByteRange;
}

export interface ParsedMessage {
  readonly raw: Uint8Array;
  /** The same as text; absent for a message put together by hand. */
  readonly rawText?: RawText;
  readonly root: MimePart;
  readonly problems: readonly MessageProblem[];
  /** Those of its parts alone, for which the bytes are not gone through again. */
  readonly structureProblems?: readonly MessageProblem[];
}

/** A body without its transfer encoding. */
export interface DecodedBytes {
  readonly bytes: Uint8Array;
  /** There was more than the caller asked for. */
  readonly isCut: boolean;
  /** The raw bytes that decoded bytes [start, end) came from; through base64 the covering quanta. */
  readonly rawRangeOf: (start: number, end: number) => ByteRange;
}

/** One line of a decoded text body. */
export interface DecodedLine {
  /** Without its line end. */
  readonly text: string;
  /** Where it came from in the raw message (through base64 and quoted-printable too). */
  readonly range: ByteRange;
}

export interface DecodedText {
  readonly text: string;
  readonly charset: string;
  readonly lines: readonly DecodedLine[];
}
