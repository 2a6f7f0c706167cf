/**
 * Fills the shelves about one subject of an audit: a domain, a DKIM selector, a sending address, a mail host. The
 * families ask at the same time; none throws for what DNS or the network does.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { ListedSubject } from '../../findings/facts/listings.ts';
import type { Subject } from '../../findings/finding.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { gatherBimi } from '../bimi/gather-bimi.ts';
import { gatherClientConfig } from '../client-config/gather-client-config.ts';
import { gatherDkimKey } from '../dkim-key/gather-dkim-key.ts';
import { gatherDmarcTree } from '../dmarc-tree/gather-dmarc-tree.ts';
import { gatherMailHost } from '../mail-host/gather-mail-host.ts';
import { gatherEvidence } from '../rejection/index.ts';
import { gatherCaa } from '../routing/caa.ts';
import { gatherRouting } from '../routing/gather-routing.ts';
import { gatherSendingIpShelves } from '../sending-ip/gather-sending-ip.ts';
import { present } from '../shelf.ts';
import { gatherSpfTree } from '../spf-tree/gather-spf-tree.ts';
import { gatherDane } from '../transport/gather-dane.ts';
import { gatherTransport } from '../transport/gather-transport.ts';
import type { AuditContext, GatherWatch, KnownSelector } from './types.ts';

type Part = Promise<Partial<Evidence>>;

async function together(about: Subject, parts: readonly Part[], context: AuditContext): Promise<Evidence> {
  const { watch } = context;
  watch?.begun(parts.length);
  const shelves = await Promise.all(
    watch === undefined ? parts : parts.map((part) => told(part, about, watch)),
  );
  const from = { kind: 'input', where: 'the subject of the audit' } as const;
  return Object.assign({ about: present(about, context.clock, from) }, ...shelves);
}

async function told(part: Part, about: Subject, watch: GatherWatch): Part {
  const shelves = await part;
  watch.gathered(about, shelves);
  return shelves;
}

/** Everything in DNS and HTTPS about a domain that sends and receives mail. */
export function gatherDomain(domain: string, context: AuditContext): Promise<Evidence> {
  return together(
    { kind: 'domain', name: domain },
    [
      gatherRouting(domain, context),
      gatherSpfTree(domain, context),
      gatherDmarcTree(domain, context),
      gatherTransport(domain, context),
      gatherBimi(domain, context),
      gatherClientConfig(domain, context),
    ],
    context,
  );
}

/** The key of one selector; its subject is the name of the record. */
export function gatherSelector(
  domain: string,
  known: KnownSelector,
  context: AuditContext,
): Promise<Evidence> {
  const about = { kind: 'domain', name: `${known.selector}._domainkey.${domain}` } as const;
  return together(about, [gatherDkimKey(domain, known, context)], context);
}

/** An address that sends for a domain: reverse DNS, HELO, SPF, route. `facts.senderIp` is the address. */
export function gatherSendingIp(ip: string, facts: ReplyFacts, context: AuditContext): Promise<Evidence> {
  const wanted = [
    'ptr',
    ...(facts.helo === undefined ? [] : (['helo'] as const)),
    ...(facts.sender === undefined ? [] : (['spf'] as const)),
  ] as const;
  return together(
    { kind: 'ip', name: ip },
    [gatherEvidence(wanted, facts, context), gatherSendingIpShelves(ip, facts, context)],
    context,
  );
}

/** A host that takes mail: its addresses, ports, certificates and who may issue them, DANE. `domains`: whose MX it is, where that is known. */
export function gatherHost(
  host: string,
  context: AuditContext,
  domains: readonly string[] = [],
): Promise<Evidence> {
  const caa = gatherCaa(host, context).then((shelf) => ({ caa: shelf }));
  const parts = [gatherMailHost(host, context, domains), gatherDane(host, context), caa];
  return together({ kind: 'host', name: host }, parts, context);
}

/** What DNS lists say of the addresses and names of an audit; nothing where they are not to be asked. */
export async function gatherListings(
  about: Subject,
  subjects: readonly ListedSubject[],
  context: AuditContext,
): Promise<readonly Evidence[]> {
  const { askLists, signal } = context;
  if (askLists === undefined || subjects.length === 0) return [];
  const listings = askLists(subjects, signal).then((shelf) => ({ listings: shelf }));
  return [await together(about, [listings], context)];
}
