/** Does the host answer on port 25, where the world delivers mail to it? */
import type { HostEndpoint, MailHostFacts } from '../../findings/facts/mail-host.ts';
import type { Check } from '../../findings/finding.ts';
import { draft } from '../draft.ts';
import { judgeEndpoints, type Verdict } from './endpoints.ts';
import { isAboutUs } from './replies.ts';

/** It may have refused only us, or only now. */
const likely = 0.8;

export const reachable: Check<'mailHost'> = {
  id: 'mail-host/reachable',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 5321 §3.1' }, { title: 'RFC 5321 §4.5.4.1' }],
  run: (evidence) =>
    evidence.mailHost?.state === 'absent'
      ? draft(evidence, 'mailHost', 'fail', 'no-address')
      : judgeEndpoints(evidence, judge),
};

function judge(endpoint: HostEndpoint, { domains }: MailHostFacts): Verdict | undefined {
  if (endpoint.port !== 25) return undefined;
  const { outcome, detail = outcome, banner } = endpoint;
  switch (outcome) {
    case 'open':
      return { outcome: 'pass', message: 'answers', data: { banner: banner ?? '' } };
    case 'refused':
      // RFC 5321 §5.1: the hosts of the MX are where mail is delivered.
      return domains.length > 0
        ? { outcome: 'fail', message: 'mx-refused', data: { domains } }
        : { outcome: 'fail', message: 'refused', confidence: likely };
    case 'greeting-refused':
      if (!detail.startsWith('5') || isAboutUs(detail))
        return { outcome: 'unknown', message: 'refused-us', data: { reply: detail } };
      return { outcome: 'fail', message: 'greeting-refused', data: { reply: detail }, confidence: likely };
    case 'reset':
      return { outcome: 'fail', message: 'hung-up', confidence: likely };
    case 'not-smtp':
    case 'tls-failed':
      return { outcome: 'fail', message: 'not-smtp', data: { detail } };
    case 'time-out':
      // Many networks let nobody out to port 25: silence may be our own.
      return banner === undefined
        ? { outcome: 'unknown', message: 'silent' }
        : { outcome: 'fail', message: 'fell-silent', data: { banner }, confidence: likely };
    case 'not-asked':
      return { outcome: 'fail', message: 'private-address', data: { ip: endpoint.ip } };
    case 'error':
      return { outcome: 'unknown', message: 'could-not-check', data: { why: detail } };
  }
}
