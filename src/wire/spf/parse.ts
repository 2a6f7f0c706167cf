/**
 * Reads an SPF record (RFC 7208 §4.5, §4.6, ABNF §12), all of it: an error in a term that evaluation never reaches
 * still makes the record a permerror, so every term is read and every fault is named with its place.
 *
 * Limit: 4,096 characters, beyond which nothing is read.
 */
import ipaddr from 'ipaddr.js';
import type { Result } from '../../base/result.ts';
import { checkDomainSpec, isMacroString } from './domain-spec.ts';
import type {
  SpfMechanism,
  SpfMechanismName,
  SpfProblem,
  SpfProblemCode,
  SpfQualifier,
  SpfRecord,
  SpfSpan,
  SpfTerm,
} from './types.ts';
import { spfMechanisms } from './types.ts';

const maxRecordLength = 4096;
const modifierName = /^[a-z][a-z0-9\-_.]*$/i;
const dottedQuad = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** True where a TXT record is SPF: 'v=spf1' alone or followed by a space (RFC 7208 §4.5). */
export function isSpfRecord(text: string): boolean {
  return text.slice(0, 6).toLowerCase() === 'v=spf1' && (text.length === 6 || text[6] === ' ');
}

/** Reads the record; the problem of a failure is the first one that `readSpfRecord` finds. */
export function parseSpfRecord(text: string): Result<SpfRecord, SpfProblem> {
  const { record, problems } = readSpfRecord(text);
  const first = problems[0];
  return first === undefined ? { ok: true, value: record } : { ok: false, problem: first };
}

/** Reads what can be read and lists every fault, in the order of the text. */
export function readSpfRecord(text: string): {
  readonly record: SpfRecord;
  readonly problems: readonly SpfProblem[];
} {
  const whole = { start: 0, end: text.length };
  if (!isSpfRecord(text)) return unreadable(text, 'not-spf', 'the text does not begin with "v=spf1"', whole);
  if (text.length > maxRecordLength) {
    return unreadable(text, 'too-long', `the record is longer than ${maxRecordLength} characters`, whole);
  }
  const terms: SpfTerm[] = [];
  const problems: SpfProblem[] = [];
  for (const { word, span } of wordsOf(text)) {
    const read = readTerm(word, span);
    if ('code' in read) problems.push(read);
    else terms.push(read);
  }
  problems.push(...repeatedModifiers(terms));
  problems.sort((a, b) => a.span.start - b.span.start);
  return { record: { text, terms }, problems };
}

function unreadable(text: string, code: SpfProblemCode, message: string, span: SpfSpan) {
  return { record: { text, terms: [] }, problems: [{ code, message, term: text.slice(0, 60), span }] };
}

/** Terms are separated by spaces only (RFC 7208 §4.6.1); the version is left out. */
function* wordsOf(text: string): Generator<{ word: string; span: SpfSpan }> {
  let start = 6;
  while (start < text.length) {
    if (text[start] === ' ') {
      start += 1;
      continue;
    }
    const space = text.indexOf(' ', start);
    const end = space < 0 ? text.length : space;
    yield { word: text.slice(start, end), span: { start, end } };
    start = end;
  }
}

function problem(code: SpfProblemCode, message: string, term: string, span: SpfSpan): SpfProblem {
  return { code, message, term, span };
}

function readTerm(word: string, span: SpfSpan): SpfTerm | SpfProblem {
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index);
    // RFC 7208 §3.1: 7-bit printable characters only.
    if (code < 0x21 || code > 0x7e) {
      return problem(
        'bad-character',
        `character ${code} at offset ${span.start + index} is not allowed`,
        word,
        span,
      );
    }
  }
  const equals = word.indexOf('=');
  const separator = indexOfSeparator(word);
  // RFC 7208 §4.6.1: a name followed by '=' is a modifier.
  if (equals >= 0 && (separator < 0 || equals < separator)) return readModifier(word, equals, span);
  return readMechanism(word, separator, span);
}

function indexOfSeparator(word: string): number {
  const colon = word.indexOf(':');
  const slash = word.indexOf('/');
  if (colon < 0) return slash;
  return slash < 0 ? colon : Math.min(colon, slash);
}

function readModifier(word: string, equals: number, span: SpfSpan): SpfTerm | SpfProblem {
  const name = word.slice(0, equals);
  const value = word.slice(equals + 1);
  if (!modifierName.test(name))
    return problem('bad-modifier-name', `"${name}" is no name of a modifier`, word, span);
  const key = name.toLowerCase();
  if (key === 'redirect' || key === 'exp') {
    const fault = domainFault(value, word, span);
    if (fault !== undefined) return fault;
  } else if (!isMacroString(value)) {
    // RFC 7208 §6: an unknown modifier is ignored, but its value must be a macro-string.
    return problem('bad-macro', `the value of "${name}" is no macro-string`, word, span);
  }
  return { kind: 'modifier', name: key, value, text: word, span };
}

function domainFault(value: string, word: string, span: SpfSpan): SpfProblem | undefined {
  const verdict = checkDomainSpec(value);
  if (verdict === 'ok') return undefined;
  const message =
    verdict === 'bad-macro' ? `"${value}" has a malformed macro` : `"${value}" is no domain name`;
  return problem(verdict, message, word, span);
}

const qualifiers = '+-~?';

function readMechanism(word: string, separator: number, span: SpfSpan): SpfTerm | SpfProblem {
  const hasQualifier = qualifiers.includes(word[0] ?? ' ');
  const name = word.slice(hasQualifier ? 1 : 0, separator < 0 ? word.length : separator).toLowerCase();
  if (!isMechanismName(name)) return problem('unknown-mechanism', `"${name}" is no mechanism`, word, span);
  const qualifier = (hasQualifier ? word[0] : '+') as SpfQualifier;
  const base = { kind: 'mechanism' as const, name, qualifier, text: word, span };
  const rest = separator < 0 ? '' : word.slice(separator);
  switch (name) {
    case 'all':
      return rest === '' ? base : problem('unexpected-value', '"all" takes no value', word, span);
    case 'ip4':
    case 'ip6':
      return readNetwork(base, rest);
    case 'a':
    case 'mx':
      return readAddressMechanism(base, rest);
    default:
      return readDomainMechanism(base, rest);
  }
}

function isMechanismName(name: string): name is SpfMechanismName {
  return (spfMechanisms as readonly string[]).includes(name);
}

/** include, exists (domain required), ptr (domain optional): RFC 7208 §5.2, §5.5, §5.7. */
function readDomainMechanism(base: SpfMechanism, rest: string): SpfTerm | SpfProblem {
  if (rest === '' && base.name === 'ptr') return base;
  if (!rest.startsWith(':')) {
    return problem('missing-domain', `"${base.name}" needs ":" and a domain`, base.text, base.span);
  }
  const domainSpec = rest.slice(1);
  return domainFault(domainSpec, base.text, base.span) ?? { ...base, domainSpec };
}

/** a and mx with dual-cidr-length (RFC 7208 §5.3, §5.4, §5.6). */
function readAddressMechanism(base: SpfMechanism, rest: string): SpfTerm | SpfProblem {
  const { body, prefix4, prefix6 } = splitDualCidr(rest);
  for (const [text, most] of [
    [prefix4, 32],
    [prefix6, 128],
  ] as const) {
    if (text !== undefined && prefixLength(text, most) === undefined) {
      return problem('bad-prefix', `"${text}" is no prefix length from 0 to ${most}`, base.text, base.span);
    }
  }
  if (body !== '' && !body.startsWith(':')) {
    return problem('unexpected-value', `"${body}" cannot follow "${base.name}"`, base.text, base.span);
  }
  if (body !== '') {
    const fault = domainFault(body.slice(1), base.text, base.span);
    if (fault !== undefined) return fault;
  }
  return {
    ...base,
    ...(body === '' ? {} : { domainSpec: body.slice(1) }),
    ...(prefix4 === undefined ? {} : { prefix4: Number(prefix4) }),
    ...(prefix6 === undefined ? {} : { prefix6: Number(prefix6) }),
  };
}

const onlyDigits = /^\d*$/;

/** A '/' inside a domain-spec (it is a legal macro-literal) stays in the body: only trailing digits are lengths. */
function splitDualCidr(rest: string): { body: string; prefix4?: string; prefix6?: string } {
  let body = rest;
  let prefix6: string | undefined;
  const double = body.lastIndexOf('//');
  if (double >= 0 && onlyDigits.test(body.slice(double + 2))) {
    prefix6 = body.slice(double + 2);
    body = body.slice(0, double);
  }
  let prefix4: string | undefined;
  const single = body.lastIndexOf('/');
  if (single >= 0 && onlyDigits.test(body.slice(single + 1))) {
    prefix4 = body.slice(single + 1);
    body = body.slice(0, single);
  }
  return {
    body,
    ...(prefix4 === undefined ? {} : { prefix4 }),
    ...(prefix6 === undefined ? {} : { prefix6 }),
  };
}

/** RFC 7208 §5.6: no leading zeros. */
function prefixLength(text: string, most: number): number | undefined {
  if (text === '' || text.length > 3 || !onlyDigits.test(text)) return undefined;
  if (text.length > 1 && text.startsWith('0')) return undefined;
  return Number(text) <= most ? Number(text) : undefined;
}

function readNetwork(base: SpfMechanism, rest: string): SpfTerm | SpfProblem {
  const slash = rest.indexOf('/');
  const network = rest.slice(1, slash < 0 ? rest.length : slash);
  const isGood = base.name === 'ip4' ? isIp4Network(network) : isIp6Network(network);
  if (!rest.startsWith(':') || !isGood) {
    return problem(
      'bad-ip',
      `"${network}" is no ${base.name === 'ip4' ? 'IPv4' : 'IPv6'} address`,
      base.text,
      base.span,
    );
  }
  if (slash < 0) return { ...base, network };
  const most = base.name === 'ip4' ? 32 : 128;
  const prefix = prefixLength(rest.slice(slash + 1), most);
  if (prefix === undefined) {
    return problem(
      'bad-prefix',
      `"${rest.slice(slash + 1)}" is no prefix length from 0 to ${most}`,
      base.text,
      base.span,
    );
  }
  return { ...base, network, ...(base.name === 'ip4' ? { prefix4: prefix } : { prefix6: prefix }) };
}

/** qnum of RFC 7208 §12: no leading zeros, each at most 255. */
function isIp4Network(text: string): boolean {
  if (!dottedQuad.test(text)) return false;
  return text.split('.').every((part) => Number(part) <= 255 && (part.length === 1 || !part.startsWith('0')));
}

function isIp6Network(text: string): boolean {
  return text.length <= 45 && text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text);
}

/** RFC 7208 §6: redirect and exp appear at most once. */
function repeatedModifiers(terms: readonly SpfTerm[]): SpfProblem[] {
  const seen = new Set<string>();
  const problems: SpfProblem[] = [];
  for (const term of terms) {
    if (term.kind !== 'modifier' || (term.name !== 'redirect' && term.name !== 'exp')) continue;
    if (seen.has(term.name)) {
      problems.push(
        problem('repeated-modifier', `"${term.name}" appears more than once`, term.text, term.span),
      );
    }
    seen.add(term.name);
  }
  return problems;
}
