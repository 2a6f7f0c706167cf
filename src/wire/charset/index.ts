/** Charsets of mail: bytes to text, with or without a label. */
export { type CharsetText, decodeCharset, plainCharset } from './decode-charset.ts';
export { charsetOfLabel } from './labels.ts';
export { decodeStrictUtf8 } from './strict-utf-8.ts';
export { inUtf8, utf16Mark } from './utf-16.ts';
