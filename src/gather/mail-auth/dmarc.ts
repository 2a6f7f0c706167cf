/**
 * DMARC (RFC 9989): policy discovery by the tree walk of at most eight questions (§4.10) and alignment (§4.10.2),
 * through our resolver. What authenticated is told by the caller, so that "aligned but could not be verified" stays
 * unknown.
 */
import type { DmarcFacts } from '../../findings/evidence.ts';
import {
  applicableRecord,
  type DmarcPolicy,
  effectivePolicy,
  organizationalDomain,
  parseDmarcRecord,
  type WalkResult,
} from '../../wire/dmarc/index.ts';
import type { Resolver } from '../dns/types.ts';
import { nameExists, walkTree } from './dmarc-walk.ts';

/** An identifier and what its own method said of it. */
export interface AuthenticatedDomain {
  readonly domain: string;
  readonly hasPassed: boolean | 'unknown';
}

export interface DmarcQuestion {
  readonly fromDomain: string;
  /** Undefined: nobody looked at SPF. */
  readonly spf?: AuthenticatedDomain;
  /** Undefined: nobody looked at DKIM; empty: no signature. */
  readonly dkim?: readonly AuthenticatedDomain[];
}

export type DmarcAnswer =
  | { readonly state: 'found'; readonly facts: DmarcFacts }
  | { readonly state: 'none' }
  | { readonly state: 'unknown'; readonly reason: string };

type Policy = Extract<ReturnType<typeof parseDmarcRecord>, { ok: true }>['value'];

/** Finds the policy and says which identifiers align. A DNS failure that leaves the policy open is 'unknown'. */
export async function evaluateDmarc(
  question: DmarcQuestion,
  resolver: Resolver,
  signal?: AbortSignal,
): Promise<DmarcAnswer> {
  const domain = plain(question.fromDomain);
  const walk = await walkTree(domain, resolver, signal);
  const isOwn = walk.found[0]?.domain === domain;
  // RFC 9989 §4.10.1: the domain's own record applies whatever is above it.
  if (walk.isBroken && !isOwn)
    return { state: 'unknown', reason: 'a question of the tree walk was not answered' };
  const applied = applicableRecord(domain, walk.found);
  const parsed = applied === undefined ? undefined : parseDmarcRecord(applied.text);
  if (applied === undefined || parsed?.ok !== true) return { state: 'none' };
  const isAligned = createAligner({ domain, walk, record: parsed.value, resolver, signal });
  const policy = await policyFor(parsed.value, domain, !isOwn, resolver, signal);
  const spf = question.spf === undefined ? undefined : [question.spf];
  const [isSpfAligned, isDkimAligned] = await Promise.all([
    verdict(spf, (name) => isAligned(name, parsed.value.isStrictSpf)),
    verdict(question.dkim, (name) => isAligned(name, parsed.value.isStrictDkim)),
  ]);
  return {
    state: 'found',
    facts: {
      fromDomain: question.fromDomain,
      recordDomain: applied.domain,
      record: applied.text,
      policy,
      isSpfAligned,
      isDkimAligned,
    },
  };
}

const plain = (domain: string): string => {
  const lower = domain.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
};

/** Existence is asked only where np would say something else. Not known, the weaker of the two is taken. */
async function policyFor(
  record: Policy,
  domain: string,
  isInherited: boolean,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<DmarcPolicy> {
  const existing = effectivePolicy(record, isInherited, true).policy;
  const missing = effectivePolicy(record, isInherited, false).policy;
  if (existing === missing) return existing;
  const exists = await nameExists(domain, resolver, signal);
  if (exists !== 'unknown') return exists ? existing : missing;
  return strength.indexOf(existing) < strength.indexOf(missing) ? existing : missing;
}

const strength: readonly DmarcPolicy[] = ['none', 'quarantine', 'reject'];

interface Alignment {
  readonly domain: string;
  readonly walk: WalkResult;
  readonly record: Policy;
  readonly resolver: Resolver;
  readonly signal: AbortSignal | undefined;
}

type Aligner = (identifier: string, isStrict: boolean) => Promise<boolean | 'unknown'>;

/** RFC 9989 §4.10.2: strict is the same domain; relaxed the same organization, found by a walk of its own. */
function createAligner({ domain, walk, resolver, signal }: Alignment): Aligner {
  const organization = walk.isBroken ? undefined : organizationalDomain(domain, walk.found);
  return async (identifier, isStrict) => {
    const other = plain(identifier);
    if (other === domain) return true;
    if (isStrict) return false;
    // One organization's domains have their last label in common at least; others need no walk.
    if (other.split('.').at(-1) !== domain.split('.').at(-1)) return false;
    if (organization === undefined) return 'unknown';
    if (other !== organization && !other.endsWith(`.${organization}`)) return false;
    const own = await walkTree(other, resolver, signal);
    if (own.isBroken) return 'unknown';
    return organizationalDomain(other, own.found) === organization;
  };
}

/** True where one identifier aligns and passed; unknown where one aligns, or may, and may have passed. */
async function verdict(
  identifiers: readonly AuthenticatedDomain[] | undefined,
  isAligned: (domain: string) => Promise<boolean | 'unknown'>,
): Promise<boolean | 'unknown'> {
  if (identifiers === undefined) return 'unknown';
  const open = identifiers.filter(({ hasPassed }) => hasPassed !== false);
  const aligned = await Promise.all(open.map(({ domain }) => isAligned(domain)));
  if (open.some(({ hasPassed }, index) => hasPassed === true && aligned[index] === true)) return true;
  return aligned.some((one) => one !== false) ? 'unknown' : false;
}
