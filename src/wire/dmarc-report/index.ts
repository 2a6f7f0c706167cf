/** Readers of DMARC reports: aggregate (RFC 9990, RFC 7489 appendix C) and failure (RFC 9991, RFC 6591). */
export { type AggregateLimits, AggregateReader } from './aggregate-reader.ts';
export { type FailureReading, readFailureReport } from './failure-report.ts';
export type {
  DkimAuthResult,
  DmarcAggregateReport,
  DmarcFailureReport,
  OverrideReason,
  PublishedPolicy,
  ReportMetadata,
  ReportOddity,
  ReportRecord,
  SpfAuthResult,
} from './types.ts';
