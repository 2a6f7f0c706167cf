/** Tags that no DMARC document knows: mostly typing errors, and passed over (RFC 9989 §4.7). */
import type { Check } from '../../findings/finding.ts';
import { withoutTags } from '../../wire/dkim/index.ts';
import { lintDmarcRecord } from '../../wire/dmarc/index.ts';
import { draft, valueOn } from '../draft.ts';
import { appliedRecord, replaceRecord } from './record-of.ts';

export const dmarcUnknownTags: Check<'dmarcTree'> = {
  id: 'dmarc/unknown-tags',
  needs: ['dmarcTree'],
  sources: [{ title: 'RFC 9989 §4.7' }, { title: 'RFC 9989 §9.3' }],
  run: (evidence) => {
    const applied = appliedRecord(valueOn(evidence, 'dmarcTree'));
    if (applied === undefined) return draft(evidence, 'dmarcTree', 'not-applicable', 'no-record');
    const { unknown } = lintDmarcRecord(applied.record);
    if (unknown.length === 0) return draft(evidence, 'dmarcTree', 'pass', 'none', applied.data);
    const names = unknown.map(({ name }) => name);
    const fixes = replaceRecord(applied, withoutTags(applied.record, names));
    return unknown.flatMap(({ name: tag, value, start }) =>
      draft(
        evidence,
        'dmarcTree',
        'fail',
        'unknown',
        { ...applied.data, tag, value, offset: start },
        { fixes },
      ),
    );
  },
};
