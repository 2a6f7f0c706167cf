/** What a message says about a question: records, none, or nothing that can be relied on (RFC 1034 §4.3, RFC 2308). */
import { failed, type Problem, type Result } from '../../base/result.ts';
import type { DnsMessage } from './packet.ts';
import type { DnsAnswer, DnsRecord, DnsSignature, DnsType } from './types.ts';

export type Reading =
  | { readonly state: 'present'; readonly value: DnsAnswer; readonly ttlSeconds: number }
  /** `ttlSeconds` is missing where no SOA allows to remember the answer (RFC 2308 §5). */
  | { readonly state: 'absent'; readonly ttlSeconds?: number };

/** The longest alias chain that is followed. */
const maxChain = 16;

/** Problems: 'servfail', 'refused', 'formerr', 'bad-answer'. */
export function readAnswer(message: DnsMessage, name: string, type: DnsType): Result<Reading> {
  const problem = problemOf(message, name, type);
  if (problem !== undefined) return { ok: false, problem };
  const { owner, chain } = followAliases(message.answers, name, type);
  const records = message.answers.filter((record) => isOf(record, owner, type));
  if (records.length > 0) {
    const ttls = [...chain, ...records].map((record) => record.ttl);
    const signatures = message.answers.filter((record) => isOver(record, owner, type));
    const value = { records, chain, ...(signatures.length > 0 && { signatures }) };
    return { ok: true, value: { state: 'present', value, ttlSeconds: Math.min(...ttls) } };
  }
  const soa = message.authorities.find((record) => record.type === 'SOA');
  if (soa === undefined && message.rcode === 'NOERROR') {
    if (chain.length > 0) {
      return failed(
        'bad-answer',
        `The answer for ${name} ends at the alias ${owner} and says nothing about it.`,
      );
    }
    const isReferral = message.authorities.some((record) => record.type === 'NS');
    // RFC 1034 §4.3.1: a server that neither knows nor recurses points elsewhere; that is no "does not exist".
    if (isReferral && !message.isAuthoritative) {
      return failed(
        'bad-answer',
        `The server does not resolve names: it points to other servers for ${name}.`,
      );
    }
  }
  // RFC 2308 §5: the lesser of the SOA's own TTL and its MINIMUM field.
  const ttl =
    soa === undefined ? {} : { ttlSeconds: Math.min(soa.ttl, soa.minimum, ...chain.map((c) => c.ttl)) };
  return { ok: true, value: { state: 'absent', ...ttl } };
}

function problemOf(message: DnsMessage, name: string, type: DnsType): Problem | undefined {
  const asked = `${name} ${type}`;
  const reason = message.extendedErrors.join('; ');
  const why = reason === '' ? '' : ` (${reason})`;
  const data = { question: asked, ...(reason !== '' && { reason }) };
  switch (message.rcode) {
    case 'NOERROR':
    case 'NXDOMAIN':
      return undefined;
    case 'SERVFAIL':
      return {
        code: 'servfail',
        message: `The resolver could not find out: SERVFAIL for ${asked}${why}.`,
        data,
      };
    case 'REFUSED':
      return { code: 'refused', message: `The server refuses to answer: REFUSED for ${asked}${why}.`, data };
    case 'FORMERR':
      return {
        code: 'formerr',
        message: `The server could not read the question: FORMERR for ${asked}${why}.`,
        data,
      };
    default:
      return {
        code: 'bad-answer',
        message: `The server answered ${message.rcode} for ${asked}${why}.`,
        data,
      };
  }
}

/** RFC 1034 §3.6.2: the answer section holds the chain; a name is visited once. */
function followAliases(
  answers: readonly DnsRecord[],
  name: string,
  type: DnsType,
): { readonly owner: string; readonly chain: readonly DnsRecord[] } {
  const chain: DnsRecord[] = [];
  const seen = new Set<string>();
  let owner = name;
  while (type !== 'CNAME' && chain.length < maxChain && !seen.has(owner)) {
    seen.add(owner);
    const alias = answers.find((record) => isOf(record, owner, 'CNAME'));
    if (alias === undefined || !('target' in alias)) break;
    chain.push(alias);
    owner = alias.target.toLowerCase();
  }
  return { owner, chain };
}

function isOf(record: DnsRecord, owner: string, type: DnsType): boolean {
  const recordType = record.type === 'OTHER' ? record.rrtype : record.type;
  return recordType === type && record.name.toLowerCase() === owner;
}

function isOver(signature: DnsRecord, owner: string, type: DnsType): signature is DnsSignature {
  return (
    signature.type === 'RRSIG' && signature.typeCovered === type && signature.name.toLowerCase() === owner
  );
}
