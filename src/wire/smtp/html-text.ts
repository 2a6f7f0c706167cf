/**
 * HTML as it gets into pasted replies: character references and the mark-up of a web mail or control panel.
 * Not an HTML parser: addresses in angle brackets ('<user@example.org>') stay, only known tags go.
 * Limits: linear; a reference is at most 10 characters, a tag at most 2,000.
 */
import { characterOf } from '../../base/marks.ts';
import { type MappedText, TextMapper, unmappedText } from './mapped-text.ts';

const NAMED_REFERENCES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
};

const BREAKING_TAGS = new Set(
  'br p div tr td th table tbody li ul ol pre blockquote h1 h2 h3 h4 h5 h6 hr html head body title'.split(
    ' ',
  ),
);
const INLINE_TAGS = new Set(
  'a b i u em strong span font small big code tt samp kbd sub sup s img wbr nobr o:p'.split(' '),
);
const MAX_REFERENCE_LENGTH = 10;
const MAX_TAG_LENGTH = 2_000;

/** Decodes character references and turns '<br>' and other block tags into line ends, inline tags into nothing. */
export function unescapeHtml(text: string): string {
  return mapHtml(text).text;
}

/** The same, with the way back to the offsets of the given text. */
export function mapHtml(text: string): MappedText {
  if (!text.includes('&') && !text.includes('<')) return unmappedText(text);
  let mapper: TextMapper | undefined;
  let copied = 0;
  let nextReference = text.indexOf('&');
  let nextTag = text.indexOf('<');
  while (nextReference >= 0 || nextTag >= 0) {
    const isReference = nextTag < 0 || (nextReference >= 0 && nextReference < nextTag);
    const at = isReference ? nextReference : nextTag;
    const found = isReference ? readReference(text, at) : readTag(text, at);
    if (found !== undefined) {
      mapper ??= new TextMapper();
      mapper.append(text.slice(copied, at), copied);
      mapper.append(found.value, at);
      copied = found.end;
    }
    const from = found?.end ?? at + 1;
    if (nextReference >= 0 && nextReference < from) nextReference = text.indexOf('&', from);
    if (nextTag >= 0 && nextTag < from) nextTag = text.indexOf('<', from);
  }
  if (mapper === undefined) return unmappedText(text);
  mapper.append(text.slice(copied), copied);
  return mapper.finish(text.length);
}

interface Replacement {
  readonly value: string;
  readonly end: number;
}

function readReference(text: string, at: number): Replacement | undefined {
  const window = text.slice(at + 1, at + 1 + MAX_REFERENCE_LENGTH);
  const semicolon = window.indexOf(';');
  if (semicolon < 1) return undefined;
  const name = window.slice(0, semicolon);
  const value = name.startsWith('#')
    ? numberedCharacter(name.slice(1))
    : NAMED_REFERENCES[name.toLowerCase()];
  return value === undefined ? undefined : { value, end: at + semicolon + 2 };
}

function numberedCharacter(digits: string): string | undefined {
  const isHex = digits.startsWith('x') || digits.startsWith('X');
  if (!(isHex ? /^[xX][0-9a-fA-F]{1,6}$/ : /^[0-9]{1,7}$/).test(digits)) return undefined;
  const codePoint = Number.parseInt(isHex ? digits.slice(1) : digits, isHex ? 16 : 10);
  if (codePoint === 0 || codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff))
    return undefined;
  return characterOf(codePoint);
}

function readTag(text: string, at: number): Replacement | undefined {
  const nameAt = text.charCodeAt(at + 1) === 0x2f ? at + 2 : at + 1;
  let nameEnd = nameAt;
  while (nameEnd < nameAt + 11 && isTagNameUnit(text.charCodeAt(nameEnd))) nameEnd += 1;
  if (nameEnd === nameAt) return undefined;
  const name = text.slice(nameAt, nameEnd).toLowerCase();
  const isBreaking = BREAKING_TAGS.has(name);
  if (!isBreaking && !INLINE_TAGS.has(name)) return undefined;
  const after = text[nameEnd];
  if (after === '>') return { value: isBreaking ? '\n' : '', end: nameEnd + 1 };
  if (after !== ' ' && after !== '/' && after !== '\n' && after !== '\t' && after !== '\r') return undefined;
  const close = text.slice(nameEnd, nameEnd + MAX_TAG_LENGTH).indexOf('>');
  if (close < 0) return undefined;
  return { value: isBreaking ? '\n' : '', end: nameEnd + close + 1 };
}

function isTagNameUnit(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x31 && unit <= 0x36) ||
    unit === 0x3a
  );
}
