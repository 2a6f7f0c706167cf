/** Which charset makes the most of a sample: each is scored by how frequent its characters are in its writing. */
import { type Candidate, candidates } from './frequent-characters.ts';

/**
 * What of the character before decides about the next one, as bits. A character's worth depends on nothing else, so it is
 * worked out once for each of the eight.
 */
const AFTER_ASCII_LETTER = 1;
const AFTER_FOREIGN = 2;
const AFTER_SMALL_LETTER = 4;

/** The charset of the highest score; 'windows-1252' where none scores at all. */
export function byFrequency(sample: Uint8Array): string {
  let charset = 'windows-1252';
  let best = 0;
  for (const scorer of scorersOfAll()) {
    const score = scorer.scoreOf(sample);
    if (score <= best) continue;
    best = score;
    charset = scorer.candidate.charset;
  }
  return charset;
}

let scorers: readonly Scorer[] | undefined;

/** Made when first needed: most mail says what it is. */
function scorersOfAll(): readonly Scorer[] {
  scorers ??= candidates().map((candidate) => new Scorer(candidate));
  return scorers;
}

const MAX_KNOWN = 20_000;

class Scorer {
  readonly candidate: Candidate;
  readonly #decoder: InstanceType<typeof TextDecoder>;
  /** Worth by code point and circumstances. */
  readonly #worths = new Map<number, number>();
  /** Circumstances that a character makes for the next one. */
  readonly #circumstances = new Map<number, number>();
  /** For charsets of one byte: the code point of each byte. */
  readonly #codes: Uint16Array | undefined;
  /** For those: worth by byte and circumstances, and circumstances by byte; NaN and 255 where not worked out yet. */
  readonly #byteWorths = new Float32Array(256 * 8).fill(Number.NaN);
  readonly #byteCircumstances = new Uint8Array(256).fill(255);

  constructor(candidate: Candidate) {
    this.candidate = candidate;
    this.#decoder = new TextDecoder(candidate.charset);
    if (candidate.bytesPerCharacter === 1) this.#codes = this.#codesOfBytes();
  }

  #codesOfBytes(): Uint16Array {
    const codes = new Uint16Array(256);
    for (let byte = 0; byte < 256; byte++)
      codes[byte] = this.#decoder.decode(Uint8Array.of(byte)).charCodeAt(0);
    return codes;
  }

  /** Sum over the characters beyond ASCII, each weighted by the bytes it took. */
  scoreOf(sample: Uint8Array): number {
    return this.#codes === undefined ? this.#scoreOfText(sample) : this.#scoreOfBytes(sample, this.#codes);
  }

  #scoreOfBytes(sample: Uint8Array, codes: Uint16Array): number {
    let score = 0;
    for (let index = 0; index < sample.length; index++) {
      const byte = sample[index] ?? 0;
      if (byte < 0x80) continue;
      const around = index === 0 ? 0 : this.#circumstancesOfByte(sample[index - 1] ?? 0, codes);
      const known = this.#byteWorths[byte * 8 + around] ?? Number.NaN;
      score += Number.isNaN(known) ? this.#learn(byte, codes[byte] ?? 0, around) : known;
    }
    return score;
  }

  #circumstancesOfByte(byte: number, codes: Uint16Array): number {
    const known = this.#byteCircumstances[byte] ?? 255;
    if (known !== 255) return known;
    const found = this.#circumstancesOf(codes[byte] ?? 0);
    this.#byteCircumstances[byte] = found;
    return found;
  }

  #learn(byte: number, code: number, around: number): number {
    const worth = code > 0x7f ? worthOf(this.candidate, code, around) : 0;
    this.#byteWorths[byte * 8 + around] = worth;
    return worth;
  }

  #scoreOfText(sample: Uint8Array): number {
    const text = this.#decoder.decode(sample);
    let score = 0;
    let before = -1;
    for (let index = 0; index < text.length; index++) {
      const code = text.codePointAt(index) ?? 0;
      if (code > 0xffff) index++;
      if (code > 0x7f) score += this.#worthAfter(code, before);
      before = code;
    }
    return score * this.candidate.bytesPerCharacter;
  }

  #worthAfter(code: number, before: number): number {
    const key = code * 8 + (before < 0 ? 0 : this.#circumstancesOf(before));
    let worth = this.#worths.get(key);
    if (worth === undefined) {
      worth = worthOf(this.candidate, code, key & 7);
      if (this.#worths.size < MAX_KNOWN) this.#worths.set(key, worth);
    }
    return worth;
  }

  #circumstancesOf(code: number): number {
    let found = this.#circumstances.get(code);
    if (found === undefined) {
      found = circumstancesAfter(code);
      if (this.#circumstances.size < MAX_KNOWN) this.#circumstances.set(code, found);
    }
    return found;
  }
}

function circumstancesAfter(code: number): number {
  const char = String.fromCodePoint(code);
  const isSmallLetter = /^\p{L}$/u.test(char) && char === char.toLowerCase();
  return (
    (/^[A-Za-z]$/.test(char) ? AFTER_ASCII_LETTER : 0) |
    (code > 0xbf && code < 0x2000 ? AFTER_FOREIGN : 0) |
    (isSmallLetter ? AFTER_SMALL_LETTER : 0)
  );
}

function worthOf(candidate: Candidate, code: number, around: number): number {
  // U+FFFD, C1 controls, private use: nobody writes those.
  if (code === 0xfffd || code < 0xa0 || (code >= 0xe000 && code < 0xf900)) return -6;
  // Only accented letters stand beside ASCII ones.
  if (!candidate.isAccented && candidate.bytesPerCharacter === 1 && (around & AFTER_ASCII_LETTER) !== 0)
    return -2;
  const char = String.fromCodePoint(code);
  if (candidate.frequent.has(char)) return candidate.isAccented && (around & AFTER_FOREIGN) !== 0 ? -1 : 3;
  // A capital inside a word is what KOI8-R read as windows-1251 looks like.
  const isCapital = char !== char.toLowerCase();
  if (isCapital && (around & AFTER_SMALL_LETTER) !== 0) return -3;
  if (isCapital && !candidate.isAccented && candidate.frequent.has(char.toLowerCase())) return 2;
  if (candidate.ordinary.test(char)) return candidate.isAccented && !isCapital ? 0 : 0.5;
  return /^[\p{P}\p{Zs}]$/u.test(char) ? 0.5 : -1;
}
