/**
 * The pattern language of rejection rules: words that follow one another, ' * ' for a gap of up to 12 tokens,
 * '{a|b c|}' for alternatives (an empty one makes it optional), 'word~' for every word that begins so (endings of
 * inflected languages). Patterns are cut into tokens as texts are, so they may be written naturally. Nothing in it
 * can backtrack. Phrases (`src/wire/phrases`, for `data/told.toml`) have other signs for the same: '..3' and 'word*'.
 */
import { ADDRESS_TOKEN, IP_TOKEN, tokenise } from './tokens.ts';

/** Stands for a gap among the words of a run. */
export const GAP = '*';
/** Behind a word: every word that begins so. */
export const STEM = '~';
/** Letters of the shortest stem. */
export const LEAST_STEM = 3;

/** A gap and a stem as phrases have them (src/wire/phrases): read as a pattern they would silently mean something else. */
const GAP_OF_PHRASES = /\.\.\d/;
const STEM_OF_PHRASES = /[^\s{|}]\*|\*[^\s{|}]/;

/** A gap, or a choice between runs of words (gaps inside are `GAP`); an empty run makes the choice optional. */
export type PatternElement = 'gap' | readonly (readonly string[])[];
/** A pattern, element by element. */
export type Pattern = readonly PatternElement[];

function wordsOf(text: string): readonly string[] {
  // The placeholders survive tokenising by standing in for text that becomes them.
  const concrete = text.replaceAll(ADDRESS_TOKEN, ' a@b.example ').replaceAll(IP_TOKEN, ' 192.0.2.1 ');
  return tokenise(concrete).map(({ word, end }) => {
    if (concrete[end] !== STEM) return word;
    if (word.length < LEAST_STEM) throw new Error(`pattern '${text}': the stem '${word}' is too short`);
    return `${word}${STEM}`;
  });
}

/** The elements of text that holds no alternatives: runs of words with gaps between. */
function fixedElements(text: string): readonly PatternElement[] {
  return text.split(GAP).flatMap((piece, i): PatternElement[] => {
    const words = wordsOf(piece);
    const run: PatternElement[] = words.length === 0 ? [] : [[words]];
    return i === 0 ? run : ['gap', ...run];
  });
}

function choiceElement(pattern: string, inner: string): PatternElement {
  if (inner.includes('{')) throw new Error(`pattern '${pattern}': alternatives may not be nested`);
  return inner.split('|').map((run) => {
    const pieces = run.split(GAP).map(wordsOf);
    if (pieces.length > 1 && pieces.some((words) => words.length === 0)) {
      throw new Error(`pattern '${pattern}': a gap inside alternatives needs words on both sides`);
    }
    return pieces.flatMap((words, i) => (i === 0 ? words : [GAP, ...words]));
  });
}

/** Reads a pattern. Throws on a malformed one: patterns are our own data, and a test reads them all. */
export function parsePattern(pattern: string): Pattern {
  if (GAP_OF_PHRASES.test(pattern))
    throw new Error(`pattern '${pattern}': '..3' is the gap of a phrase; a pattern has ' * '`);
  if (STEM_OF_PHRASES.test(pattern))
    throw new Error(
      `pattern '${pattern}': 'word*' is the stem of a phrase; a pattern has 'word~', and ' * ' for a gap`,
    );
  const elements: PatternElement[] = [];
  let rest = pattern;
  while (rest !== '') {
    const open = rest.indexOf('{');
    if (open === -1) {
      elements.push(...fixedElements(rest));
      break;
    }
    const close = rest.indexOf('}', open);
    if (close === -1) throw new Error(`pattern '${pattern}': '{' without '}'`);
    elements.push(...fixedElements(rest.slice(0, open)), choiceElement(pattern, rest.slice(open + 1, close)));
    rest = rest.slice(close + 1);
  }
  const hasWords = elements.some((element) => element !== 'gap' && element.every((run) => run.length > 0));
  if (!hasWords) throw new Error(`pattern '${pattern}': it could match without a single word`);
  return elements;
}
