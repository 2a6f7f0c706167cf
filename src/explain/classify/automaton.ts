/**
 * One automaton over tokens for all patterns at once: every word of every pattern is a position, and reading a token
 * moves from the positions reached to those that may follow (Glushkov, 1961). All positions reached are followed side
 * by side, so the time is linear in the text, whatever the text and the rules; alternatives cost no product.
 */
import { type PackedTexts, packTexts, Unpacked } from '../../base/packed-texts.ts';
import { hashedWith, NO_HASH, SliceIndex, type Slots, slotsOf } from '../../base/slice-index.ts';
import { GAP, LEAST_STEM, type Pattern, STEM } from './pattern.ts';

const MAX_GAP = 12;
/** More than there are patterns: keys of matches at every place. */
const PLACES = 0x1_0000;

/** A pattern found: which one, and the first and last token it covers. */
export interface PatternMatch {
  readonly pattern: number;
  readonly firstToken: number;
  readonly lastToken: number;
  /** Tokens matched literally, gaps not counted. */
  readonly matchedTokens: number;
}

/** Whole numbers that are never below 0, none wider than the largest of them needs. */
export type Numbers = Uint8Array<ArrayBuffer> | Slots;

/** An automaton as plain tables, so that a package can hold it compiled. */
export interface AutomatonTables {
  /** Stems without their mark. */
  readonly vocabulary: PackedTexts;
  /** Where the words of the vocabulary are found that are whole words, and those that are stems. */
  readonly words: Slots;
  readonly stems: Slots;
  /** For each position: id of its word, and 1 where a pattern may end. */
  readonly word: Numbers;
  readonly isFinal: Numbers;
  /** How many positions belong to each pattern; those of one are numbered one after the other. */
  readonly sizes: Numbers;
  /**
   * Positions that may come directly after and after a gap, as distances (they are few bytes however many positions
   * there are), and those with which a pattern may begin, by word id.
   */
  readonly next: Lists;
  readonly afterGap: Lists;
  readonly starts: Lists;
}

/** Lists laid end to end: list i is `items` from `from[i]` up to, not including, `from[i + 1]`. */
interface Lists {
  readonly from: Numbers;
  readonly items: Numbers;
}

function pack(numbers: readonly number[]): Numbers {
  const largest = numbers.reduce((most, number) => Math.max(most, number), 0);
  if (largest < 0x100) return Uint8Array.from(numbers);
  return largest < 0x1_0000 ? Uint16Array.from(numbers) : Uint32Array.from(numbers);
}

/** An automaton that was opened from its tables. */
export interface Automaton {
  /** The word of an id, a stem without its mark; '' for 0. */
  readonly wordOf: (id: number) => string;
  /** Id of a word the patterns know, else of the longest stem it begins with, 0 for any other: a text, or what stands in one. */
  readonly idOf: (text: string, start?: number, end?: number) => number;
  /**
   * Every pattern that occurs in the token ids, once each, of several ways the one with most words; the patterns that
   * were asked for so, at every place.
   */
  readonly match: (ids: ArrayLike<number>, count: number) => readonly PatternMatch[];
}

/** One word of one pattern. */
interface Position {
  readonly pattern: number;
  readonly word: number;
  isFinal: boolean;
  /** Positions that may come directly after. */
  readonly next: number[];
  /** Positions that may come after a gap. */
  readonly afterGap: number[];
}

/** The ends that the next element joins on to; `start` means that it may begin the pattern. */
interface Frontier {
  readonly ends: readonly { readonly position: number; readonly hasGap: boolean }[];
  readonly isStart: boolean;
}

class Builder {
  readonly vocabulary = new Map<string, number>();
  readonly positions: Position[] = [];
  /** Word id → positions that a pattern may begin with. */
  readonly starts: number[][] = [];
  /** Stem → it and every other word of the patterns that begins so. */
  readonly #stems: ReadonlyMap<string, readonly string[]>;

  constructor(stems: ReadonlyMap<string, readonly string[]>) {
    this.#stems = stems;
  }

  /** The run, once for each word that a stem in it stands for. */
  private spelled(run: readonly string[]): readonly (readonly string[])[] {
    const at = run.findIndex((word) => this.#stems.has(word));
    if (at === -1) return [run];
    return this.spelled(run.slice(at + 1)).flatMap((rest) =>
      (this.#stems.get(run[at] ?? '') ?? []).map((word) => [...run.slice(0, at), word, ...rest]),
    );
  }

  idFor(word: string): number {
    let id = this.vocabulary.get(word);
    if (id === undefined) {
      id = this.vocabulary.size + 1;
      this.vocabulary.set(word, id);
    }
    return id;
  }

  add(pattern: number, elements: Pattern): void {
    let frontier: Frontier = { ends: [], isStart: true };
    for (const element of elements) {
      if (element === 'gap')
        frontier = { ...frontier, ends: frontier.ends.map((end) => ({ ...end, hasGap: true })) };
      else frontier = this.join(pattern, frontier, element);
    }
    for (const end of frontier.ends) {
      const position = this.positions[end.position];
      if (position !== undefined) position.isFinal = true;
    }
  }

  private join(pattern: number, frontier: Frontier, runs: readonly (readonly string[])[]): Frontier {
    const isOptional = runs.some((run) => run.length === 0);
    const ends = isOptional ? [...frontier.ends] : [];
    for (const run of runs.flatMap((one) => this.spelled(one))) {
      let previous = -1;
      let isAfterGap = false;
      for (const word of run) {
        if (word === GAP) {
          isAfterGap = true;
          continue;
        }
        const current =
          this.positions.push({ pattern, word: this.idFor(word), isFinal: false, next: [], afterGap: [] }) -
          1;
        if (previous === -1) this.enter(frontier, current);
        else this.positions[previous]?.next.push(current);
        if (isAfterGap) this.positions[previous]?.afterGap.push(current);
        isAfterGap = false;
        previous = current;
      }
      if (previous !== -1) ends.push({ position: previous, hasGap: false });
    }
    return { ends, isStart: isOptional && frontier.isStart };
  }

  private enter(frontier: Frontier, first: number): void {
    for (const end of frontier.ends) {
      const position = this.positions[end.position];
      if (end.hasGap) position?.afterGap.push(first);
      position?.next.push(first);
    }
    if (!frontier.isStart) return;
    const word = this.positions[first]?.word ?? 0;
    const starts = this.starts[word];
    if (starts === undefined) this.starts[word] = [first];
    else starts.push(first);
  }
}

function listsOf(lists: readonly (readonly number[] | undefined)[]): Lists {
  const from = [0];
  for (const list of lists) from.push((from.at(-1) ?? 0) + (list?.length ?? 0));
  return { from: pack(from), items: pack(lists.flatMap((list) => list ?? [])) };
}

const isStem = (word: string): boolean => word.endsWith(STEM);
const withoutMark = (word: string): string => (isStem(word) ? word.slice(0, -STEM.length) : word);

/** Those of the sorted words that begin with `stem`. */
function beginningSo(sorted: readonly string[], stem: string): readonly string[] {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < stem) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (sorted[end]?.startsWith(stem)) end++;
  return sorted.slice(low, end);
}

/** Each stem of the patterns with the words that it covers, itself and longer stems among them. */
function stemsOf(patterns: readonly (readonly Pattern[])[]): ReadonlyMap<string, readonly string[]> {
  const words = new Set<string>();
  for (const elements of patterns.flat(2))
    if (elements !== 'gap') for (const word of elements.flat()) words.add(word);
  const sorted = [...words].sort();
  return new Map(sorted.filter(isStem).map((stem) => [stem, beginningSo(sorted, withoutMark(stem))]));
}

/** Compiles patterns; `patterns[i]` lists the patterns that stand for i. */
export function compileAutomaton(patterns: readonly (readonly Pattern[])[]): AutomatonTables {
  const builder = new Builder(stemsOf(patterns));
  patterns.forEach((alternatives, i) => {
    for (const elements of alternatives) builder.add(i, elements);
  });
  const { positions, starts } = builder;
  const marked = [...builder.vocabulary.keys()];
  const vocabulary = marked.map(withoutMark);
  const sizes = patterns.map(() => 0);
  for (const { pattern } of positions) sizes[pattern] = (sizes[pattern] ?? 0) + 1;
  return {
    vocabulary: packTexts(vocabulary),
    words: slotsOf(vocabulary, (i) => !isStem(marked[i] ?? '')),
    stems: slotsOf(vocabulary, (i) => isStem(marked[i] ?? '')),
    word: pack(positions.map((position) => position.word)),
    isFinal: pack(positions.map((position) => (position.isFinal ? 1 : 0))),
    sizes: pack(sizes),
    next: listsOf(positions.map(({ next }, i) => next.map((to) => to - i))),
    afterGap: listsOf(positions.map(({ afterGap }, i) => afterGap.map((to) => to - i))),
    // Word ids count from 1.
    starts: listsOf(Array.from({ length: vocabulary.length + 1 }, (_, id) => starts[id])),
  };
}

interface Machine extends Pick<AutomatonTables, 'word' | 'isFinal' | 'next' | 'afterGap' | 'starts'> {
  readonly pattern: Numbers;
}

/** For each of `count` positions the pattern it belongs to. */
function ownersOf(sizes: Numbers, count: number): Numbers {
  const owners = new Uint16Array(count);
  let start = 0;
  sizes.forEach((size, pattern) => {
    owners.fill(pattern, start, start + size);
    start += size;
  });
  return owners;
}

/** The id of a word that stands in a text from `start` to `end`: its own, else that of the longest stem it begins with, else 0. */
function wordIndex(vocabulary: Unpacked<string>, tables: AutomatonTables): Automaton['idOf'] {
  const words = new SliceIndex(vocabulary, tables.words);
  const stems = new SliceIndex(vocabulary, tables.stems);
  return (text, start = 0, end = text.length) => {
    let hash = NO_HASH;
    let stem = -1;
    for (let at = start; at < end; at += 1) {
      hash = hashedWith(hash, text.charCodeAt(at));
      if (at - start < LEAST_STEM - 1) continue;
      const longer = stems.find(text, start, at + 1, hash);
      if (longer !== -1) stem = longer;
    }
    const word = words.find(text, start, end, hash);
    return (word === -1 ? stem : word) + 1;
  };
}

/** Makes compiled tables run; patterns from `everyFrom` on are told at every place. */
export function openAutomaton(tables: AutomatonTables, everyFrom = Number.POSITIVE_INFINITY): Automaton {
  const vocabulary = new Unpacked(tables.vocabulary, (word) => word);
  const machine: Machine = { ...tables, pattern: ownersOf(tables.sizes, tables.isFinal.length) };
  return {
    wordOf: (id) => vocabulary.at(id - 1) ?? '',
    idOf: wordIndex(vocabulary, tables),
    match: (tokens, count) => run(tokens, count, machine, everyFrom),
  };
}

/** A position reached: where its pattern began and how many words were matched. */
interface Thread {
  readonly position: number;
  readonly first: number;
  readonly words: number;
  readonly last: number;
}

function run(
  ids: ArrayLike<number>,
  count: number,
  machine: Machine,
  everyFrom: number,
): readonly PatternMatch[] {
  /** By pattern; those told at every place by pattern and place. */
  const best = new Map<number, PatternMatch>();
  /** Threads that wait behind a gap, the latest for each position: the nearest beginning is the one that counts. */
  const waiting = new Map<number, Thread>();
  const { from, items } = machine.starts;
  let threads: Iterable<Thread> = [];
  for (let token = 0; token < count; token++) {
    const id = ids[token] ?? 0;
    const reached = new Map<number, Thread>();
    if (id !== 0) {
      for (let i = from[id] ?? 0; i < (from[id + 1] ?? 0); i++) {
        reach(reached, { position: items[i] ?? 0, first: token, words: 1, last: token });
      }
      for (const thread of threads) follow(thread, machine.next, id, token, machine, reached);
      for (const thread of waiting.values()) {
        if (token - thread.last - 1 > MAX_GAP) waiting.delete(thread.position);
        else follow(thread, machine.afterGap, id, token, machine, reached);
      }
    }
    threads = reached.values();
    for (const thread of reached.values()) settle(thread, machine, waiting, best, everyFrom);
  }
  return [...best.values()];
}

/** Keeps the thread with most words where several reach one position. */
function reach(reached: Map<number, Thread>, thread: Thread): void {
  const other = reached.get(thread.position);
  if (other === undefined || other.words < thread.words) reached.set(thread.position, thread);
}

function follow(
  thread: Thread,
  { from, items }: Lists,
  id: number,
  token: number,
  machine: Machine,
  reached: Map<number, Thread>,
): void {
  const end = from[thread.position + 1] ?? 0;
  for (let i = from[thread.position] ?? 0; i < end; i++) {
    const target = thread.position + (items[i] ?? 0);
    if (machine.word[target] !== id) continue;
    reach(reached, { position: target, first: thread.first, words: thread.words + 1, last: token });
  }
}

function settle(
  thread: Thread,
  machine: Machine,
  waiting: Map<number, Thread>,
  best: Map<number, PatternMatch>,
  everyFrom: number,
): void {
  const { position } = thread;
  const hasGap = (machine.afterGap.from[position] ?? 0) < (machine.afterGap.from[position + 1] ?? 0);
  if (hasGap) waiting.set(position, thread);
  if (machine.isFinal[position] !== 1) return;
  const pattern = machine.pattern[position] ?? 0;
  const key = pattern < everyFrom ? pattern : pattern + (thread.last + 1) * PLACES;
  const known = best.get(key);
  if (known !== undefined && known.matchedTokens >= thread.words) return;
  best.set(key, {
    pattern,
    firstToken: thread.first,
    lastToken: thread.last,
    matchedTokens: thread.words,
  });
}
