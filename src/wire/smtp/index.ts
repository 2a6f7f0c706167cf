/** SMTP replies in pasted text: the public door of this folder. */
export { findEnhancedStatus, parseEnhancedStatus } from './enhanced-status.ts';
export { findReplies } from './find-replies.ts';
export { isHostName, isIpAddress, parseSpeaker } from './host-names.ts';
export { unescapeHtml } from './html-text.ts';
export { phaseAfter, phaseBefore } from './phase.ts';
export { stripQuotePrefix } from './quote-prefix.ts';
export { replyCodes } from './reply-codes.ts';
export type { SmtpReply, TextSpan } from './types.ts';
