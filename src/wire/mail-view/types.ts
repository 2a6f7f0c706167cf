/** A message as the checks before sending read it: its parts as text, each place known in the raw bytes. */
import type { ByteRange } from '../../base/byte-range.ts';
import type { DecodedBytes, HeaderField, MimePart, ParsedMessage } from '../message/types.ts';

export interface MailView {
  readonly raw: Uint8Array;
  readonly message: ParsedMessage;
  /** Fields of the message's own header, in order. */
  readonly fields: readonly HeaderField[];
  /** Leaves that are text to be read, in order; attachments of type text are not among them. */
  readonly texts: readonly TextPart[];
  /** Every other leaf. */
  readonly attachments: readonly MimePart[];
  /** Line (from 1) and column (from 1, in bytes) of a raw offset. */
  readonly placeOf: (rawOffset: number) => { readonly line: number; readonly column: number };
}

export interface TextPart {
  readonly part: MimePart;
  readonly kind: 'plain' | 'html' | 'other';
  /** Without its transfer encoding: what the text was read from. */
  readonly decoded: DecodedBytes;
  /** Decoded; at most `MAX_TEXT` characters. */
  readonly text: string;
  readonly charset: string;
  /** More text than was read. */
  readonly isCut: boolean;
  /** Raw bytes that characters [start, end) of the text came from. */
  readonly rawRangeOf: (start: number, end: number) => ByteRange;
}

/** Where a finding stands. */
export interface Place {
  /** '1.2' as IMAP numbers parts; '' for the message's own header. */
  readonly part: string;
  /** Name of the header field, where it is one. */
  readonly header?: string;
  /** Where a message was made of files: the file, or the option, that line, column and raw count in. */
  readonly file?: string;
  /** In the raw message, from 1. */
  readonly line: number;
  readonly column: number;
  /** `raw.slice(range)` holds the snippet, as it is encoded. */
  readonly raw: ByteRange;
  /** In the decoded text of the part, in UTF-16 code units. */
  readonly decoded?: ByteRange;
  /** At most 80 characters of what stands there, decoded. */
  readonly snippet: string;
}
