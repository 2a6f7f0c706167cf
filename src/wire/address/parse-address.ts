/**
 * One mail address (addr-spec of RFC 5322 §3.4.1, Mailbox of RFC 5321 §4.1.2, international forms of RFC 6531 §3.3).
 * Comments and white space between the tokens are passed over; the syntax itself is held to.
 */
import ipaddr from 'ipaddr.js';
import { failed, ok, type Result } from '../../base/result.ts';

export interface Address {
  /** Without quotes and backslashes. */
  readonly localPart: string;
  /** As written: 'Example.org', '[192.0.2.1]'. */
  readonly domain: string;
  readonly domainKind: 'name' | 'ipv4' | 'ipv6' | 'other-literal';
  /** 'local@domain' with quotes only where they are needed. */
  readonly text: string;
  /** Needs SMTPUTF8 (RFC 6531): the local part is not ASCII. */
  readonly isInternational: boolean;
}

/** RFC 5321 §4.5.3.1.1 and §4.5.3.1.2, in octets. */
const MAX_LOCAL_OCTETS = 64;
const MAX_DOMAIN_OCTETS = 255;
const MAX_LENGTH = 1_000;

/**
 * Reads an address; one pair of angle brackets around it is allowed. Problem codes: 'empty', 'too-long', 'no-at',
 * 'local-part-empty', 'local-part-dots', 'local-part-syntax', 'local-part-too-long', 'domain-empty', 'domain-syntax',
 * 'domain-too-long', 'literal-syntax'.
 */
export function parseAddress(text: string): Result<Address> {
  if (text.length > MAX_LENGTH) return bad('too-long', text);
  const bare = withoutBrackets(withoutComments(text).trim());
  if (bare === '') return bad('empty', text);
  const at = lastAt(bare);
  if (at < 0) return bad('no-at', text);
  const local = readLocalPart(bare.slice(0, at).trim());
  if ('code' in local) return bad(local.code, text);
  const domain = bare.slice(at + 1).trim();
  const kind = kindOfDomain(domain);
  if ('code' in kind) return bad(kind.code, text);
  const written = `${quoteLocalPart(local.value)}@${domain}`;
  return ok({
    localPart: local.value,
    domain,
    domainKind: kind.value,
    text: written,
    isInternational: !isAsciiText(local.value),
  });
}

/** Writes a local part, quoted where its characters ask for it (RFC 5321 §4.1.2 Quoted-string). */
export function quoteLocalPart(localPart: string): string {
  return isDotAtom(localPart) ? localPart : `"${localPart.replaceAll(/["\\]/g, '\\$&')}"`;
}

type Read<T> = { readonly value: T } | { readonly code: string };

function bad(code: string, text: string): Result<Address> {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return failed(code, `'${shown}' is no mail address (${code}).`);
}

function readLocalPart(text: string): Read<string> {
  if (text === '' || text === '""') return { code: 'local-part-empty' };
  const value = text.startsWith('"') ? unquote(text) : text;
  if (value === undefined) return { code: 'local-part-syntax' };
  if (octets(value) > MAX_LOCAL_OCTETS) return { code: 'local-part-too-long' };
  if (text.startsWith('"') || isDotAtom(value)) return { value };
  const hasOnlyDotTrouble = value.split('.').every((atom) => atom === '' || isAtom(atom));
  return { code: hasOnlyDotTrouble ? 'local-part-dots' : 'local-part-syntax' };
}

/** The content of a quoted string that is the whole text. */
function unquote(text: string): string | undefined {
  let value = '';
  for (let index = 1; index < text.length; index++) {
    const char = text.charAt(index);
    if (char === '"') return index === text.length - 1 ? value : undefined;
    if (char === '\\') index++;
    value += text.charAt(index);
  }
  return undefined;
}

function kindOfDomain(domain: string): Read<Address['domainKind']> {
  if (domain === '') return { code: 'domain-empty' };
  if (octets(domain) > MAX_DOMAIN_OCTETS) return { code: 'domain-too-long' };
  if (domain.startsWith('[')) return kindOfLiteral(domain);
  return domain.split('.').every(isLabel) ? { value: 'name' } : { code: 'domain-syntax' };
}

/** RFC 5321 §4.1.3. */
function kindOfLiteral(domain: string): Read<Address['domainKind']> {
  const content = domain.endsWith(']') ? domain.slice(1, -1) : '';
  if (ipaddr.IPv4.isValidFourPartDecimal(content)) return { value: 'ipv4' };
  const tagged = /^([A-Za-z0-9-]{1,60}):([!-Z^-~]{1,200})$/.exec(content);
  if (tagged?.[1]?.toLowerCase() === 'ipv6')
    return ipaddr.IPv6.isValid(tagged[2] ?? '') ? { value: 'ipv6' } : { code: 'literal-syntax' };
  return tagged === null ? { code: 'literal-syntax' } : { value: 'other-literal' };
}

/** RFC 5321 §4.1.2 sub-domain; RFC 6531 §3.3 U-label. */
function isLabel(label: string): boolean {
  return (
    label.length <= 63 &&
    /^[\p{L}\p{M}\p{N}-]+$/u.test(label) &&
    !label.startsWith('-') &&
    !label.endsWith('-')
  );
}

function isDotAtom(text: string): boolean {
  return text.length <= MAX_LENGTH && text.split('.').every(isAtom);
}

/** RFC 5322 §3.2.3 atext; RFC 6531 §3.3 adds everything that is not ASCII. */
function isAtom(text: string): boolean {
  return /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\u{10ffff}-]+$/u.test(text);
}

/** The last '@' that stands in no quoted string. */
function lastAt(text: string): number {
  let isQuoted = false;
  let found = -1;
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if (char === '\\' && isQuoted) index++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === '@' && !isQuoted) found = index;
  }
  return found;
}

function withoutBrackets(text: string): string {
  return text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1).trim() : text;
}

/** RFC 5322 §3.2.2: comments nest; an unclosed one runs to the end. */
function withoutComments(text: string): string {
  if (!text.includes('(')) return text;
  let out = '';
  let depth = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    const escaped = char === '\\' && (isQuoted || depth > 0);
    const piece = escaped ? char + text.charAt(++index) : char;
    if (!escaped && char === '"' && depth === 0) isQuoted = !isQuoted;
    if (!escaped && !isQuoted && char === '(') depth++;
    if (depth === 0) out += piece;
    if (!escaped && !isQuoted && char === ')' && depth > 0) depth--;
  }
  return out;
}

function isAsciiText(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

function octets(text: string): number {
  return Buffer.byteLength(text);
}
