/**
 * Cuts the words of a reply into tokens, so that rules meet words and not spelling: lower case, accents stripped,
 * apostrophes dropped, every other sign a separator. Addresses and IPs become one token each; an enhanced status
 * code inside the text is passed over. Characters of scripts that write no spaces are tokens of their own.
 * One pass, linear in the text; at most 4,096 UTF-16 units and 1,000 tokens are read.
 */

/** Stands for an address of mail. */
export const ADDRESS_TOKEN = '<addr>';
/** Stands for an IP address. */
export const IP_TOKEN = '<ip>';

const MAX_TEXT = 4096;
const MAX_TOKENS = 1000;

/** A word of a text, in lower case, and where it stands. */
export interface Token {
  readonly word: string;
  /** Half-open span in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

const SEPARATOR = 0;
const WORD = 1;
const SINGLE = 2;
const APOSTROPHE = 3;

const asciiKind = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const isDigit = code >= 48 && code <= 57;
  const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  if (isDigit || isLetter) asciiKind[code] = WORD;
}
asciiKind[0x27] = APOSTROPHE;

/** Kana, CJK, Hangul, Thai: no spaces between words. */
export function isUnspaced(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0x0e00 && code <= 0x0e7f)
  );
}

const otherKinds = new Map<number, number>();

function kindOf(code: number): number {
  if (code < 128) return asciiKind[code] ?? SEPARATOR;
  let kind = otherKinds.get(code);
  if (kind === undefined) {
    if (code === 0x2019 || code === 0x2018 || code === 0x02bc || code === 0x00b4) kind = APOSTROPHE;
    else if (isUnspaced(code)) kind = /[\p{L}\p{N}]/u.test(String.fromCharCode(code)) ? SINGLE : SEPARATOR;
    else kind = /[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(code)) ? WORD : SEPARATOR;
    otherKinds.set(code, kind);
  }
  return kind;
}

const special = new Map([
  ['ß', 'ss'],
  ['ı', 'i'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['đ', 'd'],
]);
const folded = new Map<string, string>();

/** Lower case without accents, one character at a time so that the result can be remembered. */
function foldCharacter(char: string): string {
  let result = folded.get(char);
  if (result === undefined) {
    const lower = char.toLowerCase();
    const isJapaneseOrKorean = isUnspaced(char.charCodeAt(0));
    result = isJapaneseOrKorean
      ? lower.normalize('NFC')
      : (special.get(lower) ?? lower.normalize('NFKD').replace(/\p{M}/gu, ''));
    folded.set(char, result);
  }
  return result;
}

/** A word of `text`; `lower` is the text in lower case, of the same length. Plain words are a slice of it. */
function foldWord(text: string, lower: string, start: number, end: number): string {
  let isPlain = true;
  for (let i = start; i < end && isPlain; i++) {
    const code = text.charCodeAt(i);
    isPlain = code < 128 && code !== 0x27;
  }
  if (isPlain) return lower.slice(start, end);
  let word = '';
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (kindOf(code) === APOSTROPHE) continue;
    word += code < 128 ? lower.charAt(i) : foldCharacter(text.charAt(i));
  }
  return word;
}

/** Lower case without changing the length: the few characters that grow ('İ') are left to the folding of words. */
function lowerSameLength(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    result += code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : text.charAt(i);
  }
  return result;
}

/** Characters of a local part (RFC 5321 §4.1.2 atext and dots). */
const asciiLocal = new Uint8Array(128);
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-=!#$&*/?^`{|}~') {
  asciiLocal[char.charCodeAt(0)] = 1;
}
const isLocalChar = (code: number): boolean => (code > 127 ? kindOf(code) === WORD : asciiLocal[code] === 1);
const isDomainChar = (code: number): boolean => code === 0x2d || code === 0x2e || kindOf(code) === WORD;

/** End of an addr-spec whose '@' stands at `at`, or -1: letters, digits, dots and hyphens, at least one. */
function addressEnd(text: string, at: number): number {
  let end = at + 1;
  const limit = Math.min(text.length, at + 256);
  while (end < limit && isDomainChar(text.charCodeAt(end))) end++;
  while (end > at + 1 && (text.charCodeAt(end - 1) === 0x2e || text.charCodeAt(end - 1) === 0x2d)) end--;
  return end > at + 1 ? end : -1;
}

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const IPV6 = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}$/i;
const ENHANCED = /^[245]\.\d{1,3}\.\d{1,3}$/;
/** An address that somebody has made unreadable before he showed it: '192.0.xx.xx', 'x.x.x.x'. */
const MASKED = /(?:\d{1,3}|x{1,3}|\*{1,3})(?:\.(?:\d{1,3}|x{1,3}|\*{1,3})){3}(?!\.?[*\w])/iy;

const isHex = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

/** End of a run of hexadecimal digits, dots and colons: what an IP or a status code is made of. */
function numericRunEnd(text: string, start: number): number {
  let end = start;
  const limit = Math.min(text.length, start + 46);
  while (end < limit) {
    const code = text.charCodeAt(end);
    if (!isHex(code) && code !== 0x2e && code !== 0x3a) break;
    end++;
  }
  while (end > start && (text.charCodeAt(end - 1) === 0x2e || text.charCodeAt(end - 1) === 0x3a)) end--;
  return end;
}

/**
 * Takes one token: its word is `words` from `from` to `to`, most often a piece of the whole text in lower case; it stands in
 * the text from `start` to `end`.
 */
type Emit = (words: string, from: number, to: number, start: number, end: number) => void;

/** Reads an IP (one token) or an enhanced status (no token) at `start`; answers its end, or `start` if neither. */
function readNumeric(text: string, start: number, emit: Emit): number {
  const masked = maskedEnd(text, start);
  if (masked > start) {
    emit(IP_TOKEN, 0, IP_TOKEN.length, start, masked);
    return masked;
  }
  const end = numericRunEnd(text, start);
  if (end - start < 3) return start;
  if (end < text.length && kindOf(text.charCodeAt(end)) === WORD) return start;
  const run = text.slice(start, end);
  if (ENHANCED.test(run)) return end;
  if (IPV4.test(run) || (run.includes(':') && IPV6.test(run))) {
    emit(IP_TOKEN, 0, IP_TOKEN.length, start, end);
    return end;
  }
  return start;
}

/** An address around the local part that begins at `start`: its end, or `start` where there is none. */
function readAddress(text: string, start: number, emit: Emit): number {
  let at = start;
  const limit = Math.min(text.length, start + 128);
  while (at < limit && isLocalChar(text.charCodeAt(at))) at++;
  if (at === start || text.charCodeAt(at) !== 0x40) return start;
  const end = addressEnd(text, at);
  if (end === -1) return start;
  emit(ADDRESS_TOKEN, 0, ADDRESS_TOKEN.length, start, end);
  return end;
}

function wordEnd(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit) {
    const kind = kindOf(text.charCodeAt(end));
    if (kind !== WORD && !(kind === APOSTROPHE && kindOf(text.charCodeAt(end + 1)) === WORD)) break;
    end++;
  }
  return end;
}

/** The end of an address made unreadable at `start`, or `start`. */
function maskedEnd(text: string, start: number): number {
  MASKED.lastIndex = start;
  return MASKED.test(text) ? MASKED.lastIndex : start;
}

/** Could an IP begin here? A digit, an 'x' in its place, or a hexadecimal letter with a colon within its group (RFC 4291 §2.2). */
function mayBeNumeric(text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  if ((code >= 48 && code <= 57) || (code | 32) === 0x78) return true;
  if (!isHex(code)) return false;
  for (let i = start + 1; i <= start + 4; i++) if (text.charCodeAt(i) === 0x3a) return true;
  return false;
}

/** Calls `emit` for each token of `text`, in order. */
export function scanTokens(text: string, emit: Emit): void {
  const limit = Math.min(text.length, MAX_TEXT);
  const lower = lowerSameLength(text);
  // Of a text without foreign letters and apostrophes every word is a slice.
  const isPlain = !/['\u0080-\uffff]/.test(text);
  // One look at the next '@' spares the search for a local part in every word of a text without addresses.
  let nextAt = text.indexOf('@');
  let i = 0;
  while (i < limit) {
    const code = text.charCodeAt(i);
    const kind = kindOf(code);
    if (kind === SINGLE) {
      const word = foldCharacter(text.charAt(i));
      emit(word, 0, word.length, i, i + 1);
      i++;
      continue;
    }
    if (kind !== WORD) {
      i++;
      continue;
    }
    if (nextAt !== -1 && nextAt < i) nextAt = text.indexOf('@', i);
    if (nextAt !== -1 && nextAt - i < 128) {
      const end = readAddress(text, i, emit);
      if (end > i) {
        i = end;
        continue;
      }
    }
    if (mayBeNumeric(text, i)) {
      const end = readNumeric(text, i, emit);
      if (end > i) {
        i = end;
        continue;
      }
    }
    let end = wordEnd(text, i, limit);
    // 'e-mail' and 'email' are one word.
    if (
      end - i === 1 &&
      (code | 32) === 101 &&
      text.charCodeAt(end) === 0x2d &&
      /^-mail/i.test(text.slice(end, end + 5))
    ) {
      end = wordEnd(text, end + 1, limit);
      const word = `e${foldWord(text, lower, i + 2, end)}`;
      emit(word, 0, word.length, i, end);
    } else if (isPlain) emit(lower, i, end, i, end);
    else {
      const word = foldWord(text, lower, i, end);
      emit(word, 0, word.length, i, end);
    }
    i = end;
  }
}

/** The tokens of a text; at most 1,000. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  scanTokens(text, (words, from, to, start, end) => {
    if (tokens.length < MAX_TOKENS && from < to) tokens.push({ word: words.slice(from, to), start, end });
  });
  return tokens;
}

/** The text as a template: what changes from one message to the next (addresses, IPs, numbers, ids) replaced. */
export function templateOf(text: string): string {
  return tokenise(text)
    .map(({ word }) => (/\d/.test(word) ? '#' : word))
    .join(' ');
}
