/** Where a domain has no SPF record: does one stand at a name, or in a record type, where nobody looks? */
import type { Check } from '../../findings/finding.ts';
import { parseSpfRecord } from '../../wire/spf/index.ts';
import { draft, valueOn } from '../draft.ts';

export const spfWrongName: Check<'spfTree'> = {
  id: 'spf/wrong-name',
  needs: ['spfTree'],
  sources: [{ title: 'RFC 7208 §3.1' }, { title: 'RFC 7208 §4.4' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'spfTree');
    if (facts === undefined) return draft(evidence, 'spfTree', 'not-applicable', 'no-record');
    const { domain, records, misplaced } = facts;
    const more = { name: domain };
    if (records.length > 0) return draft(evidence, 'spfTree', 'pass', 'in-place', { domain }, more);
    if (misplaced.length === 0)
      return draft(evidence, 'spfTree', 'not-applicable', 'no-record', { domain }, more);
    return misplaced.flatMap(({ name, type, record }) => {
      const fixes = parseSpfRecord(record).ok
        ? [{ kind: 'dns', name: domain, type: 'TXT', value: record } as const]
        : [];
      const message = type === 'SPF' ? 'type-99' : 'other-name';
      return draft(evidence, 'spfTree', 'fail', message, { domain, at: name, record }, { ...more, fixes });
    });
  },
};
