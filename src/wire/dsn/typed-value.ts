/** Typed values of RFC 3464 §2.1.2 and the encodings of addresses in them (RFC 3461 §4, RFC 6533 §3). */
import { characterOf } from '../../base/marks.ts';
import type { TypedValue } from './types.ts';

const HEX = /^[0-9A-Fa-f]{1,6}$/;

/** Splits 'type; value'; a value without a type keeps type ''. */
export function parseTypedValue(text: string): TypedValue {
  const semicolon = text.indexOf(';');
  if (semicolon >= 0 && semicolon <= 40) {
    const type = text.slice(0, semicolon).trim();
    if (isTypeName(type)) return { type: type.toLowerCase(), value: text.slice(semicolon + 1).trim() };
  }
  return { type: '', value: text.trim() };
}

function isTypeName(text: string): boolean {
  if (text === '') return false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const isWordCharacter = (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
    if (!isWordCharacter && c !== 45 && c !== 47 && c !== 46 && c !== 95) return false;
  }
  return true;
}

/** An address of an Original-Recipient, Final-Recipient or X-Actual-Recipient field; '' when there is none. */
export function parseRecipientValue(text: string): string {
  if (text === '') return '';
  const { type, value } = parseTypedValue(text);
  let address = stripComment(value);
  const open = address.indexOf('<');
  const close = address.lastIndexOf('>');
  if (open >= 0 && close > open) address = address.slice(open + 1, close);
  address = address.trim();
  if (address.startsWith('"')) address = address.replace(/^"([^"@]{1,64}@[^"]{1,255})"$/, '$1');
  if (address.includes(':')) address = withoutScheme(address);
  // RFC 5321 §4.1.1.3 and appendix C: a source route is ignored.
  const route = address.startsWith('@') ? address.indexOf(':') : -1;
  if (route > 0) address = address.slice(route + 1);
  // RFC 6533 §3: \x{HEXPOINT} where the transport could not carry UTF-8.
  if (type === 'utf-8' || address.includes('\\x{')) address = decodeUtf8Address(address);
  // RFC 3461 §4: some reporters leave the ORCPT parameter in xtext.
  if (!address.includes('@') && address.includes('+40')) address = decodeXtext(address);
  return address;
}

function withoutScheme(text: string): string {
  const address = text.toLowerCase().startsWith('mailto:') ? text.slice(7) : text;
  return address.toLowerCase().startsWith('smtp:') ? address.slice(5) : address;
}

function stripComment(text: string): string {
  const open = text.indexOf(' (');
  return open > 0 && text.trimEnd().endsWith(')') ? text.slice(0, open) : text;
}

/** Decodes xtext (RFC 3461 §4): '+' and two hexadecimal digits; anything else stays. */
export function decodeXtext(text: string): string {
  return decodeMarked(text, '+', (at) => ({ hex: text.slice(at + 1, at + 3), end: at + 3, digits: 2 }));
}

/** Decodes utf-8-addr-xtext (RFC 6533 §3): '\x{HEX}' stands for one code point. */
export function decodeUtf8Address(text: string): string {
  return decodeMarked(text, '\\x{', (at) => {
    const close = text.indexOf('}', at);
    return close < 0 || close > at + 10 ? undefined : { hex: text.slice(at + 3, close), end: close + 1 };
  });
}

function decodeMarked(
  text: string,
  mark: string,
  unit: (at: number) => { hex: string; end: number; digits?: number } | undefined,
): string {
  let out = '';
  let from = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, Math.max(from, at + 1))) {
    const found = unit(at);
    if (!found || !HEX.test(found.hex) || (found.digits && found.hex.length !== found.digits)) continue;
    const point = Number.parseInt(found.hex, 16);
    if (point > 0x10ffff) continue;
    out += text.slice(from, at) + characterOf(point);
    from = found.end;
  }
  return out + text.slice(from);
}
