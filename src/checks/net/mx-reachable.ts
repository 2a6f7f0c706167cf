/** Did a mail exchanger of the recipient answer when we connected (--connect)? */
import type { Check } from '../../findings/finding.ts';
import { subjectOf } from '../../findings/subject-of.ts';
import { draft, valueOn } from '../draft.ts';

/** A host that does not answer us now may have answered then, and the other way round. */
const likely = 0.8;

export const mxReachable: Check<'mxConnection' | 'reply'> = {
  id: 'net/mx-reachable',
  needs: ['mxConnection', 'reply'],
  sources: [{ title: 'RFC 5321 §3.1' }, { title: 'RFC 5321 §4.2' }],
  run: (evidence) => {
    const attempts = valueOn(evidence, 'mxConnection')?.attempts ?? [];
    const domain = subjectOf('mxConnection', evidence).name;
    const first = attempts[0];
    if (first === undefined) return draft(evidence, 'mxConnection', 'not-applicable', 'no-host');
    const good = attempts.find(({ outcome }) => outcome === 'accepted');
    const { host, ip, outcome, banner, detail } = good ?? first;
    const data = {
      domain,
      host,
      ip,
      ...(banner === undefined ? {} : { banner }),
      ...(detail === undefined ? {} : { detail }),
    };
    if (good !== undefined) return draft(evidence, 'mxConnection', 'pass', 'answers', data);
    if (attempts.every((attempt) => attempt.outcome === 'error')) {
      return draft(evidence, 'mxConnection', 'unknown', 'could-not-check', {
        ...data,
        why: detail ?? 'error',
      });
    }
    return draft(evidence, 'mxConnection', 'fail', outcome, data, { confidence: likely });
  },
};
