/** SMTP replies in pasted text: the public door of this folder. */

export { isCommandLine } from './command-line.ts';
export { parseEnhancedStatus } from './enhanced-status.ts';
export {
  type EnhancedStatusMeaning,
  meaningOfEnhancedStatus,
} from './enhanced-statuses.ts';
export { eachReply, findReplies } from './find-replies.ts';
export { isHostName, isIpAddress, parseSpeaker, type Speaker } from './host-names.ts';
export { unescapeHtml } from './html-text.ts';
export { isIntroduced } from './introductions.ts';
export { listedAddressBefore } from './listed-address.ts';
export {
  looksLikeReply,
  type NoReplyReason,
  noReplyReason,
} from './looks-like-reply.ts';
export { phaseAfter, phaseBefore } from './phase.ts';
export { isFromMailProgram, isFromProgram, isInCode } from './program-words.ts';
export { stripQuotePrefix } from './quote-prefix.ts';
export { type ReplyCodeMeaning, replyCodes } from './reply-codes.ts';
export type { SmtpReply, TextSpan } from './types.ts';
