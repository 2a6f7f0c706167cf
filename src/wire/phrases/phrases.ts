/**
 * Phrases of words, found in linear time: a phrase has at most 12 elements and gaps of at most 12 words, so the work at each word
 * of the text has a bound. Written: 'money back guarantee*', '{lose|losing} ..3 {weight|pounds}'. '{a|b c}' is one of several,
 * 'word*' a word that begins so, '..3' up to three words of any kind, '#' a word that begins
 * with a digit, '##' a number of a million or more, written with its separators.
 */
import type { Token } from './tokens.ts';

/** One position: one of these words, one of these beginnings, after at most `gap` other words. */
interface Element {
  readonly words: ReadonlySet<string>;
  readonly beginnings: readonly string[];
  readonly isNumber: boolean;
  readonly isMillion: boolean;
  readonly gap: number;
}

interface Phrase {
  readonly owner: string;
  readonly elements: readonly Element[];
}

export interface PhraseSet {
  /** By the first word. */
  readonly byWord: ReadonlyMap<string, readonly Phrase[]>;
  /** By `beginningOf` a first word that is a beginning: other words may have the same number. */
  readonly byBeginning: ReadonlyMap<number, readonly Phrase[]>;
  readonly byNumber: readonly Phrase[];
}

export interface PhraseHit {
  readonly owner: string;
  /** Indices of tokens, half-open. */
  readonly first: number;
  readonly last: number;
}

const MAX_ELEMENTS = 12;
const MAX_GAP = 12;
const MAX_HITS = 1000;

/** Throws, naming the phrase, where one is not written as above: phrases are our own data. */
export function compilePhrases(phrases: Readonly<Record<string, readonly string[]>>): PhraseSet {
  const byWord = new Map<string, Phrase[]>();
  const byBeginning = new Map<number, Phrase[]>();
  const byNumber: Phrase[] = [];
  const add = <Key>(map: Map<Key, Phrase[]>, key: Key, phrase: Phrase): void => {
    map.set(key, [...(map.get(key) ?? []), phrase]);
  };
  for (const [owner, texts] of Object.entries(phrases)) {
    for (const text of texts.flatMap(variantsOf)) {
      const phrase = { owner, elements: parsePhrase(text) };
      const [first] = phrase.elements;
      for (const word of first?.words ?? []) add(byWord, word, phrase);
      for (const key of new Set(first?.beginnings.map(beginningOf))) add(byBeginning, key, phrase);
      if (first?.isNumber || first?.isMillion) byNumber.push(phrase);
    }
  }
  return { byWord, byBeginning, byNumber };
}

const MAX_VARIANTS = 64;

/** A phrase with alternatives of several words, '{a|b c}', as phrases whose alternatives have one word each. */
function variantsOf(text: string): readonly string[] {
  let variants = [''];
  for (const [piece] of text.trim().matchAll(/\{[^{}]*\}|[^ {}]+/g)) {
    const options = piece.startsWith('{') ? piece.slice(1, -1).split('|') : [piece];
    const plain = options.map((option) => option.replaceAll('-', ' '));
    const single = plain.filter((option) => !option.includes(' '));
    const ways = [
      ...(single.length > 0 ? [single.length > 1 ? `{${single.join('|')}}` : String(single[0])] : []),
      ...plain.filter((option) => option.includes(' ')),
    ];
    variants = variants.flatMap((before) => ways.map((way) => `${before} ${way}`));
    if (variants.length > MAX_VARIANTS) throw new Error(`The phrase '${text}' has too many variants.`);
  }
  return variants;
}

function parsePhrase(text: string): readonly Element[] {
  if (text.includes('~'))
    throw new Error(`The phrase '${text}' has '~', the stem of a rejection pattern: a phrase has 'word*'.`);
  const elements: Element[] = [];
  let gap = 0;
  for (const piece of text.trim().split(/ +/)) {
    if (/^\.\.\d+$/.test(piece)) {
      gap = Number(piece.slice(2));
      continue;
    }
    const element = elementOf(piece, gap);
    if (element === undefined) throw new Error(`The phrase '${text}' cannot be read at '${piece}'.`);
    elements.push(element);
    gap = 0;
  }
  const isTooWide = elements.length > MAX_ELEMENTS || elements.some((element) => element.gap > MAX_GAP);
  if (elements.length === 0 || isTooWide || gap > 0 || elements[0]?.gap !== 0)
    throw new Error(`The phrase '${text}' is empty, too long, or begins or ends in a gap.`);
  return elements;
}

function elementOf(piece: string, gap: number): Element | undefined {
  const options = piece.startsWith('{') && piece.endsWith('}') ? piece.slice(1, -1).split('|') : [piece];
  const beginnings = options.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  const isBad = options.some((word) => word === '' || /[{}|]/.test(word));
  if (isBad || beginnings.some((beginning) => beginning.length < 3)) return undefined;
  return {
    words: new Set(options.filter((word) => !/[*#]$/.test(word))),
    beginnings,
    isNumber: options.includes('#'),
    isMillion: options.includes('##'),
    gap,
  };
}

/** Every phrase that begins at some word; at most 1,000 hits, the shortest match of each phrase at a place. */
export function findPhrases(tokens: readonly Token[], set: PhraseSet): readonly PhraseHit[] {
  const hits: PhraseHit[] = [];
  const none: readonly Phrase[] = [];
  for (let first = 0; first < tokens.length; first += 1) {
    const word = tokens[first]?.word ?? '';
    const byWord = set.byWord.get(word) ?? none;
    const byBeginning = word.length < 3 ? none : (set.byBeginning.get(beginningOf(word)) ?? none);
    for (const candidates of [byWord, byBeginning, isNumber(word) ? set.byNumber : none]) {
      for (const { owner, elements } of candidates) {
        const last = matchFrom(tokens, first, elements);
        if (last === undefined) continue;
        hits.push({ owner, first, last });
        if (hits.length >= MAX_HITS) return hits;
      }
    }
  }
  return hits;
}

function isNumber(word: string): boolean {
  const code = word.charCodeAt(0);
  return code < 0x80 ? code >= 0x30 && code <= 0x39 : /^\p{N}/u.test(word);
}

/** Of the first three characters, a small number: no piece of the word is cut out to look it up. */
const beginningOf = (word: string): number =>
  (word.charCodeAt(0) * 31 + word.charCodeAt(1)) * 31 + word.charCodeAt(2);

const isMillion = (word: string): boolean => /^\d{1,3}[.,]\d{3}[.,]\d{3}/.test(word);

/** Each element takes the nearest word that fits; index behind the last, or undefined. */
function matchFrom(
  tokens: readonly Token[],
  first: number,
  elements: readonly Element[],
): number | undefined {
  let at = first;
  for (const element of elements) {
    const reach = element.gap;
    let found = -1;
    for (let ahead = 0; ahead <= reach && found < 0; ahead += 1)
      if (fits(tokens[at + ahead]?.word, element)) found = at + ahead;
    if (found < 0) return undefined;
    at = found + 1;
  }
  return at;
}

function fits(word: string | undefined, element: Element): boolean {
  if (word === undefined) return false;
  if (element.words.has(word) || (element.isNumber && isNumber(word))) return true;
  if (element.isMillion && isMillion(word)) return true;
  for (const beginning of element.beginnings) if (word.startsWith(beginning)) return true;
  return false;
}
