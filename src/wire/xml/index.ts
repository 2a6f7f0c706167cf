/** XML as strangers write it: a bounded tokenizer fed in pieces, and the way from bytes to its text. */
export { decodeReferences } from './references.ts';
export { type XmlHandler, type XmlStop, XmlTokenizer } from './tokenizer.ts';
export { XmlTextStream } from './xml-text-stream.ts';
