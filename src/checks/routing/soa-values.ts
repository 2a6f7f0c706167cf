/** Are the times in the SOA usable? They say how long servers keep a zone, and how long "there is none" is believed. */
import type { Evidence } from '../../findings/evidence.ts';
import type { SoaFacts } from '../../findings/facts/routing.ts';
import type { Check, FindingDraft } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain } from './no-domain.ts';

const day = 86_400;

/** RFC 2308 §5 speaks of one to three hours as sensible; past a day a new record stays unseen for a day. */
const longNegativeSeconds = day;
/** RFC 1912 §2.2 recommends two to four weeks; below one week a long weekend's outage takes the domain away. */
const shortExpireSeconds = 7 * day;

export const soaValues: Check<'zone'> = {
  id: 'routing/soa-values',
  needs: ['zone'],
  sources: [{ title: 'RFC 1912 §2.2' }, { title: 'RFC 2308 §5' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'zone');
    if (found === undefined) return noDomain(evidence, 'zone');
    const { apex: zone, soa } = found;
    if (soa === undefined)
      return draft(evidence, 'zone', 'not-applicable', 'no-soa', { domain: found.domain });
    const problems = problemsOf(evidence, zone, soa);
    return problems.length > 0 ? problems : draft(evidence, 'zone', 'pass', 'usable', { zone });
  },
};

function problemsOf(evidence: Pick<Evidence, 'zone'>, zone: string, soa: SoaFacts): readonly FindingDraft[] {
  const { minimumSeconds, expireSeconds, refreshSeconds, retrySeconds } = soa;
  const fail = (message: string, data: Readonly<Record<string, number>>) =>
    draft(evidence, 'zone', 'fail', message, { zone, ...data });
  return [
    ...(minimumSeconds > longNegativeSeconds
      ? fail('absence-kept-long', { seconds: minimumSeconds, hours: Math.round(minimumSeconds / 3600) })
      : []),
    ...(expireSeconds < shortExpireSeconds
      ? fail('expires-soon', { seconds: expireSeconds, days: Math.round((expireSeconds / day) * 10) / 10 })
      : []),
    ...(retrySeconds >= refreshSeconds ? fail('retry-not-shorter', { retrySeconds, refreshSeconds }) : []),
  ];
}
