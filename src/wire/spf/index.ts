/** SPF records (RFC 7208) as text: read, edit, merge. Evaluation asks DNS and lives in gather/mail-auth. */
export { hasMacro } from './domain-spec.ts';
export { addMechanism, lostTerms, mechanismOf, mergeSpfRecords } from './edit.ts';
export { isSpfRecord, parseSpfRecord, readSpfRecord } from './parse.ts';
export type {
  SpfMechanism,
  SpfModifier,
  SpfProblem,
  SpfProblemCode,
  SpfRecord,
  SpfSpan,
  SpfTerm,
} from './types.ts';
