/** Names to audit in a text: one a line or apart by blanks and commas; lines that begin with '#' are passed over. */

import { looksLikeSubject } from '../audit/looks-like-subject.ts';
import { withoutMarks } from '../base/marks.ts';
import { MAX_NAMES } from './limits.ts';

/** A text of names and nothing else is no longer than this. */
const MAX_BYTES = MAX_NAMES * 300;

/** What stands in the text, whatever it is; at most one more than an audit takes. */
export function namesIn(text: string): readonly string[] {
  return text
    .split(/\r?\n/, MAX_NAMES * 10)
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(/[\s,;]+/))
    .filter((name) => name !== '')
    .slice(0, MAX_NAMES + 1);
}

/** The names where the input is nothing but names; empty where it is something else. */
export function onlyNames(input: Uint8Array): readonly string[] {
  if (input.length === 0 || input.length > MAX_BYTES || input.includes(0)) return [];
  const names = namesIn(withoutMarks(Buffer.from(input).toString('utf8')).replace(/^\ufeff/, ''));
  return names.every(looksLikeSubject) ? names : [];
}
