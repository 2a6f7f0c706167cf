/** DKIM (RFC 6376) as text: signatures, key records, tag lists. Verification lives in gather/mail-auth. */
export { coveredBodyEnd, type SignatureCoverage, signatureCoverages } from './coverage.ts';
export { withoutTags, withTag } from './edit-tags.ts';
export { type DkimKeyInspection, inspectDkimKey, parseDkimKeyRecord } from './key-record.ts';
export { type KeyTextFault, keyTextFaults, mendKeyText } from './mend-key-text.ts';
export { type DkimSignatureField, findDkimSignatures } from './signature.ts';
export { parseTagList, type TagList, tagValue } from './tag-list.ts';
