/**
 * The fields of a line of Stalwart (crates/trc/src/serializers/text.rs, v0.16): 'key = value, …', where a value is a string in quotes, a
 * list, another event with fields in braces, or a bare word. Before v0.16 quotes within strings are not escaped, and fixed texts have none:
 * a string ends at the quote before the next field. What another server said stands last, so of a key that comes twice the first counts.
 * Linear in the line.
 */

/** The fields of one event. */
export interface StalwartFields {
  /** Strings and bare words by their keys; those of an event within a value under the same keys. */
  readonly single: ReadonlyMap<string, string>;
  /** Lists by their keys. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

const MAX_FIELDS = 60;
/** Several lines pasted as one have no commas. */
const KEY = /(?:^|,? ?)([a-z][A-Za-z]{0,30}) = /y;
const NEXT = /,? [a-z][A-Za-z]{0,30} = | \}/g;
const EVENT = / \([a-z0-9-]{1,30}\.[a-z0-9-]{1,60}\) \{? ?/y;

/** `words`: what stands behind the name of the event. */
export function stalwartFields(words: string): StalwartFields {
  const single = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  let at = 0;
  for (let count = 0; count < MAX_FIELDS; count += 1) {
    while (words.startsWith(' }', at)) at += 2;
    KEY.lastIndex = at;
    const key = KEY.exec(words)?.[1];
    if (key === undefined) break;
    const from = KEY.lastIndex;
    if (words[from] === '[') {
      const end = words.indexOf(']', from);
      const list = words.slice(from + 1, end < 0 ? words.length : end);
      if (!lists.has(key)) lists.set(key, listOf(list));
      at = end < 0 ? words.length : end + 1;
      continue;
    }
    const isString = words[from] === '"';
    const end = isString ? endOfString(words, from + 1) : endOfBare(words, from);
    const value = isString ? unescaped(words.slice(from + 1, end)) : words.slice(from, end).trim();
    at = isString ? end + 1 : end;
    // 'causedBy = SMTP error occurred (smtp.error) { details = …': its fields are read as those of the line.
    if (!single.has(key) && !(value.endsWith('{') && !isString)) single.set(key, value);
  }
  return { single, lists };
}

const listOf = (list: string): readonly string[] =>
  list
    .split(', ', 100)
    .map((one) => one.replace(/^"|"$/g, ''))
    .filter((one) => one !== '');

/** The quote that ends a string: none before it escapes it, and a field, a list's end or nothing follows. */
function endOfString(words: string, from: number): number {
  for (let at = words.indexOf('"', from); at >= 0; at = words.indexOf('"', at + 1)) {
    if (isEscaped(words, from, at)) continue;
    KEY.lastIndex = at + 1;
    const rest = words.slice(at + 1, at + 3);
    if (rest.trim() === '' || rest === ' }' || KEY.test(words)) return at;
  }
  return words.length;
}

function isEscaped(words: string, from: number, at: number): boolean {
  let marks = 0;
  while (at - marks > from && marks < 8 && words[at - marks - 1] === '\\') marks += 1;
  return marks % 2 === 1;
}

/** Where a bare value ends: at the next field, or where an event's own fields begin. */
function endOfBare(words: string, from: number): number {
  const brace = words.indexOf(' (', from);
  NEXT.lastIndex = from;
  const next = NEXT.exec(words)?.index ?? words.length;
  if (brace < 0 || brace > next) return next;
  EVENT.lastIndex = brace;
  return EVENT.test(words) ? EVENT.lastIndex : next;
}

const unescaped = (value: string): string => value.replace(/\\(?:[rnt]|(["\\]))/g, (_, one) => one ?? ' ');
