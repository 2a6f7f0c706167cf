/** Is the DMARC record well-formed, and free of what RFC 9989 removed? Receivers pass over the rest. */
import type { Check } from '../../findings/finding.ts';
import { parseDmarcRecord } from '../../wire/dmarc/index.ts';
import { draft, valueOn } from '../draft.ts';

export const dmarcRecordValid: Check<'dmarc' | 'reply'> = {
  id: 'dmarc/record-valid',
  needs: ['dmarc', 'reply'],
  sources: [{ title: 'RFC 9989 §4.7' }, { title: 'RFC 9989 §4.10.1' }],
  run: (evidence) => {
    const dmarc = valueOn(evidence, 'dmarc');
    if (dmarc === undefined) return draft(evidence, 'dmarc', 'not-applicable', 'no-record');
    const { recordDomain: domain, record } = dmarc;
    const parsed = parseDmarcRecord(record);
    const problems = parsed.ok ? parsed.value.problems : [parsed.problem.code];
    const more = { name: domain };
    if (problems.length > 0) {
      return draft(
        evidence,
        'dmarc',
        'fail',
        'faulty',
        { domain, record, problems: problems.join(', ') },
        more,
      );
    }
    const removedTags = parsed.ok ? parsed.value.removedTags.join(', ') : '';
    return removedTags === ''
      ? draft(evidence, 'dmarc', 'pass', 'valid', { domain, record }, more)
      : draft(evidence, 'dmarc', 'pass', 'removed-tags', { domain, record, removedTags }, more);
  },
};
