/**
 * One automaton over tokens for all patterns at once: every word of every pattern is a position, and reading a token
 * moves from the positions reached to those that may follow (Glushkov, 1961). All positions reached are followed side
 * by side, so the time is linear in the text, whatever the text and the rules; alternatives cost no product.
 */
import { GAP, type Pattern } from './pattern.ts';

const MAX_GAP = 12;

/** A pattern found: which one, and the first and last token it covers. */
export interface PatternMatch {
  readonly pattern: number;
  readonly firstToken: number;
  readonly lastToken: number;
  /** Tokens matched literally, gaps not counted. */
  readonly matchedTokens: number;
}

export interface Automaton {
  /** Id of a word the patterns know, 0 for any other. */
  readonly idOf: (word: string) => number;
  /** Every pattern that occurs in the token ids, once each; of several ways the one with most words. */
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
    for (const run of runs) {
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

/** Compiles patterns; `patterns[i]` lists the patterns that stand for i. */
export function compileAutomaton(patterns: readonly (readonly Pattern[])[]): Automaton {
  const builder = new Builder();
  patterns.forEach((alternatives, i) => {
    for (const elements of alternatives) builder.add(i, elements);
  });
  const { vocabulary, positions, starts } = builder;
  return {
    idOf: (word) => vocabulary.get(word) ?? 0,
    match: (ids, count) => run(ids, count, positions, starts),
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
  positions: readonly Position[],
  starts: readonly (readonly number[])[],
): readonly PatternMatch[] {
  const best = new Map<number, PatternMatch>();
  /** Threads that wait behind a gap, the latest for each position: the nearest beginning is the one that counts. */
  const waiting = new Map<number, Thread>();
  let threads: Thread[] = [];
  for (let token = 0; token < count; token++) {
    const id = ids[token] ?? 0;
    const reached = new Map<number, Thread>();
    if (id !== 0) {
      for (const position of starts[id] ?? [])
        reach(reached, { position, first: token, words: 1, last: token });
      for (const thread of threads)
        follow(thread, positions[thread.position]?.next, id, token, positions, reached);
      for (const thread of waiting.values()) {
        if (token - thread.last - 1 > MAX_GAP) waiting.delete(thread.position);
        else follow(thread, positions[thread.position]?.afterGap, id, token, positions, reached);
      }
    }
    threads = [...reached.values()];
    for (const thread of threads) settle(thread, positions, waiting, best);
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
  targets: readonly number[] | undefined,
  id: number,
  token: number,
  positions: readonly Position[],
  reached: Map<number, Thread>,
): void {
  if (targets === undefined) return;
  for (const target of targets) {
    if (positions[target]?.word !== id) continue;
    reach(reached, { position: target, first: thread.first, words: thread.words + 1, last: token });
  }
}

function settle(
  thread: Thread,
  positions: readonly Position[],
  waiting: Map<number, Thread>,
  best: Map<number, PatternMatch>,
): void {
  const position = positions[thread.position];
  if (position === undefined) return;
  if (position.afterGap.length > 0) waiting.set(thread.position, thread);
  if (!position.isFinal) return;
  const known = best.get(position.pattern);
  if (known !== undefined && known.matchedTokens >= thread.words) return;
  best.set(position.pattern, {
    pattern: position.pattern,
    firstToken: thread.first,
    lastToken: thread.last,
    matchedTokens: thread.words,
  });
}
