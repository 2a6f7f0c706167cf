/**
 * The pattern language of rejection rules: words that follow one another, ' * ' for a gap of up to 12 tokens,
 * '{a|b c|}' for alternatives (an empty one makes it optional). Patterns are cut into tokens as texts are, so
 * they may be written naturally. Nothing in it can backtrack.
 */
import { ADDRESS_TOKEN, IP_TOKEN, tokenise } from './tokens.ts';

/** One way through a pattern: runs of adjacent tokens with gaps between them. */
export type Sequence = readonly (readonly string[])[];

const MAX_VARIANTS = 256;

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

function wordsOf(text: string): readonly string[] {
  // The placeholders survive tokenising by standing in for text that becomes them.
  return tokenise(text.replaceAll(ADDRESS_TOKEN, ' a@b.example ').replaceAll(IP_TOKEN, ' 192.0.2.1 ')).map(
    (token) => token.word,
  );
}

/**
 * Every way through a pattern, gaps kept.
 * Throws on a malformed pattern: patterns are our own data, checked by a test.
 */
export function expandPattern(pattern: string): readonly Sequence[] {
  let variants: string[] = [''];
  for (const choices of splitChoices(pattern)) {
    variants = variants.flatMap((prefix) => choices.map((choice) => `${prefix} ${choice} `));
    if (variants.length > MAX_VARIANTS)
      throw new Error(`pattern '${pattern}': more than ${MAX_VARIANTS} variants`);
  }
  const sequences = variants.map((variant) =>
    variant
      .split(/\s\*\s/)
      .map(wordsOf)
      .filter((words) => words.length > 0),
  );
  if (sequences.some((sequence) => sequence.length === 0))
    throw new Error(`pattern '${pattern}': a variant has no words`);
  return sequences;
}
