/** Mailbox addresses as they stand in the prose of reports. Hand scan from each '@'; linear, at most 200 a text. */

export interface AddressAt {
  /** Without brackets or quotes around it, case kept. */
  readonly address: string;
  /** Span with its angle brackets, if any. */
  readonly start: number;
  readonly end: number;
  readonly isBracketed: boolean;
}

const MAX_ADDRESSES = 200;
const MAX_LOCAL = 128;
const MAX_DOMAIN = 255;

/** Finds every address of a text in order. */
export function findAddresses(text: string): readonly AddressAt[] {
  const found: AddressAt[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const hit = addressAround(text, at, from);
    if (!hit) continue;
    found.push(hit);
    from = hit.end;
    if (found.length >= MAX_ADDRESSES) break;
  }
  return found;
}

function addressAround(text: string, at: number, from: number): AddressAt | undefined {
  const start = localStart(text, at, from);
  let end = domainEnd(text, at + 1);
  if (start === at || end === at + 1) return undefined;
  const domain = text.slice(at + 1, end).toLowerCase();
  // Returned HTML: 'user@example.org<mailto:…' or a URL's path is not part of the domain.
  if (!isDomain(domain)) return undefined;
  const address = text.slice(start, end);
  let outer = start;
  const before = text[start - 1];
  if (before === '<' || before === '"' || before === '[' || before === '(') outer -= 1;
  const after = text[end];
  if (outer < start && (after === '>' || after === '"' || after === ']' || after === ')')) end += 1;
  return { address: unprefixed(address), start: outer, end, isBracketed: before === '<' && after === '>' };
}

function unprefixed(address: string): string {
  if (!address.includes(';') && !address.includes(':')) return address;
  const lower = address.toLowerCase();
  for (const prefix of ['rfc822;', 'smtp:', 'mailto:', 'utf-8;', 'to:', 'for:']) {
    if (lower.startsWith(prefix)) return address.slice(prefix.length);
  }
  return address;
}

function localStart(text: string, at: number, from: number): number {
  if (text[at - 1] === '"') {
    const quote = text.lastIndexOf('"', at - 2);
    if (quote >= Math.max(from, at - MAX_LOCAL) && quote < at - 2) return quote;
    return at;
  }
  let start = at;
  const limit = Math.max(from, at - MAX_LOCAL);
  while (start > limit && isLocalCharacter(text.charCodeAt(start - 1))) start -= 1;
  while (start < at && (text[start] === '.' || text[start] === "'" || text[start] === '`')) start += 1;
  const sign = text.indexOf('=', start);
  if (sign < 0 || sign >= at) return start;
  const equals = text.slice(start, at).toLowerCase();
  // 'to=user@…', 'recipient=user@…' of log lines.
  for (const key of ['to=', 'recipient=', 'rcpt=', 'address=', 'for=', 'user=', 't=', 'account=']) {
    if (equals.startsWith(key)) return start + key.length;
  }
  return start;
}

const LOCAL_SIGNS = new Uint8Array(0x80);
for (const sign of "!#$%&'*+-/=?^_`{|}~.") LOCAL_SIGNS[sign.charCodeAt(0)] = 1;

/** RFC 5322 §3.2.3 atext, the dot, and Latin letters of RFC 6531; other scripts run into the words around. */
function isLocalCharacter(c: number): boolean {
  if ((c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122)) return true;
  if (c >= 0xc0 && c < 0x250) return true;
  return c < 0x80 && LOCAL_SIGNS[c] === 1;
}

function domainEnd(text: string, from: number): number {
  let end = from;
  const limit = Math.min(text.length, from + MAX_DOMAIN);
  if (text[from] === '[') {
    const close = text.indexOf(']', from);
    return close > 0 && close < from + 50 ? close + 1 : from;
  }
  while (end < limit) {
    const c = text.charCodeAt(end);
    const isWord =
      (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 45 || c === 95;
    if (!isWord && c !== 46 && !(c >= 0xc0 && c < 0x250)) break;
    end += 1;
  }
  while (end > from && (text[end - 1] === '.' || text[end - 1] === '-')) end -= 1;
  return end;
}

function isDomain(domain: string): boolean {
  if (domain.startsWith('[')) return true;
  return domain.length > 1 && !domain.startsWith('.') && !domain.includes('..');
}

/**
 * The address that a recipient was written to, where it may be told from outside: one of a name without a dot ('fax=1@gateway') is a
 * server's own, and the recipient's is not.
 */
export function outsideName(origin: string | undefined, recipient: string | undefined): string | undefined {
  if (origin === undefined || !origin.includes('@') || origin.toLowerCase() === recipient?.toLowerCase())
    return undefined;
  return isDotted(origin) || !isDotted(recipient) ? origin : undefined;
}

const isDotted = (address = ''): boolean => address.slice(address.lastIndexOf('@') + 1).includes('.');

/** The address of a header or field value: in angle brackets if there are any, else the first one found. */
export function addressOf(value: string): string | undefined {
  const capped = value.slice(0, 2_000);
  const found = findAddresses(capped);
  return (found.find((a) => a.isBracketed) ?? found[0])?.address;
}
