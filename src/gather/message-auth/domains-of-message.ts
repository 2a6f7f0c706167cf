/**
 * The domains to which something comes back from a message: bounces to MAIL FROM (RFC 5321 §3.6.3), answers to From and
 * Reply-To (RFC 5322 §3.6.2). Receivers look whether they exist and take mail before they take the message.
 */
import { isFullName, plainName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { MessageDomainRole } from '../../findings/facts/routing.ts';
import { domainOrBare, parseMailboxList } from '../../wire/address/index.ts';
import { header, parseHeaderBlock } from '../../wire/message/index.ts';
import type { AuditContext } from '../audit/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { gatherMxHosts } from '../routing/mx-hosts.ts';
import { findSoa } from '../routing/soa.ts';
import { computedFrom, present } from '../shelf.ts';

export interface MessageDomain {
  /** Lower case, without the final dot. */
  readonly domain: string;
  readonly roles: readonly MessageDomainRole[];
}

const MAX_MAILBOXES = 5;
const MAX_DOMAINS = 6;
const roles: readonly (readonly [MessageDomainRole, string])[] = [
  ['MAIL FROM', 'return-path'],
  ['From', 'from'],
  ['Reply-To', 'reply-to'],
];

/** Each once, MAIL FROM first, at most six. A null return path names none. */
export function domainsOfMessage(message: Uint8Array): readonly MessageDomain[] {
  const block = parseHeaderBlock(message);
  const found = new Map<string, MessageDomainRole[]>();
  for (const [role, key] of roles) {
    const field = header(block, key);
    if (field === undefined) continue;
    for (const { address } of parseMailboxList(field.rawValue, MAX_MAILBOXES)) {
      const domain = plainName(domainOrBare(address) ?? '');
      if (!isFullName(domain) || canonicalIp(domain) !== undefined) continue;
      const known = found.get(domain) ?? [];
      if (!known.includes(role)) found.set(domain, [...known, role]);
    }
  }
  return [...found].slice(0, MAX_DOMAINS).map(([domain, of]) => ({ domain, roles: of }));
}

/** The shelf messageDomain, about the domain. */
export async function gatherMessageDomain(
  { domain, roles }: MessageDomain,
  context: AuditContext,
): Promise<Evidence> {
  const { clock, signal } = context;
  const recorder = recordingResolver(context.resolver);
  const [routing, soa] = await Promise.all([
    gatherMxHosts(domain, { ...context, resolver: recorder }),
    findSoa(domain, recorder, signal),
  ]);
  const from = { kind: 'input', where: '--message' } as const;
  const about = present({ kind: 'domain', name: domain } as const, clock, from);
  if (routing.state === 'unknown') return { about, messageDomain: routing };
  const isMissing = routing.state === 'absent';
  const value = {
    ...(isMissing ? { domain, mx: [], ownAddresses: [], isMissing } : routing.value),
    roles,
    ...(soa.state === 'found' && { zone: soa.apex }),
    ...(soa.state === 'failed' && { isZoneUnknown: true as const }),
  };
  const source = computedFrom('way back to a domain (RFC 5321 §5.1)', recorder);
  return { about, messageDomain: present(value, clock, source) };
}
