/** Does the submission port ask who hands in mail (RFC 6409 §4.3, RFC 8314 §3)? */
import type { HostEndpoint } from '../../findings/facts/mail-host.ts';
import type { Check } from '../../findings/finding.ts';
import { authMechanisms, isSubmission, judgeEndpoints, keywordsOf, type Verdict } from './endpoints.ts';
import { isYes } from './replies.ts';
import { settingsFor } from './settings.ts';

export const submissionAuth: Check<'mailHost'> = {
  id: 'mail-host/submission-auth',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 6409 §4.3' }, { title: 'RFC 4954 §6' }],
  run: (evidence) => judgeEndpoints(evidence, judge),
};

function judge(endpoint: HostEndpoint): Verdict | undefined {
  const { outcome, replies, banner, startTls, startTlsDetail } = endpoint;
  if (!isSubmission(endpoint) || outcome !== 'open' || replies.ehlo !== undefined) return undefined;
  const taken = replies['rcpt-postmaster-domain'] ?? replies['rcpt-postmaster'];
  const fixes = settingsFor(banner, {
    postfix: [['smtpd_client_restrictions', 'permit_sasl_authenticated, reject']],
  });
  if (taken !== undefined && isYes(taken)) {
    return { outcome: 'fail', message: 'not-required', data: { reply: taken }, fixes };
  }
  const mechanisms = authMechanisms(keywordsOf(endpoint));
  if (mechanisms !== undefined) return { outcome: 'pass', message: 'required', data: { mechanisms } };
  // Where TLS did not come to stand, what is offered under it was not seen.
  if (startTls === 'failed' || startTls === 'stripped') {
    return {
      outcome: 'unknown',
      message: 'not-seen',
      ...(startTlsDetail !== undefined && { data: { detail: startTlsDetail } }),
    };
  }
  return { outcome: 'fail', message: 'not-offered' };
}
