/** Whole SPF records that stand inside a sentence: they are shown as something to copy, too. Pure. */

const term =
  '[-~?+]?(?:(?:ip4|ip6|include|exists):[^\\s]+|(?:a|mx|ptr)(?:[:/][^\\s]+)?)|(?:redirect|exp)=[^\\s]+';
/** With one term or more before the 'all': 'v=spf1 -all' in a sentence is talk about a record. */
const record = new RegExp(`v=spf1(?: (?:${term}))+ [-~?+]?all\\b`, 'g');

/** Each once; a sentence that only speaks of a record has none. */
export const recordsIn = (text: string): readonly string[] => [...new Set(text.match(record))];
