/**
 * The pattern language of rejection rules: words that follow one another, ' * ' for a gap of up to 12 tokens,
 * '{a|b c|}' for alternatives (an empty one makes it optional). Patterns are cut into tokens as texts are, so
 * they may be written naturally. Nothing in it can backtrack.
 */
import { ADDRESS_TOKEN, IP_TOKEN, tokenise } from './tokens.ts';

/** One way through a pattern: runs of adjacent tokens with gaps between them. */
export type Sequence = readonly (readonly string[])[];

const MAX_VARIANTS = 1024;
const GAP = '*';

/** Splits 'a {b|c d} e' into its fixed pieces and its choices. */
function splitChoices(pattern: string): readonly (readonly string[])[] {
  const pieces: string[][] = [];
  let rest = pattern;
  while (rest !== '') {
    const open = rest.indexOf('{');
    if (open === -1) {
      pieces.push([rest]);
      break;
    }
    const close = rest.indexOf('}', open);
    if (close === -1) throw new Error(`pattern '${pattern}': '{' without '}'`);
    if (open > 0) pieces.push([rest.slice(0, open)]);
    const inner = rest.slice(open + 1, close);
    if (inner.includes('{')) throw new Error(`pattern '${pattern}': alternatives may not be nested`);
    pieces.push(inner.split('|'));
    rest = rest.slice(close + 1);
  }
  return pieces;
}

/** Words and gaps of a fixed piece. */
function elementsOf(piece: string): readonly string[] {
  return piece.split(GAP).flatMap((words, i) => {
    // The placeholders survive tokenising by standing in for text that becomes them.
    const concrete = words.replaceAll(ADDRESS_TOKEN, ' a@b.example ').replaceAll(IP_TOKEN, ' 192.0.2.1 ');
    const tokens = tokenise(concrete).map((token) => token.word);
    return i === 0 ? tokens : [GAP, ...tokens];
  });
}

function runsOf(elements: readonly string[]): Sequence {
  const runs: string[][] = [[]];
  for (const element of elements) {
    if (element === GAP) runs.push([]);
    else runs.at(-1)?.push(element);
  }
  return runs.filter((words) => words.length > 0);
}

/**
 * Every way through a pattern, gaps kept.
 * Throws on a malformed pattern: patterns are our own data, checked by a test.
 */
export function expandPattern(pattern: string): readonly Sequence[] {
  let variants: (readonly string[])[] = [[]];
  for (const choices of splitChoices(pattern)) {
    const pieces = choices.map(elementsOf);
    variants = variants.flatMap((prefix) =>
      pieces.map((piece) => (piece.length === 0 ? prefix : [...prefix, ...piece])),
    );
    if (variants.length > MAX_VARIANTS)
      throw new Error(`pattern '${pattern}': more than ${MAX_VARIANTS} variants`);
  }
  const sequences = variants.map(runsOf);
  if (sequences.some((sequence) => sequence.length === 0))
    throw new Error(`pattern '${pattern}': a variant has no words`);
  return sequences;
}
