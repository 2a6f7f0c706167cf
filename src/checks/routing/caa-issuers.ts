/** May anybody issue a certificate for the domain's mail host? Where nobody may, the next renewal fails (RFC 8659 §4.2). */
import type { Check } from '../../findings/finding.ts';
import { subjectOf } from '../../findings/subject-of.ts';
import { parseCaaIssuer } from '../../wire/caa/index.ts';
import { draft, valueOn } from '../draft.ts';

export const caaIssuers: Check<'caa' | 'about'> = {
  id: 'routing/caa-issuers',
  needs: ['caa', 'about'],
  sources: [{ title: 'RFC 8659 §3' }, { title: 'RFC 8659 §4.2' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'caa');
    const domain = found?.domain ?? subjectOf('caa', evidence).name;
    if (found === undefined) return draft(evidence, 'caa', 'pass', 'anybody', { domain });
    const { foundAt: name, records } = found;
    const issue = records.filter(({ tag }) => tag === 'issue');
    if (issue.length === 0) return draft(evidence, 'caa', 'pass', 'anybody-by-name', { domain, name });
    const issuers = [...new Set(issue.flatMap(({ value }) => parseCaaIssuer(value).issuer ?? []))];
    return issuers.length > 0
      ? draft(evidence, 'caa', 'pass', 'named', { domain, name, issuers: issuers.join(', ') })
      : draft(evidence, 'caa', 'fail', 'nobody', { domain, name });
  },
};
