/** The evidence about one rejection, gathered: the public door. */

export type { GatherContext, ShelfListener } from './context.ts';
export { gatherEvidence } from './gather-evidence.ts';
export { mxOf } from './mail-domain.ts';
