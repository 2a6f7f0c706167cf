/**
 * Wordings of links to unsubscribe (`data/unsubscribe-words.toml`) found in text. ' … ' in a wording stands for up to 60 characters of
 * one sentence: 'no longer … receive'. Apostrophes, hyphens and spaces of any kind are one.
 */
import type { UnsubscribeWords } from '../../../findings/mail-tables.ts';

/** Characters that '…' stands for at most. */
const GAP = 60;
/** What a wording does not reach over. */
const SENTENCE_END = /[.!?:;。！？：；]/;
interface Wording {
  /** Folded, one or more: what stands between them is left open. */
  readonly first: string;
  readonly others: readonly string[];
  readonly language: string;
}

/** By their first two letters, as a number: no piece of the text is cut out to look it up. */
type Wordings = ReadonlyMap<number, readonly Wording[]>;

const keyAt = (text: string, at: number): number => text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);

const known = new WeakMap<readonly UnsubscribeWords[], Wordings>();

/** The language of a wording that stands in the text: of the first that does. Linear in the text. */
export function languageOf(text: string, words: readonly UnsubscribeWords[]): string | undefined {
  if (text === '') return undefined;
  const plain = folded(text);
  const wordings = wordingsOf(words);
  for (let at = 0; at < plain.length - 1; at += 1) {
    const candidates = wordings.get(keyAt(plain, at));
    if (candidates === undefined) continue;
    for (const wording of candidates) if (standsAt(plain, at, wording)) return wording.language;
  }
  return undefined;
}

function standsAt(text: string, start: number, { first, others }: Wording): boolean {
  if (!text.startsWith(first, start)) return false;
  let at = start + first.length;
  for (const other of others) {
    const found = text.slice(at, at + GAP + other.length).indexOf(other);
    if (found < 0 || SENTENCE_END.test(text.slice(at, at + found))) return false;
    at += found + other.length;
  }
  return true;
}

/**
 * Lower case, with the two i of Turkish made one: capitals do not tell them apart outside Turkish. One apostrophe, one hyphen, one
 * space for all; what nobody sees is gone.
 */
function folded(text: string): string {
  // Most texts have nothing that would have to be made one.
  if (!/[^ -~]| {2}|`/.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .replaceAll(/\u0131|i\u0307/g, 'i')
    .replaceAll(/\u00ad|[\u200b-\u200d\u2060\ufeff]/g, '')
    .replaceAll(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .replaceAll(/[\u2010\u2011]/g, '-')
    .replaceAll(/\s+/g, ' ');
}

/** Made once for the tables. */
function wordingsOf(words: readonly UnsubscribeWords[]): Wordings {
  const before = known.get(words);
  if (before !== undefined) return before;
  const made = new Map<number, Wording[]>();
  for (const { language, link } of words)
    for (const word of link) {
      const [first = '', ...others] = folded(word)
        .split('…')
        .map((piece) => piece.trim());
      const key = keyAt(first, 0);
      const wording = { first, others, language };
      const same = made.get(key);
      if (same === undefined) made.set(key, [wording]);
      else same.push(wording);
    }
  known.set(words, made);
  return made;
}
