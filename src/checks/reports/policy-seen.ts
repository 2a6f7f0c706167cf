/** The policy that receivers saw (RFC 9990 §3.1.1.5) beside the one that is published now. */
import type { Check } from '../../findings/finding.ts';
import { parseDmarcRecord } from '../../wire/dmarc/index.ts';
import type { PublishedPolicy } from '../../wire/dmarc-report/types.ts';
import { draft, valueOn } from '../draft.ts';

export const reportsPolicySeen: Check<'reports' | 'dmarcTree'> = {
  id: 'reports/policy-seen',
  needs: ['reports', 'dmarcTree'],
  sources: [{ title: 'RFC 9990 §3.1.1.5' }, { title: 'RFC 9989 §4.7' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'reports');
    const seen = facts?.policy;
    if (facts === undefined || seen?.policy === undefined)
      return draft(evidence, 'reports', 'not-applicable', 'no-policy');
    const { domain, policySeenAt } = facts;
    const data = { domain, seen: inWords(seen), day: policySeenAt?.slice(0, 10) };
    const tree = evidence.dmarcTree;
    if (tree === undefined) return draft(evidence, 'reports', 'not-applicable', 'not-compared', data);
    if (tree.state === 'unknown') {
      const more = { why: tree.why.code, detail: tree.why.message };
      return draft(evidence, 'reports', 'unknown', 'could-not-check', { ...data, ...more });
    }
    const walked = tree.state === 'present' ? tree.value : undefined;
    if (walked?.isBroken === true)
      return draft(evidence, 'reports', 'unknown', 'could-not-check', { ...data, why: 'walk-broken' });
    if (walked?.recordDomain === undefined) return draft(evidence, 'reports', 'fail', 'gone', data);
    const { recordDomain, record } = walked;
    const parsed = record === undefined ? undefined : parseDmarcRecord(record);
    if (recordDomain !== domain || parsed?.ok !== true)
      return draft(evidence, 'reports', 'not-applicable', 'not-compared', data);
    const { policy, subdomainPolicy, isStrictDkim, isStrictSpf } = parsed.value;
    const published: PublishedPolicy = {
      policy,
      ...(subdomainPolicy !== undefined && { subdomainPolicy }),
      isStrictDkim,
      isStrictSpf,
    };
    const isSame = inWords(published) === inWords(seen);
    const more = { ...data, published: inWords(published) };
    return isSame
      ? draft(evidence, 'reports', 'pass', 'same', more)
      : draft(evidence, 'reports', 'fail', 'differs', more);
  },
};

/** Tags that say the default are left out, for some reporters fill them in: 'p=none; sp=reject; adkim=s'. */
function inWords({ policy, subdomainPolicy, isStrictDkim, isStrictSpf }: PublishedPolicy): string {
  return [
    `p=${policy ?? 'none'}`,
    ...(subdomainPolicy === undefined || subdomainPolicy === policy ? [] : [`sp=${subdomainPolicy}`]),
    ...(isStrictDkim === true ? ['adkim=s'] : []),
    ...(isStrictSpf === true ? ['aspf=s'] : []),
  ].join('; ');
}
