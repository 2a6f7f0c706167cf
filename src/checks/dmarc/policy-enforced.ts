/** Does the policy that applies to the domain ask receivers to act (RFC 9989 §4.7, p, sp, np, t)? */
import type { Check } from '../../findings/finding.ts';
import { withoutTags } from '../../wire/dkim/index.ts';
import { parseDmarcRecord } from '../../wire/dmarc/index.ts';
import { draft, valueOn } from '../draft.ts';
import { appliedRecord, replaceRecord } from './record-of.ts';

export const dmarcPolicyEnforced: Check<'dmarcTree'> = {
  id: 'dmarc/policy-enforced',
  needs: ['dmarcTree'],
  sources: [{ title: 'RFC 9989 §4.7' }, { title: 'RFC 9989 §4.10.1' }],
  run: (evidence) => {
    const applied = appliedRecord(valueOn(evidence, 'dmarcTree'));
    const parsed = applied === undefined ? undefined : parseDmarcRecord(applied.record);
    if (applied === undefined || parsed?.ok !== true)
      return draft(evidence, 'dmarcTree', 'not-applicable', 'no-policy');
    const { effectivePolicy: policy, policyTag: tag } = applied.facts;
    if (policy === undefined) {
      const data = { ...applied.data, why: 'existence-unknown' };
      return draft(evidence, 'dmarcTree', 'unknown', 'could-not-check', data);
    }
    const data = { ...applied.data, policy, tag: tag ?? 'p' };
    if (parsed.value.isTesting) {
      const fixes = replaceRecord(applied, withoutTags(applied.record, ['t']));
      return draft(evidence, 'dmarcTree', 'fail', 'testing', data, { fixes });
    }
    if (policy !== 'none') return draft(evidence, 'dmarcTree', 'pass', 'enforced', data);
    const stronger = { kind: 'setting' as const, where: applied.name, key: tag ?? 'p', value: 'quarantine' };
    return draft(evidence, 'dmarcTree', 'fail', 'none', data, { fixes: [stronger] });
  },
};
