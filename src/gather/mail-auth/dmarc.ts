/**
 * DMARC (RFC 9989): policy discovery by the tree walk of at most eight questions (§4.10) and alignment (§4.10.2), by
 * mailauth in strict mode through our resolver. What authenticated is told by the caller, so that "aligned but could
 * not be verified" stays unknown.
 */
import type { DmarcFacts } from '../../findings/evidence.ts';
import type { Resolver } from '../dns/types.ts';
import { mailauthResolver } from './mailauth-resolver.ts';

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

/** Finds the policy and says which identifiers align. A DNS failure that leaves the policy open is 'unknown'. */
export async function evaluateDmarc(
  question: DmarcQuestion,
  resolver: Resolver,
  signal?: AbortSignal,
): Promise<DmarcAnswer> {
  const { evaluateDmarc: evaluate } = await import('mailauth/lib/dmarc/index.js');
  const { response, dkimAligned } = await evaluate({
    strict: true,
    headerFrom: [`postmaster@${question.fromDomain}`],
    spfDomains: question.spf === undefined ? [] : [question.spf.domain],
    dkimDomains: (question.dkim ?? []).map(({ domain }) => ({ domain })),
    resolver: mailauthResolver(resolver, signal),
  });
  if (response === false) return { state: 'none' };
  if (response.status.result === 'none') return { state: 'none' };
  if (response.rr === undefined) return { state: 'unknown', reason: errorOf(response) };
  // A tree walk that failed leaves open whether the others align.
  const otherwise = response.status.result === 'temperror' ? 'unknown' : false;
  const spf = question.spf === undefined ? undefined : [question.spf];
  const isDkimAligned = (domain: string): boolean => dkimAligned?.has(domain.toLowerCase()) === true;
  return {
    state: 'found',
    facts: {
      fromDomain: question.fromDomain,
      recordDomain: response.policyDomain ?? response.domain,
      record: response.rr,
      policy: policyOf(response.policy),
      isSpfAligned: verdict(spf, () => response.alignment.spf.result !== undefined, otherwise),
      isDkimAligned: verdict(question.dkim, ({ domain }) => isDkimAligned(domain), otherwise),
    },
  };
}

function errorOf(response: object): string {
  return 'error' in response && typeof response.error === 'string' ? response.error : 'a DNS question failed';
}

function policyOf(text: string): DmarcFacts['policy'] {
  return text === 'reject' || text === 'quarantine' ? text : 'none';
}

/** True where one identifier aligns and passed; unknown where one aligns and may have passed. */
function verdict(
  identifiers: readonly AuthenticatedDomain[] | undefined,
  isAligned: (identifier: AuthenticatedDomain) => boolean,
  otherwise: false | 'unknown',
): boolean | 'unknown' {
  if (identifiers === undefined) return 'unknown';
  const aligned = identifiers.filter(isAligned);
  if (aligned.some(({ hasPassed }) => hasPassed === true)) return true;
  return aligned.some(({ hasPassed }) => hasPassed === 'unknown') ? 'unknown' : otherwise;
}
