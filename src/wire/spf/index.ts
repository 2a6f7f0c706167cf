/** SPF records (RFC 7208) as text: read, edit, merge. Evaluation asks DNS and lives in gather/mail-auth. */
export { addMechanism, lostTerms, mechanismOf, mergeSpfRecords } from './edit.ts';
export { isSpfRecord, parseSpfRecord, readSpfRecord } from './parse.ts';
