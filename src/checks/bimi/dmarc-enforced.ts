/** Is the domain's DMARC strict enough for a logo: quarantine or reject, for the domain, its organization and subdomains? */
import type { Check } from '../../findings/finding.ts';
import { parseDmarcRecord } from '../../wire/dmarc/index.ts';
import { draft, valueOn } from '../draft.ts';

export const bimiDmarcEnforced: Check<'bimi' | 'dmarcTree'> = {
  id: 'bimi/dmarc-enforced',
  needs: ['bimi', 'dmarcTree'],
  sources: [{ title: 'draft-brand-indicators-for-message-identification §7.1' }],
  run: (evidence) => {
    const bimi = valueOn(evidence, 'bimi');
    if (bimi === undefined || bimi.isDeclined) return draft(evidence, 'bimi', 'not-applicable', 'no-record');
    const { domain } = bimi;
    const tree = valueOn(evidence, 'dmarcTree');
    if (tree === undefined)
      return draft(evidence, 'bimi', 'unknown', 'could-not-check', { domain, why: 'dmarc-unknown' });
    const parsed = tree.record === undefined ? undefined : parseDmarcRecord(tree.record);
    if (parsed?.ok !== true) return draft(evidence, 'bimi', 'fail', 'no-dmarc', { domain });
    const { effectivePolicy: policy, policyTag: tag = 'p', recordDomain = domain, record = '' } = tree;
    const data = { domain, recordDomain, record, tag, ...(policy !== undefined && { policy }) };
    if (policy === undefined)
      return draft(evidence, 'bimi', 'unknown', 'could-not-check', { ...data, why: 'existence-unknown' });
    const fix = { kind: 'setting' as const, where: `_dmarc.${recordDomain}` };
    if (policy === 'none') {
      const fixes = [{ ...fix, key: tag, value: 'quarantine' }];
      return draft(evidence, 'bimi', 'fail', 'not-enforced', data, { fixes });
    }
    const { policy: p, subdomainPolicy: sp } = parsed.value;
    if (p === 'none' || sp === 'none') {
      const fixes = [{ ...fix, key: p === 'none' ? 'p' : 'sp', value: 'quarantine' }];
      return draft(evidence, 'bimi', 'fail', 'organization-not-enforced', data, { fixes });
    }
    return draft(evidence, 'bimi', 'pass', 'enforced', data);
  },
};
