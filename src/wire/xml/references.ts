/**
 * Character references and the five entities that XML itself defines (XML 1.0 §4.1, §4.6). Nothing else is ever put in the
 * place of a name: a document with declarations of its own is refused before it comes to this.
 */
import { characterOf } from '../../base/marks.ts';

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const MAX_REFERENCE = 12;

/** Undoes references; a bare '&' and names that are not known stay as they stand. Linear. */
export function decodeReferences(text: string): string {
  let ampersand = text.indexOf('&');
  if (ampersand < 0) return text;
  const pieces: string[] = [];
  let from = 0;
  while (ampersand >= 0) {
    const semicolon = endOfReference(text, ampersand + 1);
    const value = semicolon < 0 ? undefined : referenceValue(text.slice(ampersand + 1, semicolon));
    if (value !== undefined) {
      pieces.push(text.slice(from, ampersand), value);
      from = semicolon + 1;
    }
    ampersand = text.indexOf('&', Math.max(from, ampersand + 1));
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

function endOfReference(text: string, start: number): number {
  const limit = Math.min(text.length, start + MAX_REFERENCE);
  for (let index = start; index < limit; index++) if (text.charCodeAt(index) === 0x3b) return index;
  return -1;
}

function referenceValue(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(PREDEFINED, name) ? PREDEFINED[name] : undefined;
  const isHex = name.startsWith('#x');
  const digits = name.slice(isHex ? 2 : 1);
  if (!(isHex ? /^[0-9a-fA-F]{1,6}$/ : /^[0-9]{1,7}$/).test(digits)) return undefined;
  const code = Number.parseInt(digits, isHex ? 16 : 10);
  const isCharacter = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  return isCharacter ? characterOf(code) : undefined;
}
