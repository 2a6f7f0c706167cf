/** The proposed record as a fix, where it proved itself over the observed zone. */
import type { SpfFacts } from '../../findings/evidence.ts';
import type { Fix } from '../../findings/fix.ts';

export function proposedRecord(spf: SpfFacts): readonly Fix[] {
  if (spf.proposal?.isVerified !== true) return [];
  const replaces = spf.record === undefined ? {} : { replaces: spf.record };
  return [{ kind: 'dns', name: spf.domain, type: 'TXT', value: spf.proposal.record, ...replaces }];
}

/** How sure the judged identity is: a domain that only stands in for MAIL FROM may be another one. */
export function confidenceOf(spf: SpfFacts): number {
  return spf.identity === 'header-from' ? 0.7 : 1;
}
