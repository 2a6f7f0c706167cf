/**
 * What is an SMTP reply and what is not, for a program that was given a text and must choose what to do with it.
 * Limits: looks at the first 20,000 characters.
 */
import { findReplies } from './find-replies.ts';

/** Why a text holds no reply. */
export type NoReplyReason = 'empty' | 'binary' | 'html' | 'json' | 'no-reply-in-text';

const MAX_LOOKED_AT = 20_000;
/** More control characters than this, one in n, and it is no text. */
const BINARY_ONE_IN = 50;

/** Whether the text holds at least one SMTP reply, coded or spoken ('host x[ip] said: …'). */
export function looksLikeReply(text: string): boolean {
  return noReplyReason(text) === undefined;
}

/** Whether the text is readable prose without any reply: a poem, a letter, another program's log. */
export function isProseWithoutReply(text: string): boolean {
  return noReplyReason(text) === 'no-reply-in-text';
}

/** Why the text holds no reply; undefined where it holds one. */
export function noReplyReason(text: string): NoReplyReason | undefined {
  const start = text.slice(0, MAX_LOOKED_AT);
  if (start.trim() === '') return 'empty';
  if (isBinary(start)) return 'binary';
  if (findReplies(start, 1).length > 0) return undefined;
  const head = start.trimStart().slice(0, 200).toLowerCase();
  if (
    head.startsWith('<!doctype') ||
    head.startsWith('<html') ||
    head.startsWith('<head') ||
    head.startsWith('<?xml')
  )
    return 'html';
  return isJson(start) ? 'json' : 'no-reply-in-text';
}

function isBinary(text: string): boolean {
  let controls = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0) return true;
    const isControl =
      (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d && unit !== 0x1b) || unit === 0xfffd;
    if (isControl) controls += 1;
  }
  return controls * BINARY_ONE_IN > text.length;
}

function isJson(text: string): boolean {
  const trimmed = text.trim();
  const isFramed =
    (trimmed.startsWith('{') && trimmed.includes('":')) ||
    (trimmed.startsWith('[') && /^\[\s{0,20}[{["0-9]/.test(trimmed.slice(0, 40)));
  return isFramed && (text.length >= MAX_LOOKED_AT || trimmed.endsWith('}') || trimmed.endsWith(']'));
}
