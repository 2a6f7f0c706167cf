/** Finds mail addresses in prose: replies, bounces, log lines. Looks around each '@'; linear, at most 320 characters back. */

export interface FoundAddress {
  readonly address: string;
  /** Positions in the text (UTF-16), half-open. */
  readonly start: number;
  readonly end: number;
}

const MAX_LOCAL = 320;
const MAX_DOMAIN = 255;

/** Words before '=' that are a key, not the beginning of a VERP local part. */
const KEYS = new Set([
  'to',
  'from',
  'rcpt',
  'rcptto',
  'recipient',
  'receiver',
  'orig_to',
  'sender',
  'mail',
  'email',
  'e-mail',
  'user',
  'addr',
  'address',
  'mailfrom',
  'mail-from',
  'envelope-to',
  'username',
  'login',
  'account',
  'smtp.mailfrom',
  'header.from',
  'envelope-from',
  'id',
  's',
]);

/** The addresses of a text in order, at most `max`. Punctuation around them is left out; what follows need not be valid. */
export function findAddresses(text: string, max = 100): readonly FoundAddress[] {
  const found: FoundAddress[] = [];
  let floor = 0;
  for (let at = text.indexOf('@'); at >= 0 && found.length < max; at = text.indexOf('@', at + 1)) {
    const start = startOfLocal(text, at, floor);
    if (start === at) continue;
    const end = endOfDomain(text, at + 1);
    if (end === at + 1) continue;
    found.push({ address: text.slice(start, end), start, end });
    floor = end;
  }
  return found;
}

function startOfLocal(text: string, at: number, floor: number): number {
  const limit = Math.max(floor, at - MAX_LOCAL);
  if (text.charAt(at - 1) === '"' && at - 1 >= limit) return startOfQuoted(text, at, limit);
  const isForeign = isForeignLetter(text, at - 1);
  let start = at;
  while (start > limit) {
    const code = text.charCodeAt(start - 1);
    if (code < 0x80 ? !isAtextOrDot(code) : !isWordCharacter(text, start - 1)) break;
    // 'user@…' right after a word of a script that writes no spaces: the word is not part of it.
    if (!isForeign && isForeignLetter(text, start - 1)) break;
    start--;
  }
  return trimStart(text, start, at);
}

function startOfQuoted(text: string, at: number, limit: number): number {
  let start = at - 2;
  while (start >= limit && (text.charAt(start) !== '"' || text.charAt(start - 1) === '\\')) start--;
  return start >= limit && start < at - 2 && !text.slice(start, at).includes('\n') ? start : at;
}

/** Takes off a URL or 'key=' before the address and punctuation at its beginning. */
function trimStart(text: string, start: number, at: number): number {
  let from = start;
  for (let index = start; index < at; index++) if ('?&|'.includes(text.charAt(index))) from = index + 1;
  const equals = text.slice(from, at).indexOf('=');
  if (equals >= 0 && KEYS.has(text.slice(from, from + equals).toLowerCase())) from += equals + 1;
  if (text.startsWith('//', from)) from = text.lastIndexOf('/', at) + 1;
  while (from < at && ".'`*=/{}!#~^$%".includes(text.charAt(from))) from++;
  return from;
}

function endOfDomain(text: string, start: number): number {
  if (text.charAt(start) === '[') return endOfLiteral(text, start);
  const limit = Math.min(text.length, start + MAX_DOMAIN);
  let end = start;
  let labelStart = start;
  while (end < limit) {
    const code = text.charCodeAt(end);
    // No label is empty (RFC 1035 §2.3.1): 'user@example.org...User unknown'.
    if (code === 0x2e && labelStart === end) break;
    if (code === 0x2e) labelStart = end + 1;
    else if (code < 0x80 ? !isHostCharacter(code) : !isWordCharacter(text, end)) break;
    // A label that began in ASCII does not go on in a script that writes no spaces: the sentence does.
    else if (end > labelStart && isForeignLetter(text, end) && text.charCodeAt(labelStart) < 0x80) break;
    end++;
  }
  while (end > start && '.-_'.includes(text.charAt(end - 1))) end--;
  return '.-_'.includes(text.charAt(start)) ? start : end;
}

/** RFC 5321 §4.1.3: '[192.0.2.1]', '[IPv6:2001:db8::1]'. */
function endOfLiteral(text: string, start: number): number {
  const match = /^\[[0-9A-Za-z:.-]{2,60}\]/.exec(text.slice(start, start + 64));
  return match === null ? start : start + match[0].length;
}

function isAtextOrDot(code: number): boolean {
  return isAlphanumeric(code) || "!#$%&'*+-/=?^_`{|}~.".includes(String.fromCharCode(code));
}

function isHostCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 0x2d || code === 0x5f;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isWordCharacter(text: string, index: number): boolean {
  return /^[\p{L}\p{M}\p{N}\p{Cs}]$/u.test(text.charAt(index));
}

/** Beyond ASCII and the Latin script. */
function isForeignLetter(text: string, index: number): boolean {
  return text.charCodeAt(index) > 0x7f && !/^[\p{Script=Latin}\p{M}]$/u.test(text.charAt(index));
}
