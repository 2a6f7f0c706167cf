/**
 * What the signatures of a message cover (DKIM: RFC 6376 §3.4, §3.7, §5.4.2; ARC: RFC 8617 §4.1), as text to be compared: nothing
 * is hashed and no key is asked for. Where the coverage of two messages is the same, their signatures verify alike.
 * Limits: 256 kB of header, 20 signatures.
 */
import { CR, isWsp, LF, latin1 } from '../../base/bytes.ts';
import { headerFields } from './signature.ts';
import { parseTagList, type TagList, tagValue } from './tag-list.ts';

export interface SignatureCoverage {
  readonly scheme: 'DKIM' | 'ARC';
  /** d=, lower case; '' where it is not there. */
  readonly domain: string;
  /** The signed fields in the form that the signature names (c=), its own field last. */
  readonly header: string;
  readonly body: BodyCoverage;
}

export interface BodyCoverage {
  readonly isRelaxed: boolean;
  /** l=: so many octets of the body in its canonical form; not there: all of it. */
  readonly octets?: number;
}

const MAX_SIGNATURES = 20;

interface Field {
  /** Lower case. */
  readonly name: string;
  /** With its name and its line ends. */
  readonly text: string;
}

/** Coverage of every signature in a header, from its first field on; in the order they stand. */
export function signatureCoverages(header: Uint8Array): readonly SignatureCoverage[] {
  const fields: Field[] = [];
  const signatures: Field[] = [];
  for (const { name, range } of headerFields(header)) {
    const field = { name, text: latin1(header, range.start, range.end) };
    fields.push(field);
    if (isSignature(name) && signatures.length < MAX_SIGNATURES) signatures.push(field);
  }
  if (signatures.length === 0) return [];
  const byName = new Map<string, Field[]>();
  for (const field of fields) {
    const same = byName.get(field.name);
    if (same === undefined) byName.set(field.name, [field]);
    else same.push(field);
  }
  return signatures.map((own) => coverageOf(own, fields, byName));
}

const isSignature = (name: string): boolean =>
  name === 'dkim-signature' || name === 'arc-message-signature' || name === 'arc-seal';

function coverageOf(
  own: Field,
  fields: readonly Field[],
  byName: ReadonlyMap<string, readonly Field[]>,
): SignatureCoverage {
  const tags = parseTagList(own.text.slice(own.text.indexOf(':') + 1).replaceAll(/[\r\n]+/g, ''));
  const domain = (tagValue(tags, 'd') ?? '').toLowerCase();
  // RFC 8617 §5.1.1: a seal covers every field of the sets, and no body.
  if (own.name === 'arc-seal') {
    const sets = fields.filter(({ name }) => name.startsWith('arc-'));
    return {
      scheme: 'ARC',
      domain,
      header: sets.map(relaxed).join(''),
      body: { isRelaxed: true, octets: 0 },
    };
  }
  const [ofHeader = 'simple', ofBody = 'simple'] = (tagValue(tags, 'c') ?? '').toLowerCase().split('/');
  const form = ofHeader.trim() === 'relaxed' ? relaxed : simple;
  const signed = selected(tagValue(tags, 'h') ?? '', byName);
  return {
    scheme: own.name === 'dkim-signature' ? 'DKIM' : 'ARC',
    domain,
    header: [...signed, own].map(form).join(''),
    body: { isRelaxed: ofBody.trim() === 'relaxed', ...lengthOf(tags) },
  };
}

/** RFC 6376 §5.4.2: of several fields of a name the last first; a name more often than fields stands for nothing. */
function selected(names: string, byName: ReadonlyMap<string, readonly Field[]>): readonly Field[] {
  const taken = new Map<string, number>();
  return names.split(':').flatMap((name) => {
    const key = name.trim().toLowerCase();
    const count = (taken.get(key) ?? 0) + 1;
    taken.set(key, count);
    return byName.get(key)?.at(-count) ?? [];
  });
}

function lengthOf(tags: TagList): { readonly octets?: number } {
  const value = tagValue(tags, 'l') ?? '';
  return /^[0-9]{1,15}$/.test(value) ? { octets: Number(value) } : {};
}

const simple = ({ text }: Field): string => text;

/** RFC 6376 §3.4.2. */
function relaxed({ name, text }: Field): string {
  const value = text.slice(text.indexOf(':') + 1).replaceAll(/[ \t\r\n]+/g, ' ');
  return `${name}:${value.trim()}\r\n`;
}

/**
 * Raw offset behind the body that a signature covers. Where l= ends within a line, or in empty lines, the whole line, or the next
 * that is not empty, counts as covered (RFC 6376 §3.4.3, §3.4.4). Linear.
 */
export function coveredBodyEnd(raw: Uint8Array, bodyStart: number, body: BodyCoverage): number {
  if (body.octets === undefined) return raw.length;
  if (body.octets === 0) return bodyStart;
  let octets = 0;
  let at = bodyStart;
  while (at < raw.length) {
    const found = raw.indexOf(LF, at);
    const next = found < 0 ? raw.length : found + 1;
    let end = found < 0 ? raw.length : found;
    if (end > at && raw[end - 1] === CR) end--;
    const length = body.isRelaxed ? relaxedLength(raw, at, end) : end - at;
    octets += length + 2;
    at = next;
    if (octets >= body.octets && length > 0) return at;
  }
  return raw.length;
}

/** White space within the line counts as one octet, that at its end not at all. */
function relaxedLength(raw: Uint8Array, start: number, end: number): number {
  let length = 0;
  let isPending = false;
  for (let at = start; at < end; at++) {
    if (isWsp(raw[at])) isPending = true;
    else {
      length += isPending ? 2 : 1;
      isPending = false;
    }
  }
  return length;
}
