/** Reports of a domain as one answer. */
export { type OwnSelector, type SendingIp, selectorsOf, sendingIpsOf } from './real-senders.ts';
export { ReportsTally } from './summary.ts';
export type { ReportsSummary, SendingSource, SourceAction, SourceSign, SourceVerdict } from './types.ts';
