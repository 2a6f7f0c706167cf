/** Can the domain of each report address receive mail? Reports to others are lost. */
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { draft, valueOn } from '../draft.ts';
import { appliedRecord } from './record-of.ts';

export const dmarcReportReceivable: Check<'dmarcTree'> = {
  id: 'dmarc/report-receivable',
  needs: ['dmarcTree'],
  sources: [{ title: 'RFC 9990 §3.5' }, { title: 'RFC 5321 §5.1' }, { title: 'RFC 7505 §3' }],
  run: (evidence) => {
    const applied = appliedRecord(valueOn(evidence, 'dmarcTree'));
    const targets = applied?.facts.reportTargets.filter(({ canReceive }) => canReceive !== 'not-asked') ?? [];
    if (applied === undefined || targets.length === 0)
      return draft(evidence, 'dmarcTree', 'not-applicable', 'no-address');
    return targets.flatMap(({ tag, uri, domain = '', canReceive }) => {
      const data = { ...applied.data, tag, uri, target: domain };
      if (canReceive === true) return draft(evidence, 'dmarcTree', 'pass', 'receives', data);
      if (canReceive === 'unknown')
        return draft(evidence, 'dmarcTree', 'unknown', 'could-not-check', { ...data, why: 'no-answer' });
      const other: Fix = {
        kind: 'setting',
        where: applied.name,
        key: tag,
        value: 'mailto: an address that takes mail',
      };
      return draft(evidence, 'dmarcTree', 'fail', 'receives-no-mail', data, { fixes: [other] });
    });
  },
};
