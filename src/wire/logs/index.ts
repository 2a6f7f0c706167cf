/** Mail logs: the public door of this folder. */

export { readAmavisLog } from './amavis.ts';
export { type SigningSelector, signingSelectorsIn } from './dkim-selectors.ts';
export { isLaterLine, type LineTime, lineTime } from './line-times.ts';
export { holdsQueueJson } from './queue-json.ts';
export { lastQueueEntry, type QueueListing, readQueueListing } from './queue-listing.ts';
export { readLog, recogniseLog } from './recognise.ts';
export { readSessionFaults } from './session-faults.ts';
export { softwareName } from './software-name.ts';
export type { LogEvent, LogFormat } from './types.ts';
