/** The name under which a list is asked about a subject (RFC 5782 §2.1, §2.4, §3). */
import { getDomain } from 'tldts';
import { canonicalIp, reverseName } from '../../base/ip.ts';
import type { DnsObservation } from '../dns/types.ts';
import type { DnsList } from './list-data.ts';

/** Something a DNS list can be asked about. */
export interface ListSubject {
  readonly kind: 'ip' | 'domain';
  readonly name: string;
}

const domainKinds: readonly string[] = ['domain', 'domain-age', 'ip+domain'];
const ipKinds: readonly string[] = ['ip', 'ip-range', 'asn', 'ip-score', 'ip-multi', 'ip+domain'];

/** Does the list hold such subjects? A list of good senders, or one asked by hash, holds none. */
export function holds(list: DnsList, subject: ListSubject): boolean {
  if (subject.kind === 'domain') return domainKinds.includes(list.kind);
  if (subject.name.includes(':'))
    return list.ipv6 === true && (list.kind === 'ip6' || ipKinds.includes(list.kind));
  return ipKinds.includes(list.kind);
}

/** A list that speaks well of senders, or gives them marks: what it says informs. */
export function informs(list: DnsList): boolean {
  return list.kind === 'allow' || list.kind === 'allow-domain' || list.kind === 'ip-score';
}

/** Does the list hold such subjects, lists of good senders among them? */
export function holdsForAudit(list: DnsList, subject: ListSubject): boolean {
  if (list.kind === 'allow')
    return subject.kind === 'ip' && (!subject.name.includes(':') || list.ipv6 === true);
  return list.kind === 'allow-domain' ? subject.kind === 'domain' : holds(list, subject);
}

/** The subject as lists hold it: a canonical address, or the registered domain of a name. Undefined: neither. */
export function listSubject(subject: ListSubject): ListSubject | undefined {
  if (subject.kind === 'ip') {
    const name = canonicalIp(subject.name);
    return name === undefined ? undefined : { kind: 'ip', name };
  }
  const name = getDomain(subject.name, { allowPrivateDomains: true });
  return name === null ? undefined : { kind: 'domain', name };
}

/** The subject's part of the name: octets or nibbles reversed, a domain as it is. */
export function subjectLabels(entry: string): string {
  const bare = entry.startsWith('[') ? entry.slice(1, -1) : entry;
  if (!bare.includes(':') && canonicalIp(bare) === undefined) return bare;
  return reverseName(bare)
    .replace(/\.in-addr\.arpa$/, '')
    .replace(/\.ip6\.arpa$/, '');
}

/** The zone to ask: with the key's label where there is a key. Undefined: it needs a key that nobody gave. */
export function zoneToAsk(list: DnsList, keys: Readonly<Record<string, string>>): string | undefined {
  const key = keys[list.zone];
  if (key !== undefined && list.keyedZone !== undefined) return list.keyedZone.replace('{key}', () => key);
  return list.needsKey ? undefined : list.zone;
}

/** RFC 5782 §5: the entry that no working list holds, of the same family as the subject. */
export function negativeTest(list: DnsList, subject: ListSubject): string {
  if (subject.kind === 'ip' && subject.name.includes(':')) return '::ffff:7f00:1';
  const isFitting = (entry: string): boolean => !entry.includes(':');
  return list.test.negative.find(isFitting) ?? (subject.kind === 'ip' ? '127.0.0.1' : 'invalid');
}

/** The addresses that a list answered with. */
export function addressesOf(found: Extract<DnsObservation, { state: 'present' }>): readonly string[] {
  return found.value.records.flatMap((record) => (record.type === 'A' ? [record.address] : []));
}
