/** Is there one DMARC record at each name of the walk? Several at one name count as none (RFC 9989 §4.10). */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

export const dmarcRecordSingle: Check<'dmarcTree'> = {
  id: 'dmarc/record-single',
  needs: ['dmarcTree'],
  sources: [{ title: 'RFC 9989 §4.10' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'dmarcTree');
    if (facts === undefined) return [];
    const { domain, walk } = facts;
    const steps = walk.flatMap(({ name, records }) => (records === 'unknown' ? [] : [{ name, records }]));
    const crowded = steps.filter(({ records }) => records.length > 1);
    if (crowded.length === 0) {
      const isAny = steps.some(({ records }) => records.length > 0);
      return draft(evidence, 'dmarcTree', isAny ? 'pass' : 'not-applicable', isAny ? 'single' : 'no-record', {
        domain,
      });
    }
    return crowded.flatMap(({ name, records }) => {
      const data = { domain, name, count: records.length, records: records.join(' | ') };
      const fixes = [{ kind: 'command' as const, line: `dig +short TXT ${name}` }];
      return draft(evidence, 'dmarcTree', 'fail', 'several', data, { fixes });
    });
  },
};
