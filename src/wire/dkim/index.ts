/** DKIM (RFC 6376) as text: signatures, key records, tag lists. Verification lives in gather/mail-auth. */
export { parseDkimKeyRecord } from './key-record.ts';
export { type DkimSignatureField, findDkimSignatures } from './signature.ts';
export { parseTagList, tagValue } from './tag-list.ts';
