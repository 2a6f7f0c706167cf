/**
 * May anybody issue a certificate for the domain's mail host? Where nobody may, the next renewal fails (RFC 8659 §4.2). A domain
 * whose mail hosts have names elsewhere, or that takes no mail, may forbid it: many do.
 */
import type { RoutingFacts } from '../../findings/facts/routing.ts';
import type { Check } from '../../findings/finding.ts';
import { subjectOf } from '../../findings/subject-of.ts';
import { parseCaaIssuer } from '../../wire/caa/index.ts';
import { draft, valueOn } from '../draft.ts';

export const caaIssuers: Check<'caa' | 'about' | 'routing'> = {
  id: 'routing/caa-issuers',
  needs: ['caa', 'about', 'routing'],
  sources: [{ title: 'RFC 8659 §3' }, { title: 'RFC 8659 §4.2' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'caa');
    const domain = found?.domain ?? subjectOf('caa', evidence).name;
    if (found === undefined) return draft(evidence, 'caa', 'pass', 'anybody', { domain });
    const { foundAt: name, records } = found;
    const issue = records.filter(({ tag }) => tag === 'issue');
    if (issue.length === 0) return draft(evidence, 'caa', 'pass', 'anybody-by-name', { domain, name });
    const issuers = [...new Set(issue.flatMap(({ value }) => parseCaaIssuer(value).issuer ?? []))];
    if (issuers.length > 0)
      return draft(evidence, 'caa', 'pass', 'named', { domain, name, issuers: issuers.join(', ') });
    const routing = valueOn(evidence, 'routing');
    return routing !== undefined && !hasMailHostBelow(name, routing)
      ? draft(evidence, 'caa', 'pass', 'nobody-needed', { domain, name })
      : draft(evidence, 'caa', 'fail', 'nobody', { domain, name });
  },
};

/** Without an MX the domain's own addresses take its mail (RFC 5321 §5.1). */
function hasMailHostBelow(name: string, { mx, ownAddresses }: RoutingFacts): boolean {
  if (mx.length === 0) return ownAddresses.length > 0;
  return mx.some(({ host }) => host === name || host.endsWith(`.${name}`));
}
