/** Abuse reports: RFC 5965 and its relatives. */
export type { FeedbackReport } from './feedback-report.ts';
export { parseFeedbackReport } from './feedback-report.ts';
