/** What spam filters answer: rspamd over HTTP, SpamAssassin over the protocol of spamd. */
export { readRspamdAnswer } from './read-rspamd.ts';
export {
  readSpamdReply,
  readSpamdReport,
  readSpamdSymbols,
  readSpamdVersion,
  type SpamdReply,
} from './read-spamd.ts';
export type { EngineAnswer, EngineName, EngineSymbol } from './types.ts';
