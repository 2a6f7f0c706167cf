/** The policy as fetched, where there is a record that leads to it. */
import type { Evidence } from '../../findings/evidence.ts';
import type { MtaStsFacts, PolicyFetch } from '../../findings/facts/transport.ts';
import { valueOn } from '../draft.ts';

export interface FetchedPolicy {
  readonly facts: MtaStsFacts;
  readonly policy: Extract<PolicyFetch, { state: 'fetched' }>;
}

export function fetchedPolicy(evidence: Pick<Evidence, 'mtaSts'>): FetchedPolicy | undefined {
  const facts = valueOn(evidence, 'mtaSts');
  const policy = facts?.policy;
  if (facts === undefined || facts.records.length === 0 || policy?.state !== 'fetched') return undefined;
  return { facts, policy };
}

/** Senders take it for a policy: nothing fatal in it. */
export function usablePolicy(evidence: Pick<Evidence, 'mtaSts'>): FetchedPolicy | undefined {
  const found = fetchedPolicy(evidence);
  return found?.policy.problems.some(({ isFatal }) => isFatal) === true ? undefined : found;
}
