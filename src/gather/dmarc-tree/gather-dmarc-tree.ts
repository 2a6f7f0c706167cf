/**
 * Gathers a domain's DMARC (RFC 9989): the tree walk, the record that applies and what it makes of the domain, records
 * that lie where nobody looks, and whether the reports asked for can arrive.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { DmarcTreeFacts, DmarcWalkStep } from '../../findings/facts/dmarc-tree.ts';
import {
  applicableRecord,
  effectivePolicy,
  isDmarcRecord,
  organizationalDomain,
  parseDmarcRecord,
  type WalkResult,
} from '../../wire/dmarc/index.ts';
import type { AuditContext } from '../audit/types.ts';
import type { Resolver } from '../dns/types.ts';
import { nameExists, walkTree } from '../mail-auth/dmarc-walk.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { computedFrom, present, unknown } from '../shelf.ts';
import { gatherReportTargets } from './report-targets.ts';

const maxKept = 4;

/** The shelf dmarcTree. Unknown where a failed question leaves open which record applies. */
export async function gatherDmarcTree(domain: string, context: AuditContext): Promise<Partial<Evidence>> {
  const resolver = recordingResolver(context.resolver);
  const { signal, clock } = context;
  const walk = await walkTree(domain, resolver, signal);
  const hasOwn = walk.found[0]?.domain === domain;
  const isOpen = walk.isBroken && !hasOwn;
  const facts = isOpen ? undefined : await factsOf({ domain, walk, hasOwn, resolver, signal });
  const from = computedFrom('DMARC (RFC 9989)', resolver);
  if (facts !== undefined) return { dmarcTree: present(facts, clock, from) };
  const why = resolver.failure() ?? { code: 'servfail', message: `_dmarc.${domain} was not answered.` };
  return { dmarcTree: unknown(why, clock, from) };
}

interface Walked {
  readonly domain: string;
  readonly walk: WalkResult;
  readonly hasOwn: boolean;
  readonly resolver: Resolver;
  readonly signal: AbortSignal | undefined;
}

async function factsOf(walked: Walked): Promise<DmarcTreeFacts> {
  const { domain, walk, hasOwn, resolver, signal } = walked;
  const applied = applicableRecord(domain, walk.found);
  const organization = walk.isBroken ? undefined : organizationalDomain(domain, walk.found);
  const [aliases, misplaced, policy, reportTargets] = await Promise.all([
    aliasesOf(domain, resolver, signal),
    hasOwn ? [] : searchNearby(domain, resolver, signal),
    policyOf(applied?.text, walked),
    applied === undefined
      ? []
      : gatherReportTargets(
          { record: applied.text, recordDomain: applied.domain, organization },
          resolver,
          signal,
        ),
  ]);
  return {
    domain,
    walk: walk.steps.map(({ domain: place, texts }) => stepOf(place, texts)),
    isBroken: walk.isBroken,
    aliases,
    ...(applied !== undefined && { recordDomain: applied.domain, record: applied.text }),
    ...(organization !== undefined && { organizationalDomain: organization }),
    ...policy,
    misplaced,
    reportTargets,
  };
}

function stepOf(domain: string, texts: readonly string[] | 'unknown'): DmarcWalkStep {
  const name = `_dmarc.${domain}`;
  if (texts === 'unknown') return { name, records: 'unknown', lookalikes: [] };
  const records = texts.filter(isDmarcRecord).slice(0, maxKept);
  return { name, records, lookalikes: texts.filter(isLookalike).slice(0, maxKept) };
}

/** Meant as a DMARC record, and none: wrong capitals, quotes, another version, tags in another order. */
function isLookalike(text: string): boolean {
  return !isDmarcRecord(text) && /dmarc|(^|;)\s*p\s*=\s*(none|quarantine|reject)/i.test(text.slice(0, 500));
}

async function policyOf(
  text: string | undefined,
  { domain, hasOwn, resolver, signal }: Walked,
): Promise<Pick<DmarcTreeFacts, 'effectivePolicy' | 'policyTag'>> {
  const parsed = text === undefined ? undefined : parseDmarcRecord(text);
  if (parsed?.ok !== true) return {};
  const existing = effectivePolicy(parsed.value, !hasOwn, true);
  const missing = effectivePolicy(parsed.value, !hasOwn, false);
  // Whether the domain exists is asked only where np would say something else (RFC 9989 §4.10.1).
  const exists = existing.policy === missing.policy ? true : await nameExists(domain, resolver, signal);
  if (exists === 'unknown') return {};
  const { tag, policy } = exists ? existing : missing;
  return { effectivePolicy: policy, policyTag: tag };
}

async function aliasesOf(
  domain: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  // Asked by the walk already: the recorder gives the same answer.
  const answer = await resolver.lookup(`_dmarc.${domain}`, 'TXT', signal);
  const chain = answer.state === 'present' ? answer.value.chain : [];
  return chain.flatMap((record) => (record.type === 'CNAME' ? record.target : [])).slice(0, maxKept);
}

/** Where records are put by mistake: the domain itself, the domain twice, 'dmarc' without the underscore. */
async function searchNearby(
  domain: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<DmarcTreeFacts['misplaced']> {
  const names = [domain, `_dmarc.${domain}.${domain}`, `dmarc.${domain}`].filter(
    ({ length }) => length <= 253,
  );
  const found = await Promise.all(
    names.map(async (name) => {
      const answer = await resolver.lookup(name, 'TXT', signal);
      const records = answer.state === 'present' ? answer.value.records : [];
      const record = records.find((one) => one.type === 'TXT' && isDmarcRecord(one.text));
      return record?.type === 'TXT' ? [{ name, record: record.text }] : [];
    }),
  );
  return found.flat();
}
