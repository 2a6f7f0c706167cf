/** Links of a message: where they lead, what is shown of them, what their names look like. */
export { linksOf } from './collect.ts';
export { isWhollyConfusable, looksLike, skeletonOf } from './confusables.ts';
export { type FoundUrl, findUrls } from './find-in-text.ts';
export { parseTarget } from './parse-target.ts';
export { type RestrictionLevel, restrictionLevel, scriptsOf } from './scripts.ts';
export type { LinkTarget, MessageLink, MessageLinks, WebTarget } from './types.ts';
