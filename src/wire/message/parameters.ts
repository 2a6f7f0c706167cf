/** Values with parameters: Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2183, RFC 2231 §3 and §4). */
import { CharSet } from '../../base/char-set.ts';
import { ownCopy } from '../../base/own-copy.ts';
import { decodeCharset } from '../charset/index.ts';
import { decodeEncodedWords } from './encoded-words.ts';
import { decodePercent } from './header-codecs.ts';

export interface ParameterizedValue {
  /** What stands before the first semicolon: lower case, comments and white space gone. */
  readonly value: string;
  /** Names in lower case, the first of equal names wins. At most 100. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Section {
  readonly index: number;
  readonly isExtended: boolean;
  readonly text: string;
}

const MAX_PARAMETERS = 100;
const MAX_LENGTH = 16_384;

/** Short values such as 'text/plain; charset=utf-8' come again in most messages. */
const known = new Map<string, ParameterizedValue>();
const MAX_KNOWN = 1_000;
const MAX_KNOWN_LENGTH = 40;

const NOTHING: ParameterizedValue = { value: '', parameters: {} };

/** Splits a header value at its semicolons, knowing quoted strings and comments. Linear; reads the first 16 kB. */
export function parseParameterized(headerValue: string): ParameterizedValue {
  if (headerValue === '') return NOTHING;
  const before = known.get(headerValue);
  if (before !== undefined) return before;
  if (headerValue.length > MAX_KNOWN_LENGTH || known.size >= MAX_KNOWN) return readParameterized(headerValue);
  const key = ownCopy(headerValue);
  const read = readParameterized(key);
  known.set(key, read);
  return read;
}

function readParameterized(headerValue: string): ParameterizedValue {
  const text = headerValue.length > MAX_LENGTH ? headerValue.slice(0, MAX_LENGTH) : headerValue;
  const scanner = { text, position: 0 };
  const value = withoutSpaces(readToken(scanner, VALUE_ENDS)).toLowerCase();
  // Most values have none.
  if (scanner.position >= text.length) return { value, parameters: {} };
  const plain = new Map<string, string>();
  const sections = new Map<string, Section[]>();
  let count = 0;
  while (scanner.position < text.length && count++ < MAX_PARAMETERS) {
    scanner.position++;
    const name = readToken(scanner, NAME_ENDS).trim().toLowerCase();
    if (text.charAt(scanner.position) !== '=') continue;
    scanner.position++;
    addParameter(plain, sections, name, readToken(scanner, VALUE_ENDS).trim());
  }
  for (const [name, list] of sections) plain.set(name, joinSections(list));
  return { value, parameters: Object.fromEntries(plain) };
}

const VALUE_ENDS = new CharSet(';');
const NAME_ENDS = new CharSet('=;');

const withoutSpaces = (text: string): string => {
  const trimmed = text.trim();
  return /\s/.test(trimmed) ? trimmed.replaceAll(/\s/g, '') : trimmed;
};

interface Scanner {
  readonly text: string;
  position: number;
}

/** Reads to one of the `stops`: quotes taken off, escapes undone, comments dropped. */
function readToken(scanner: Scanner, stops: CharSet): string {
  return readSimpleToken(scanner, stops) ?? readAnyToken(scanner, stops);
}

/** A token without comment, escape or quotes inside a word, which nearly all are; undefined for any other. */
function readSimpleToken(scanner: Scanner, stops: CharSet): string | undefined {
  const { text } = scanner;
  const start = scanner.position;
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (isSpecial(code) || stops.has(code)) break;
    end++;
  }
  if (end === text.length || !isSpecial(text.charCodeAt(end))) {
    scanner.position = end;
    return text.slice(start, end);
  }
  if (text.charAt(end) !== '"' || text.slice(start, end).trim() !== '') return undefined;
  const close = text.indexOf('"', end + 1);
  const quoted = close < 0 ? undefined : text.slice(end + 1, close);
  if (quoted === undefined || quoted.includes('\\')) return undefined;
  scanner.position = close;
  return skipTo(scanner, stops, quoted);
}

/** A quote or the parenthesis of a comment. */
function isSpecial(code: number): boolean {
  return code === 0x22 || code === 0x28;
}

function readAnyToken(scanner: Scanner, stops: CharSet): string {
  const pieces: string[] = [];
  let depth = 0;
  let isQuoted = false;
  while (scanner.position < scanner.text.length) {
    const char = scanner.text.charAt(scanner.position);
    if (char === '\\' && (isQuoted || depth > 0)) {
      scanner.position++;
      if (depth === 0) pieces.push(unescapeChar(scanner.text.charAt(scanner.position)));
    } else if (char === '"' && depth === 0) {
      if (isQuoted) return skipTo(scanner, stops, pieces.join(''));
      // A quote opens a quoted string only at the beginning (RFC 2045 §5.1); inside a word it is dropped.
      isQuoted = pieces.every((piece) => piece.trim() === '');
      if (isQuoted) pieces.length = 0;
    } else if (isQuoted) pieces.push(char);
    else if (char === '(') depth++;
    else if (char === ')' && depth > 0) depth--;
    else if (depth === 0) {
      if (stops.has(char.charCodeAt(0))) break;
      pieces.push(char);
    }
    scanner.position++;
  }
  return pieces.join('');
}

/** What follows a closed quoted string does not belong to it. */
function skipTo(scanner: Scanner, stops: CharSet, value: string): string {
  const { text } = scanner;
  while (scanner.position < text.length && !stops.has(text.charCodeAt(scanner.position))) scanner.position++;
  return value;
}

/** RFC 5322 §3.2.1; a backslash before a letter or digit is a path written by a mailer that forgot to escape. */
function unescapeChar(char: string): string {
  return /^[a-z0-9]$/i.test(char) ? `\\${char}` : char;
}

function addParameter(
  plain: Map<string, string>,
  sections: Map<string, Section[]>,
  name: string,
  text: string,
): void {
  if (name === '') return;
  if (!name.includes('*')) {
    if (!plain.has(name)) plain.set(name, decodeEncodedWords(text));
    return;
  }
  // RFC 2231 §3: name*0, name*1*; §4: name*.
  const extended = /^([^*]+)(?:\*([0-9]{1,3}))?(\*?)$/.exec(name);
  const base = extended?.[1]?.trim();
  const isExtended = extended?.[3] === '*';
  if (base === undefined || (extended?.[2] === undefined && !isExtended)) {
    if (!plain.has(name)) plain.set(name, decodeEncodedWords(text));
    return;
  }
  const list = sections.get(base) ?? [];
  if (!list.some((section) => section.index === Number(extended?.[2] ?? 0)))
    list.push({ index: Number(extended?.[2] ?? 0), isExtended, text });
  sections.set(base, list);
}

/** RFC 2231 §4.1: the charset stands in the first section and holds for all. */
function joinSections(list: readonly Section[]): string {
  const ordered = list.toSorted((one, other) => one.index - other.index);
  const first = ordered[0];
  if (first === undefined) return '';
  const quote = first.isExtended ? first.text.indexOf("'") : -1;
  const second = quote < 0 ? -1 : first.text.indexOf("'", quote + 1);
  const charset = second < 0 ? undefined : first.text.slice(0, quote);
  const chunks = ordered.map((section, index) => {
    const text = index === 0 && second >= 0 ? section.text.slice(second + 1) : section.text;
    return section.isExtended ? decodePercent(text) : new TextEncoder().encode(text);
  });
  return decodeCharset(Buffer.concat(chunks), charset === '' ? undefined : charset).text;
}
