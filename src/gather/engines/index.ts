/** The door to spam filters beside our own checks. */
export { createRspamd, defaultRspamdUrl, parseRspamdUrl } from './rspamd.ts';
export { createSpamd, parseSpamdTarget, type SpamdTarget } from './spamd.ts';
export type { EngineAsker, EngineReading, RelayContext } from './types.ts';
export { whileItAnswers } from './while-it-answers.ts';
