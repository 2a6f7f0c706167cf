/** DKIM (RFC 6376) as text: signatures, key records, tag lists. Verification lives in gather/mail-auth. */
export type { DkimKeyRecord } from './key-record.ts';
export { parseDkimKeyRecord } from './key-record.ts';
export type { DkimSignatureField } from './signature.ts';
export { findDkimSignatures } from './signature.ts';
export type { Tag, TagList } from './tag-list.ts';
export { parseTagList, tagValue } from './tag-list.ts';
