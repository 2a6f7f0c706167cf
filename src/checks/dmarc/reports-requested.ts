/** Does the record ask for aggregate reports (rua)? Without them nobody learns who sends as the domain (RFC 9990). */
import type { Check } from '../../findings/finding.ts';
import { withTag } from '../../wire/dkim/index.ts';
import { draft, valueOn } from '../draft.ts';
import { appliedRecord, ownReportAddress, replaceRecord } from './record-of.ts';

export const dmarcReportsRequested: Check<'dmarcTree' | 'routing'> = {
  id: 'dmarc/reports-requested',
  needs: ['dmarcTree', 'routing'],
  sources: [{ title: 'RFC 9989 §4.7' }, { title: 'RFC 9990 §1' }],
  run: (evidence) => {
    const applied = appliedRecord(valueOn(evidence, 'dmarcTree'));
    if (applied === undefined) return draft(evidence, 'dmarcTree', 'not-applicable', 'no-record');
    const targets = applied.facts.reportTargets.filter(({ tag }) => tag === 'rua');
    const addresses = targets.map(({ uri }) => uri).join(', ');
    if (targets.length > 0)
      return draft(evidence, 'dmarcTree', 'pass', 'requested', { ...applied.data, addresses });
    // Where no mail is taken only a mailbox elsewhere helps, whose domain must agree (RFC 9990 §4).
    const address = ownReportAddress(applied.recordDomain, evidence);
    const fixes =
      address === undefined ? [] : replaceRecord(applied, withTag(applied.record, 'rua', address, 'p'));
    return draft(evidence, 'dmarcTree', 'fail', 'not-requested', applied.data, { fixes });
  },
};
