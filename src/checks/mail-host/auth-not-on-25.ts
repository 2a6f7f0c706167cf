/** Is AUTH kept off port 25, where only servers speak (RFC 6409 §3.1, RFC 8314 §3)? There it serves who guesses passwords. */
import type { Check } from '../../findings/finding.ts';
import { authMechanisms, judgeEndpoints } from './endpoints.ts';
import { settingsFor } from './settings.ts';

export const authNotOn25: Check<'mailHost'> = {
  id: 'mail-host/auth-not-on-25',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 6409 §3.1' }, { title: 'RFC 8314 §3' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ port, outcome, plainKeywords, tlsKeywords, banner, replies }) => {
      if (port !== 25 || outcome !== 'open' || replies.ehlo !== undefined) return undefined;
      const mechanisms = authMechanisms([...(plainKeywords ?? []), ...(tlsKeywords ?? [])]);
      if (mechanisms === undefined) return { outcome: 'pass', message: 'not-offered' };
      const fixes = settingsFor(banner, {
        postfix: [['smtpd_sasl_auth_enable', 'no']],
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Exim's own expansion
        exim: [['auth_advertise_hosts', '${if eq{$received_port}{25}{}{*}}']],
      });
      return { outcome: 'fail', message: 'offered', data: { mechanisms }, fixes };
    }),
};
