/** Has the domain of each report address outside the organization said that it takes the reports (RFC 9990 §4)? */
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { draft, valueOn } from '../draft.ts';
import { appliedRecord } from './record-of.ts';

export const dmarcReportAuthorised: Check<'dmarcTree'> = {
  id: 'dmarc/report-authorised',
  needs: ['dmarcTree'],
  sources: [{ title: 'RFC 9990 §4' }, { title: 'RFC 9991 §5' }],
  run: (evidence) => {
    const applied = appliedRecord(valueOn(evidence, 'dmarcTree'));
    const targets =
      applied?.facts.reportTargets.filter(({ authorisation }) => authorisation !== 'not-asked') ?? [];
    if (applied === undefined || targets.length === 0)
      return draft(evidence, 'dmarcTree', 'not-applicable', 'no-address');
    return targets.flatMap(({ tag, uri, domain = '', authorisation, authorisationName = '' }) => {
      const data = { ...applied.data, tag, uri, target: domain, authorisationName };
      if (authorisation === 'not-needed')
        return draft(evidence, 'dmarcTree', 'pass', 'own-organization', data);
      if (authorisation === 'given') return draft(evidence, 'dmarcTree', 'pass', 'authorised', data);
      if (authorisation === 'unknown')
        return draft(evidence, 'dmarcTree', 'unknown', 'could-not-check', { ...data, why: 'no-answer' });
      const ask: Fix = {
        kind: 'contact',
        who: domain,
        text: `Please publish this TXT record, so that DMARC reports about ${applied.recordDomain} may be sent to you: ${authorisationName}. IN TXT "v=DMARC1"`,
      };
      return draft(evidence, 'dmarcTree', 'fail', 'not-authorised', data, { fixes: [ask] });
    });
  },
};
