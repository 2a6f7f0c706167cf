/** Text as words with their places: what phrases are compared with. */
import { once } from '../../base/once.ts';

export interface Token {
  /** Lower case; accents stay. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Two letters or more, all of them capitals. */
  readonly isCapitals: boolean;
}

const MAX_TOKENS = 60_000;

// Kinds of characters, by Unicode's general categories, one bit each. Told from a table: an expression of `\p{…}` takes a millisecond to compile.
const OTHER = 0;
const LETTER = 1;
const MARK = 2;
const NUMBER = 4;
/** The few signs that phrases name. */
const SIGN = 8;

const SIGNS = '$€£%!?';

function kindInUnicode(char: string): number {
  if (/\p{L}/u.test(char)) return LETTER;
  if (/\p{N}/u.test(char)) return NUMBER;
  if (/\p{M}/u.test(char)) return MARK;
  return SIGNS.includes(char) ? SIGN : OTHER;
}

const asciiKinds = new Uint8Array(0x80).fill(OTHER);
for (const char of SIGNS) if (char < '\x80') asciiKinds[char.charCodeAt(0)] = SIGN;
asciiKinds.fill(NUMBER, 0x30, 0x3a).fill(LETTER, 0x41, 0x5b).fill(LETTER, 0x61, 0x7b);
const NOT_YET = 0xff;
/** Beyond ASCII, as they are met; strangers choose which, so that each takes an octet and no more. */
const otherKinds = once(() => new Uint8Array(0x11_0000).fill(NOT_YET));

function kindOf(codePoint: number): number {
  if (codePoint < 0x80) return asciiKinds[codePoint] ?? OTHER;
  const kinds = otherKinds();
  const known = kinds[codePoint] ?? NOT_YET;
  if (known !== NOT_YET) return known;
  const kind = kindInUnicode(String.fromCodePoint(codePoint));
  kinds[codePoint] = kind;
  return kind;
}

const kindAt = (text: string, at: number): number => kindOf(text.codePointAt(at) ?? 0);
const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** Where a run of characters of these kinds ends. */
function runEnd(text: string, start: number, kinds: number): number {
  let end = start;
  while (end < text.length && (kindAt(text, end) & kinds) !== 0) end += widthAt(text, end);
  return end;
}

const isApostrophe = (char: string | undefined): boolean => char === "'" || char === '’';
const isPoint = (char: string | undefined): boolean => char === '.' || char === ',';

/** A word with its inner apostrophe: "don't". */
function wordEnd(text: string, start: number): number {
  const end = runEnd(text, start, LETTER | MARK | NUMBER);
  return isApostrophe(text[end]) && kindAt(text, end + 1) === LETTER ? runEnd(text, end + 1, LETTER) : end;
}

/** An amount with its points: '1,000.50'. */
function amountEnd(text: string, start: number): number {
  let end = runEnd(text, start, LETTER | NUMBER);
  while (isPoint(text[end]) && kindAt(text, end + 1) === NUMBER) end = runEnd(text, end + 1, NUMBER);
  return end;
}

function tokenOf(text: string, start: number, end: number): Token {
  const written = text.slice(start, end);
  const lower = written.toLowerCase();
  const word = lower.includes('’') ? lower.replaceAll('’', "'") : lower;
  // Most words are small letters: what lower case does not change has no capitals.
  const isCapitals =
    lower !== written && written.length > 1 && written === written.toUpperCase() && /\p{Lu}/u.test(written);
  return { word, start, end, isCapitals };
}

/** The first 60,000 words. Scripts without spaces give their runs of characters as one word. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length && tokens.length < MAX_TOKENS) {
    const kind = kindAt(text, at);
    const start = at;
    if (kind === LETTER) at = wordEnd(text, at);
    else if (kind === NUMBER) at = amountEnd(text, at);
    else at += widthAt(text, at);
    if (kind !== OTHER && kind !== MARK) tokens.push(tokenOf(text, start, at));
  }
  return tokens;
}
