/** ARC (RFC 8617) as text. */

export { type ArcSet, findArcSets, lacksCanonicalization } from './arc-sets.ts';
export { type OwnResults, ownAuthResults } from './auth-results.ts';
export { type ArcSeal, type SealRequest, sealMessage } from './seal.ts';
