/** SPF records (RFC 7208) as text: read, edit, merge. Evaluation asks DNS and lives in gather/mail-auth. */
export {
  addMechanism,
  lostTerms,
  mechanismOf,
  mergeSpfRecords,
  removeTerms,
  repeatedTerms,
  withoutRepeats,
} from './edit.ts';
export { type Flattened, flattenSpf } from './flatten.ts';
export { findGluedTerms, withBlanks } from './joints.ts';
export { expandKnownMacros } from './known-macros.ts';
export { readNearMiss } from './near-miss.ts';
export {
  aggregateNetworks,
  countIpv4,
  holdsNetwork,
  holdsRange,
  networkOf,
  readNetwork,
  shapeOf,
  uselessNetwork,
} from './networks.ts';
export { isSpfRecord, parseSpfRecord, readSpfRecord } from './parse.ts';
export { repairRecord, suggestTerms } from './repair.ts';
export { spfMechanisms } from './types.ts';
