/**
 * Where a reply may begin (RFC 5321 §4.2: 'Reply-code = %x32-35 %x30-35 %x30-39', then SP or '-').
 * A number of three digits is a code by what stands before it (line start, 'said:', '<<<', 'smtp;') and after it (enhanced code, words);
 * years, ports, sizes, addresses, telephone numbers and counts are told apart. Limits: a bounded number of characters is looked at, back and ahead.
 */
import { readAfter } from './after-code.ts';
import { readBefore, type StartStrength } from './before-code.ts';
import { isDigit } from './code-characters.ts';
import type { EnhancedStatusAt } from './enhanced-status.ts';
import { isPlausible } from './plausible-code.ts';

/** A code that can begin a reply or a line of one. */
export interface ReplyStart {
  readonly code: number;
  /** First character that belongs to the reply: the code. */
  readonly at: number;
  /** First character of the words, enhanced code passed. */
  readonly bodyAt: number;
  readonly enhanced: EnhancedStatusAt | undefined;
  /** 'ddd-': more lines of this reply follow. */
  readonly isContinued: boolean;
  readonly strength: StartStrength;
  /** Bracket or quote that was opened right before the code or its introduction: the reply ends where it closes. */
  readonly opener: string;
  /** Introduced by a word of saying or a transcript mark, so that it is somebody's own reply even inside another one. */
  readonly isSpoken: boolean;
}

/** Reads the reply start whose code stands at `at`; `openCode` is the code of the reply being read, if any. */
export function readReplyStart(text: string, at: number, openCode?: number): ReplyStart | undefined {
  const code = readCode(text, at);
  if (code === undefined) return undefined;
  const before = readBefore(text, at);
  if (before === undefined) return undefined;
  const after = readAfter(text, at + 3);
  if (after === undefined || !isPlausible(text, code, at, before, after, openCode)) return undefined;
  const { strength, isSpoken } = before;
  // AsyncOS writes the reply of the other host as 550-'words'.
  const quote = text[at + 3] === '-' && text[at + 4] === "'" ? "'" : '';
  const isQuoteInWords = quote !== '' && text[after.bodyAt] === quote;
  // Python: (550, b'words').
  const pythonQuote = text[at - 1] === '(' ? (/^, b?(['"])/.exec(text.slice(at + 3, at + 7))?.[1] ?? '') : '';
  const opener = pythonQuote || (before.opener === '' ? quote : before.opener);
  return {
    code,
    at,
    bodyAt: isQuoteInWords ? after.bodyAt + 1 : after.bodyAt,
    enhanced: after.enhanced,
    isContinued: after.isContinued,
    strength,
    opener,
    isSpoken,
  };
}

function readCode(text: string, at: number): number | undefined {
  const first = text.charCodeAt(at);
  if (first < 0x32 || first > 0x35 || !isDigit(text.charCodeAt(at + 1)) || !isDigit(text.charCodeAt(at + 2)))
    return undefined;
  if (isDigit(text.charCodeAt(at + 3)) || isDigit(text.charCodeAt(at - 1))) return undefined;
  return Number(text.slice(at, at + 3));
}
