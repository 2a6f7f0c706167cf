/** Trace fields (RFC 5321 §4.4) read for one question: which host handed the message over, and to whom. */

import { CharSet } from '../../base/char-set.ts';
import { SPACES, singleSpaced } from '../../base/spaces.ts';
import type { Writable } from '../../base/writable.ts';

export interface ReceivedHop {
  /** Name given in HELO or EHLO, as far as the field tells. */
  readonly helo?: string;
  /** Address the receiving host saw. */
  readonly ip?: string;
  /** Host that wrote the field. */
  readonly by?: string;
  /** Address in the 'for' clause. */
  readonly forAddress?: string;
  /** Reverse-path named in a comment ('envelope-from <…>', 'envelope-sender <…>'). */
  readonly reversePath?: string;
  readonly hasFrom: boolean;
}

const MAX_FIELD = 1_000;

/** Reads one Received field; words it does not know are skipped. */
export function parseReceived(value: string): ReceivedHop {
  const text = singleSpaced(value.slice(0, MAX_FIELD));
  const lower = text.toLowerCase();
  const byAt = lower.startsWith('by ') ? 0 : indexOfClause(lower, ' by ');
  const hasFrom = lower.startsWith('from ');
  const fromText = hasFrom ? text.slice(5, byAt > 0 ? byAt : undefined) : '';
  const helo = hasFrom ? heloOf(fromText) : undefined;
  const ip = hasFrom ? ipOf(fromText) : undefined;
  const by = byAt < 0 ? undefined : hostAt(text, byAt + (byAt === 0 ? 3 : 4));
  const forAt = lower.indexOf(' for <');
  const forEnd = forAt < 0 ? -1 : text.indexOf('>', forAt);
  const forAddress = forEnd > 0 ? text.slice(forAt + 6, forEnd) : undefined;
  const reversePath = envelopeSender(text, lower);
  const hop: Writable<ReceivedHop> = { hasFrom };
  if (helo) hop.helo = helo;
  if (ip) hop.ip = ip;
  if (by) hop.by = by;
  if (forAddress) hop.forAddress = forAddress;
  if (reversePath !== undefined) hop.reversePath = reversePath;
  return hop;
}

function indexOfClause(lower: string, word: string): number {
  let depth = 0;
  for (let i = 0; i < lower.length; i++) {
    const c = lower.charCodeAt(i);
    if (c === 40) depth += 1;
    else if (c === 41 && depth > 0) depth -= 1;
    else if (c === 32 && depth === 0 && lower.startsWith(word, i)) return i;
  }
  return lower.indexOf(word);
}

function hostAt(text: string, at: number): string | undefined {
  const end = text.indexOf(' ', at);
  const host = text
    .slice(at, end < 0 ? undefined : end)
    .replace(/[;,]/g, '')
    .toLowerCase();
  return isHostName(host) ? host : undefined;
}

function heloOf(from: string): string | undefined {
  // qmail: 'from unknown (HELO name) (ip)'; Exim: 'from rdns ([ip] helo=name)'.
  for (const mark of ['(HELO ', '(EHLO ', '(helo ', 'helo=', 'ehlo=']) {
    const at = from.indexOf(mark);
    if (at < 0) continue;
    const start = at + mark.length;
    const name = from.slice(start, HELO_ENDS.indexIn(from, start)).toLowerCase();
    if (name !== '') return name.startsWith('[') ? name.slice(1) : name;
  }
  const first = from.slice(0, NAME_ENDS.indexIn(from)).toLowerCase();
  return isHostName(first) ? first : undefined;
}

function isHostName(name: string): boolean {
  return name.length > 1 && name.length < 256 && /^[a-z0-9_][a-z0-9._-]*$/.test(name) && name !== 'unknown';
}

const HELO_ENDS = new CharSet(`${SPACES}()]`);
const NAME_ENDS = new CharSet(`${SPACES}(`);
const TOKEN_ENDS = new CharSet(`${SPACES}()[],;=`);

function ipOf(from: string): string | undefined {
  let found: string | undefined;
  let next = 0;
  for (let at = 0; at < from.length; at = next + 1) {
    next = TOKEN_ENDS.indexIn(from, at);
    if (next - at < 3) continue;
    const token = from.slice(at, next);
    const text = token.toLowerCase().startsWith('ipv6:') ? token.slice(5) : token;
    if (!isIp(text)) continue;
    found ??= text;
    if (isPublicIp(text)) return text;
  }
  return found;
}

/** True for a dotted IPv4 address or an IPv6 address in text form. */
export function isIp(text: string): boolean {
  if (text.length < 3 || text.length > 45) return false;
  const colon = text.indexOf(':');
  if (colon >= 0) return text.includes(':', colon + 1) && /^[0-9a-fA-F:][0-9a-fA-F:.]+$/.test(text);
  const first = text.charCodeAt(0);
  if (first < 0x30 || first > 0x39 || !/^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(text)) return false;
  return text.split('.').every((p) => Number(p) <= 255);
}

/** False for addresses that never cross the public Internet (RFC 1918, RFC 6598, RFC 3927, RFC 4193, loopback). */
export function isPublicIp(ip: string): boolean {
  if (ip.includes(':')) {
    const lower = ip.toLowerCase();
    return !(
      lower === '::1' ||
      /^f[cd]/.test(lower) ||
      /^fe[89ab]/.test(lower) ||
      lower.startsWith('::ffff:')
    );
  }
  const [a = 0, b = 0] = ip.split('.', 2).map(Number);
  if (a === 10 || a === 127 || a === 0 || a >= 224) return false;
  if (a === 172 && b >= 16 && b <= 31) return false;
  if (a === 100 && b >= 64 && b <= 127) return false;
  return !((a === 192 && b === 168) || (a === 169 && b === 254));
}

function envelopeSender(text: string, lower: string): string | undefined {
  for (const mark of ['envelope-from <', 'envelope-sender <', 'envelope sender: <', 'envelope-from=<']) {
    const at = lower.indexOf(mark);
    if (at < 0) continue;
    const end = text.indexOf('>', at);
    if (end > 0) return text.slice(at + mark.length, end);
  }
  return undefined;
}
