/** Is AUTH offered only under TLS (RFC 4954 §4, RFC 8314 §3)? Else programs send passwords in the clear. */
import type { Check } from '../../findings/finding.ts';
import { authMechanisms, judgeEndpoints } from './endpoints.ts';
import { settingsFor } from './settings.ts';

/** RFC 4954 §4: PLAIN must not be offered in the clear; LOGIN is the same password in other clothes. */
const bare = ['PLAIN', 'LOGIN'];

export const authNeedsTls: Check<'mailHost'> = {
  id: 'mail-host/auth-needs-tls',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 4954 §4' }, { title: 'RFC 8314 §3' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ isImplicitTls, plainKeywords, tlsKeywords, banner }) => {
      const before = isImplicitTls ? undefined : authMechanisms(plainKeywords);
      const under = authMechanisms(tlsKeywords);
      if (before === undefined) {
        return under === undefined
          ? undefined
          : { outcome: 'pass', message: 'only-under-tls', data: { mechanisms: under } };
      }
      const fixes = settingsFor(banner, {
        postfix: [['smtpd_tls_auth_only', 'yes']],
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Exim's own expansion
        exim: [['auth_advertise_hosts', '${if eq{$tls_in_cipher}{}{}{*}}']],
        dovecot: [['disable_plaintext_auth', 'yes']],
      });
      const isBare = before.some((mechanism) => bare.includes(mechanism));
      const message = isBare ? 'password-in-the-clear' : 'offered-in-the-clear';
      return { outcome: 'fail', message, data: { mechanisms: before }, fixes };
    }),
};
