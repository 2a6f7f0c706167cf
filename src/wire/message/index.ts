/** The MIME reader: a message as parts, headers and lines that know their place in the raw bytes. */
export { decodeBytes, decodeRange } from './decode-bytes.ts';
export { decodeText, decodeTextOf } from './decode-text.ts';
export { decodeEncodedWords } from './encoded-words.ts';
export { type HeaderBlock, parseHeaderBlock } from './header-block.ts';
export { LineIndex } from './line-spans.ts';
export { looksLikeMessage } from './looks-like-message.ts';
export { splitMbox } from './mbox.ts';
export { type ParameterizedValue, parseParameterized } from './parameters.ts';
export { type MessageLimits, parseMessage } from './parse-message.ts';
export { header, headers, walkParts } from './parts.ts';
export type {
  ContentType,
  DecodedBytes,
  DecodedLine,
  DecodedText,
  HeaderField,
  MessageProblem,
  MimePart,
  ParsedMessage,
} from './types.ts';
