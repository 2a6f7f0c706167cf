/** DMARC records (RFC 9989) as text, and the tree walk over their answers. The questions are asked in gather/. */
export { type DmarcFault, dmarcValues, lintDmarcRecord } from './lint.ts';
export { mendDmarcRecord } from './mend.ts';
export { type DmarcPolicy, isDmarcRecord, parseDmarcRecord } from './record.ts';
export { parseReportUris, type ReportUri, type ReportUriProblem } from './report-uri.ts';
export {
  applicableRecord,
  effectivePolicy,
  organizationalDomain,
  readWalk,
  type WalkResult,
  type WalkStep,
  walkNames,
} from './tree.ts';
