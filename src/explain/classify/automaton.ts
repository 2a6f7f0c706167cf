/**
 * One automaton over tokens for all patterns at once (Aho and Corasick, 1975): linear in the text plus its
 * matches, whatever the rules. Gaps are followed by remembering, for each pattern, how far it has come.
 */
import type { Sequence } from './pattern.ts';

const MAX_GAP = 12;
/** Token ids must fit a transition key beside the node number. */
const ID_LIMIT = 65_536;

/** A pattern found: which one, and the first and last token it covers. */
export interface PatternMatch {
  readonly pattern: number;
  readonly firstToken: number;
  readonly lastToken: number;
  /** Tokens matched literally, gaps not counted. */
  readonly matchedTokens: number;
}

/** One stage of one sequence: which run of tokens it waits for. */
interface Stage {
  readonly sequence: number;
  readonly stage: number;
  readonly length: number;
}

interface CompiledSequence {
  readonly pattern: number;
  readonly stages: number;
  readonly tokens: number;
}

export interface Automaton {
  /** Id of a word the patterns know, 0 for any other. */
  readonly idOf: (word: string) => number;
  /** Every pattern that occurs in the token ids; the longest way through a pattern wins. */
  readonly match: (ids: ArrayLike<number>, count: number) => readonly PatternMatch[];
}

/** Compiles patterns; `patterns[i]` lists the ways through pattern i. */
export function compileAutomaton(patterns: readonly (readonly Sequence[])[]): Automaton {
  const vocabulary = new Map<string, number>();
  const next = new Map<number, number>();
  const outputs: Stage[][] = [[]];
  const sequences: CompiledSequence[] = [];
  const idFor = (word: string): number => {
    let id = vocabulary.get(word);
    if (id === undefined) {
      id = vocabulary.size + 1;
      vocabulary.set(word, id);
    }
    return id;
  };
  const insert = (words: readonly string[], stage: Stage): void => {
    let node = 0;
    for (const word of words) {
      const key = node * ID_LIMIT + idFor(word);
      let child = next.get(key);
      if (child === undefined) {
        child = outputs.push([]) - 1;
        next.set(key, child);
      }
      node = child;
    }
    outputs[node]?.push(stage);
  };
  patterns.forEach((ways, pattern) => {
    for (const way of ways) {
      const sequence = sequences.length;
      const tokens = way.reduce((sum, words) => sum + words.length, 0);
      sequences.push({ pattern, stages: way.length, tokens });
      way.forEach((words, stage) => {
        insert(words, { sequence, stage, length: words.length });
      });
    }
  });
  if (vocabulary.size >= ID_LIMIT) throw new Error(`more than ${ID_LIMIT} distinct words in the rules`);
  const { fail, chain } = linkFailures(next, outputs);
  return {
    idOf: (word) => vocabulary.get(word) ?? 0,
    match: (ids, count) => run(ids, count, { next, fail, chain, outputs, sequences }),
  };
}

interface Machine {
  readonly next: ReadonlyMap<number, number>;
  readonly fail: Int32Array;
  /** Nearest node on the failure path that has outputs, or 0. */
  readonly chain: Int32Array;
  readonly outputs: readonly (readonly Stage[])[];
  readonly sequences: readonly CompiledSequence[];
}

/** Breadth first: a node's failure link leads to the longest proper suffix that is also a prefix. */
function linkFailures(next: ReadonlyMap<number, number>, outputs: readonly (readonly Stage[])[]) {
  const fail = new Int32Array(outputs.length);
  const chain = new Int32Array(outputs.length);
  const children: [number, number][][] = outputs.map(() => []);
  for (const [key, child] of next) children[Math.floor(key / ID_LIMIT)]?.push([key % ID_LIMIT, child]);
  const queue = (children[0] ?? []).map(([, child]) => child);
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] ?? 0;
    for (const [id, child] of children[node] ?? []) {
      let back = fail[node] ?? 0;
      while (back !== 0 && !next.has(back * ID_LIMIT + id)) back = fail[back] ?? 0;
      fail[child] = next.get(back * ID_LIMIT + id) ?? 0;
      queue.push(child);
    }
    const back = fail[node] ?? 0;
    chain[node] = (outputs[back]?.length ?? 0) > 0 ? back : (chain[back] ?? 0);
  }
  return { fail, chain };
}

/** How far a sequence has come: where its first token stood, where its latest run ended. */
interface Progress {
  readonly first: number[];
  readonly end: number[];
}

function run(ids: ArrayLike<number>, count: number, machine: Machine): readonly PatternMatch[] {
  const progress = new Map<number, Progress>();
  const best = new Map<number, PatternMatch>();
  let node = 0;
  for (let position = 0; position < count; position++) {
    const id = ids[position] ?? 0;
    if (id === 0) {
      node = 0;
      continue;
    }
    let target = machine.next.get(node * ID_LIMIT + id);
    while (target === undefined && node !== 0) {
      node = machine.fail[node] ?? 0;
      target = machine.next.get(node * ID_LIMIT + id);
    }
    node = target ?? 0;
    for (let hit = node; hit !== 0; hit = machine.chain[hit] ?? 0) {
      for (const stage of machine.outputs[hit] ?? []) advance(stage, position, machine, progress, best);
    }
  }
  return [...best.values()];
}

function advance(
  stage: Stage,
  position: number,
  machine: Machine,
  progress: Map<number, Progress>,
  best: Map<number, PatternMatch>,
): void {
  const sequence = machine.sequences[stage.sequence];
  if (sequence === undefined) return;
  const start = position - stage.length + 1;
  let first = start;
  if (stage.stage > 0) {
    const seen = progress.get(stage.sequence);
    const before = seen?.end[stage.stage - 1];
    if (before === undefined || before >= start || start - before - 1 > MAX_GAP) return;
    first = seen?.first[stage.stage - 1] ?? start;
  }
  if (stage.stage === sequence.stages - 1) {
    const known = best.get(sequence.pattern);
    if (known === undefined || known.matchedTokens < sequence.tokens) {
      best.set(sequence.pattern, {
        pattern: sequence.pattern,
        firstToken: first,
        lastToken: position,
        matchedTokens: sequence.tokens,
      });
    }
    return;
  }
  let seen = progress.get(stage.sequence);
  if (seen === undefined) {
    seen = { first: [], end: [] };
    progress.set(stage.sequence, seen);
  }
  seen.first[stage.stage] = first;
  seen.end[stage.stage] = position;
}
