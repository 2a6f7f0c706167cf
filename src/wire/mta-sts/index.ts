/** MTA-STS (RFC 8461): the record, the policy file, the match of a mail host, and both written. */
export { readFields, type TextField } from './fields.ts';
export { formatMtaStsPolicy, formatMtaStsRecord } from './format.ts';
export { isMxCovered } from './match.ts';
export {
  type MtaStsMode,
  type MtaStsPolicy,
  type MtaStsPolicyProblem,
  parseMtaStsPolicy,
} from './policy.ts';
export { isMtaStsRecord, type MtaStsRecord, parseMtaStsRecord } from './record.ts';
