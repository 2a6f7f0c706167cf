/** Tags of RFC 7489 that RFC 9989 removed: pct, rf, ri. Receivers that are renewed pass over them. */
import type { Check } from '../../findings/finding.ts';
import { withoutTags } from '../../wire/dkim/index.ts';
import { lintDmarcRecord } from '../../wire/dmarc/index.ts';
import { draft, valueOn } from '../draft.ts';
import { appliedRecord, replaceRecord } from './record-of.ts';

export const dmarcRemovedTags: Check<'dmarcTree'> = {
  id: 'dmarc/removed-tags',
  needs: ['dmarcTree'],
  sources: [{ title: 'RFC 9989 Appendix C' }, { title: 'RFC 7489 §6.3' }],
  run: (evidence) => {
    const applied = appliedRecord(valueOn(evidence, 'dmarcTree'));
    if (applied === undefined) return draft(evidence, 'dmarcTree', 'not-applicable', 'no-record');
    const { removed } = lintDmarcRecord(applied.record);
    if (removed.length === 0) return draft(evidence, 'dmarcTree', 'pass', 'none', applied.data);
    const fixes = replaceRecord(applied, withoutTags(applied.record, ['pct', 'rf', 'ri']));
    return removed.flatMap(({ name: tag, value, start }) => {
      const isPartial = tag === 'pct' && value !== '100';
      const data = { ...applied.data, tag, value, offset: start };
      return draft(evidence, 'dmarcTree', 'fail', isPartial ? 'pct-partial' : tag, data, { fixes });
    });
  },
};
