/** How much of the domain's own mail passes DMARC: what fails is lost once receivers are asked to act on it. */

import type { Check } from '../../findings/finding.ts';
import { compareSources, isOwnVerdict } from '../../findings/source-verdicts.ts';
import { draft, valueOn } from '../draft.ts';
import { ENOUGH, percentOf } from './percent.ts';

export const reportsOwnMail: Check<'reports'> = {
  id: 'reports/own-mail',
  needs: ['reports'],
  sources: [{ title: 'RFC 9990 §3.1.1.7' }, { title: 'RFC 9989 §4.7' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'reports');
    if (facts === undefined || facts.own.messages === 0)
      return draft(evidence, 'reports', 'not-applicable', 'no-own-mail');
    const { domain, own, policy, sources, mail } = facts;
    const failing = own.messages - own.passed;
    const data = {
      domain,
      share: percentOf(own.passed, own.messages),
      messages: own.messages,
      all: mail.messages,
      failing,
      policy: policy?.policy,
    };
    if (own.passed >= own.messages * ENOUGH) return draft(evidence, 'reports', 'pass', 'passes', data);
    const [worst] = sources
      .filter((source) => isOwnVerdict(source.verdict) && source.mail.passed < source.mail.messages)
      .toSorted((a, b) => lostBy(b) - lostBy(a) || compareSources(a, b));
    const more = worst === undefined ? {} : { source: worst.name, sourceFailing: lostBy(worst) };
    const isEnforced = policy?.policy === 'quarantine' || policy?.policy === 'reject';
    return draft(evidence, 'reports', 'fail', isEnforced ? 'lost' : 'below', { ...data, ...more });
  },
};

const lostBy = ({ mail }: { readonly mail: { readonly messages: number; readonly passed: number } }) =>
  mail.messages - mail.passed;
