/** Charsets of mail: bytes to text, with or without a label. */
export { type CharsetText, decodeCharset, decodeStrictUtf8 } from './decode-charset.ts';
export { detectCharset } from './detect-charset.ts';
export { charsetOfLabel } from './labels.ts';
