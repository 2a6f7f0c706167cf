/**
 * A second opinion on the words of a reply: which category's known replies they are most like. Pieces of the words (three to five
 * letters; one or two characters where a script writes no spaces) and the codes count for and against each category, as
 * `tools/learn-likeness.ts` learned from labelled replies: a multinomial logistic regression over hashed pieces. It decides little alone
 * (second-opinion.ts): what it agrees with is surer, what it contradicts is less sure.
 */
import { ADDRESS_TOKEN, IP_TOKEN, isUnspaced } from './tokens.ts';

/** What was learned. */
export interface LikenessModel {
  readonly categories: readonly string[];
  /** Number of places that pieces are hashed to. */
  readonly places: number;
  /** A weight is its signed byte times this. */
  readonly scale: number;
  /** (places + 1) rows of a signed byte a category; the last row stands for every text. */
  readonly weights: Int8Array<ArrayBuffer>;
}

/** The model as `data/likeness.json` holds it: the weights in base64. */
export type StoredLikeness = Omit<LikenessModel, 'weights'> & { readonly weights: string };

/** The model as it is stored, its weights unpacked. */
export const readLikeness = (stored: StoredLikeness): LikenessModel => ({
  ...stored,
  weights: new Int8Array(Buffer.from(stored.weights, 'base64')),
});

/** What a reply says, as the rules read it. */
export interface Said {
  /** Its words in their order, those that the rules do not know as ''. */
  readonly words: readonly string[];
  /** The concepts it speaks of, in their order (concepts.ts). */
  readonly concepts: readonly string[];
}

/** The codes of a reply. */
export interface ReplyCodes {
  readonly replyCode?: number | undefined;
  readonly enhancedStatus?: string | undefined;
}

/** How much the known replies of each category are alike. */
export interface Likeness {
  /** The category whose replies are most alike. */
  readonly category: string;
  /** The share of the whole that falls to a category, 0..1. */
  readonly shareOf: (category: string) => number;
  /** How many words it rests on; a run of characters without spaces counts for each of its pairs. */
  readonly words: number;
}

/** undefined where no word says anything. */
export type LikenessJudge = (said: Said, codes: ReplyCodes) => Likeness | undefined;

/** Longer words are ids and the like. */
const MAX_WORD = 40;
const MAX_WORDS = 400;
const MAX_CONCEPTS = 60;
/** How much the pieces of words, the concepts and the codes count beside one another: each as a vector of this length. */
const WORDS_LENGTH = 1;
const CONCEPTS_LENGTH = 1;
const CODES_LENGTH = 0.6;
/** Length of the vector that a text becomes: how far its words may go against the frequency of the categories. */
const LENGTH = 1.4;

/** Places and weights of a text's pieces, of length `LENGTH`; empty where it has no words. */
export interface Pieces {
  readonly places: readonly number[];
  readonly weights: readonly number[];
  /** Words that were taken apart. */
  readonly words: number;
}

/** The hashes of a word's pieces. The words are those of the rules, so that each is taken apart once. */
export type PiecesOfWord = (word: string) => readonly number[];

/** Takes words apart, and remembers them. */
export function rememberPieces(): PiecesOfWord {
  const known = new Map<string, readonly number[]>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const hashes = isTelling(word) ? hashesOf(`<${word}>`, 3, 5) : [];
    known.set(word, hashes);
    return hashes;
  };
}

function hashesOf(word: string, least: number, most: number): readonly number[] {
  const hashes: number[] = [];
  for (let size = least; size <= most; size += 1)
    for (let at = 0; at + size <= word.length; at += 1) hashes.push(hashOf(word, at, at + size));
  return hashes;
}

/** The pieces of what was said. Linear in it; at most 400 words and 60 mentions are read. */
export function piecesOf(
  { words, concepts }: Said,
  codes: ReplyCodes,
  places: number,
  piecesOfWord: PiecesOfWord,
): Pieces {
  const read = hashesOfWords(words, piecesOfWord);
  if (read.hashes.size === 0) return { places: [], weights: [], words: 0 };
  const values = new Map<number, number>();
  const add = (hashes: ReadonlySet<number>, length: number): void => {
    const weight = length / Math.sqrt(hashes.size);
    for (const hash of hashes) values.set(hash % places, (values.get(hash % places) ?? 0) + weight);
  };
  add(read.hashes, WORDS_LENGTH);
  add(hashesOfConcepts(concepts), CONCEPTS_LENGTH);
  add(hashesOfCodes(codes), CODES_LENGTH);
  const length = Math.hypot(...values.values());
  return {
    places: [...values.keys()],
    weights: [...values.values()].map((value) => (LENGTH * value) / length),
    words: read.words,
  };
}

/** Pieces of each word, of runs without spaces, and two words that follow one another. */
function hashesOfWords(words: readonly string[], piecesOfWord: PiecesOfWord) {
  const hashes = new Set<number>();
  const addAll = (some: readonly number[]): void => {
    for (const hash of some) hashes.add(hash);
  };
  let run = '';
  let telling = 0;
  const endRun = (): void => {
    if (run === '') return;
    addAll(hashesOf(run, 1, 2));
    telling += run.length >> 1;
    run = '';
  };
  for (const word of words.slice(0, MAX_WORDS)) {
    if (word.length === 1 && isUnspaced(word.charCodeAt(0))) {
      run += word;
      continue;
    }
    endRun();
    const pieces = piecesOfWord(word);
    addAll(pieces);
    if (pieces.length > 0) telling += 1;
  }
  endRun();
  return { hashes, words: telling };
}

/** Each concept, and each two that are named one after the other. */
function hashesOfConcepts(concepts: readonly string[]): ReadonlySet<number> {
  const hashes = new Set<number>();
  let before = '';
  for (const concept of concepts.slice(0, MAX_CONCEPTS)) {
    hashes.add(hashOf(`of ${concept}`));
    if (before !== '') hashes.add(hashOf(`of ${before} ${concept}`));
    before = concept;
  }
  return hashes;
}

function hashesOfCodes({ replyCode, enhancedStatus }: ReplyCodes): ReadonlySet<number> {
  const hashes = new Set<number>();
  if (replyCode !== undefined)
    for (const code of [`${replyCode}`, `${Math.floor(replyCode / 100)}`]) hashes.add(hashOf(`code ${code}`));
  if (enhancedStatus !== undefined)
    for (const code of [enhancedStatus, enhancedStatus.slice(2)]) hashes.add(hashOf(`status ${code}`));
  return hashes;
}

/** No address, no number, no id. */
const isTelling = (word: string): boolean =>
  word !== '' &&
  word !== ADDRESS_TOKEN &&
  word !== IP_TOKEN &&
  word.length <= MAX_WORD &&
  !/[0-9]/.test(word);

/** FNV-1a over UTF-16 units, its bits mixed once more. */
function hashOf(text: string, from = 0, to = text.length): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

/** Shares of the categories, in their order, by weights given as rows of one number a category. */
export function sharesOf(
  { places, weights }: Pieces,
  rows: Int8Array | Float64Array,
  categories: number,
  scale: number,
): Float64Array {
  const sums = Float64Array.from(rows.subarray(rows.length - categories));
  places.forEach((place, i) => {
    const weight = weights[i] ?? 0;
    const row = place * categories;
    for (let category = 0; category < categories; category += 1)
      sums[category] = (sums[category] ?? 0) + weight * (rows[row + category] ?? 0);
  });
  const highest = sums.reduce((most, sum) => Math.max(most, sum), Number.NEGATIVE_INFINITY);
  const shares = sums.map((sum) => Math.exp((sum - highest) * scale));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

/** Makes a model run. */
export function openLikeness({ categories, scale, places, weights }: LikenessModel): LikenessJudge {
  const piecesOfWord = rememberPieces();
  return (said, codes) => {
    const pieces = piecesOf(said, codes, places, piecesOfWord);
    if (pieces.places.length === 0) return undefined;
    const shares = sharesOf(pieces, weights, categories.length, scale);
    let best = 0;
    shares.forEach((share, i) => {
      if (share > (shares[best] ?? 0)) best = i;
    });
    const shareOf = (category: string): number => shares[categories.indexOf(category)] ?? 0;
    return { category: categories[best] ?? '', shareOf, words: pieces.words };
  };
}
