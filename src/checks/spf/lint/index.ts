/** The SPF linter's door. */
export { maxLookups, maxMxNames, maxVoidLookups } from './limit-lints.ts';
export { lintSpfTree } from './lint-tree.ts';
export { passingIpv4 } from './network-lints.ts';
export { endOf } from './policy-lints.ts';
export type { SpfLint } from './types.ts';
