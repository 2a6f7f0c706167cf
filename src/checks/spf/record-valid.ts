/** Is there exactly one SPF record, and is every term of it well-formed? Anything else is a permerror everywhere. */
import type { Check } from '../../findings/finding.ts';
import { readSpfRecord } from '../../wire/spf/index.ts';
import { draft, factsOf, valueOn } from '../draft.ts';
import { limitThatBroke } from './lookup-limit.ts';
import { adviseSpf } from './spf-fix.ts';

export const spfRecordValid: Check<'spf' | 'reply'> = {
  id: 'spf/record-valid',
  needs: ['spf', 'reply'],
  sources: [{ title: 'RFC 7208 §4.5' }, { title: 'RFC 7208 §4.6' }, { title: 'RFC 7208 §12' }],
  run: (evidence) => {
    const spf = valueOn(evidence, 'spf');
    if (spf === undefined || spf.result === 'none')
      return draft(evidence, 'spf', 'not-applicable', 'no-record');
    const { domain, record, reason = '' } = spf;
    const more = { name: domain };
    const problem = record === undefined ? undefined : readSpfRecord(record).problems[0];
    if (record !== undefined && problem !== undefined) {
      const { code, term, span } = problem;
      const data = { domain, record, problem: code, term, offset: span.start, detail: problem.message };
      return draft(evidence, 'spf', 'fail', 'syntax', data, more);
    }
    if (spf.result !== 'permerror' || limitThatBroke(spf) !== undefined) {
      return draft(
        evidence,
        'spf',
        'pass',
        'valid',
        { domain, ...(record === undefined ? {} : { record }) },
        more,
      );
    }
    // RFC 7208 §4.5: two records are as bad as a broken one.
    if (reason.includes('multiple SPF records found')) {
      return draft(
        evidence,
        'spf',
        'fail',
        'several-records',
        { domain },
        { ...more, fixes: adviseSpf(spf, factsOf(evidence)).fixes },
      );
    }
    return draft(evidence, 'spf', 'fail', 'broken-include', { domain, reason }, more);
  },
};
