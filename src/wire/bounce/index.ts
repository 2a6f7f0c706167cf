/** Reports about earlier mail: bounces, delays, receipts, complaints, automatic replies. */
export type { FormatId } from './formats/marks.ts';
export { isLure } from './lure.ts';
export { readBounce } from './read-bounce.ts';
export { holdsFailureOrReason, opensAsAbsence, opensAsReport } from './report-opening.ts';
export { retryHoursIn } from './retry-time.ts';
export type { BounceKind, BounceReport, RecipientReport, ReturnedMessage } from './types.ts';
