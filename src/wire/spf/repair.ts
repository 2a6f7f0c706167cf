/** What a faulty term was probably meant to be: the slips that people make, each with one plain meaning. */
import ipaddr from 'ipaddr.js';
import { parseSpfRecord, readSpfRecord } from './parse.ts';

/** One or more well-formed terms in place of the faulty one; undefined where nothing is plain. */
export function suggestTerms(term: string): string | undefined {
  if (term.length > 512) return undefined;
  return candidates(term).find((text) => text !== term && isGood(text));
}

/** The record with every faulty term replaced; undefined where one has no plain meaning, or nothing was wrong. */
export function repairRecord(text: string): string | undefined {
  const { problems } = readSpfRecord(text);
  if (problems.length === 0 || problems.length > 20) return undefined;
  let repaired = text;
  for (const { term, span } of problems.toReversed()) {
    const better = suggestTerms(term);
    if (better === undefined) return undefined;
    repaired = `${repaired.slice(0, span.start)}${better}${repaired.slice(span.end)}`;
  }
  return parseSpfRecord(repaired).ok ? repaired : undefined;
}

const isGood = (terms: string): boolean => parseSpfRecord(`v=spf1 ${terms}`).ok;

function candidates(term: string): readonly string[] {
  const bare = withoutEnds(term);
  const [qualifier, body] = '+-~?'.includes(bare.charAt(0) || ' ')
    ? [bare.charAt(0), bare.slice(1)]
    : ['', bare];
  const separator = body.search(/[:=/]/);
  const name = (separator < 0 ? body : body.slice(0, separator)).toLowerCase();
  const value = separator < 0 ? '' : body.slice(separator + 1);
  const out = [spaced(term), bare, ...glued(bare)];
  const add = (text: string): void => {
    out.push(`${qualifier}${text}`);
  };
  if (separator < 0 && isAddress(body)) add(`${familyName(body)}:${body}`);
  if (name === 'redirect' || name === 'exp') out.push(`${name}=${value}`);
  if (['ip', 'ipv4', 'ipv6', 'ip4', 'ip6', 'a', 'mx', 'include'].includes(name)) {
    const network = withoutPort(value);
    if (isAddress(network)) add(`${familyName(network)}:${withoutZeros(network)}`);
    else if (name.startsWith('ip') && network.includes('.')) add(`a:${network}`);
  }
  return out;
}

/** Marks that belong to prose or to another list, not to SPF. */
function withoutEnds(term: string): string {
  const marks = ',;."\'`\\';
  let [start, end] = [0, term.length];
  while (end > start && marks.includes(term.charAt(end - 1))) end -= 1;
  while (start < end && marks.includes(term.charAt(start))) start += 1;
  return term.slice(start, end);
}

/** Tabs, line ends and no-break spaces as the spaces that they were meant to be. */
function spaced(term: string): string {
  let out = '';
  for (const char of term) {
    const isBlank = char < ' ' || char === '\u00a0' || char === '\u00c2';
    if (!isBlank) out += char;
    else if (out !== '' && !out.endsWith(' ')) out += ' ';
  }
  return out.trim();
}

const starts = ['include:', 'ip4:', 'ip6:', 'exists:', 'redirect=', 'mx:', '-all', '~all', '?all', '+all'];

/** Two terms without the blank between them. */
function glued(term: string): readonly string[] {
  const lower = term.toLowerCase();
  return starts.flatMap((start) => {
    const at = lower.indexOf(start, 1);
    return at < 1 ? [] : [`${term.slice(0, at)} ${term.slice(at)}`];
  });
}

/** Most words are none; the expressions that decide are long. */
const LOOKS_LIKE_IP = /^[0-9a-fA-F:.]+$/;

function isAddress(network: string): boolean {
  const slash = network.indexOf('/');
  const address = slash < 0 ? network : network.slice(0, slash);
  if (address.length > 45 || !LOOKS_LIKE_IP.test(address)) return false;
  return address.includes(':') ? ipaddr.IPv6.isValid(address) : ipaddr.IPv4.isValidFourPartDecimal(address);
}

const familyName = (network: string): 'ip4' | 'ip6' => (network.includes(':') ? 'ip6' : 'ip4');

/** '192.0.2.1:25' without the port. */
function withoutPort(value: string): string {
  const parts = value.split(':');
  return parts.length === 2 && /^\d{1,5}$/.test(parts[1] ?? '') ? (parts[0] ?? '') : value;
}

/** A prefix length without leading zeros. */
const withoutZeros = (network: string): string => network.replace(/\/\/?0+(?=\d)/, '/').replace('//', '/');
