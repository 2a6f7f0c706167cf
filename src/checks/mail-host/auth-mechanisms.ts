/** Which ways to log in are offered: some that programs know, none that is broken (RFC 4954 §4, RFC 8314 §3, RFC 6331). */
import type { Check } from '../../findings/finding.ts';
import { authMechanisms, judgeEndpoints, keywordsOf } from './endpoints.ts';
import { settingsFor } from './settings.ts';

/** CRAM-MD5 is limited in use (RFC 2195 is to be historic), DIGEST-MD5 historic (RFC 6331), NTLM broken. */
const weak = ['CRAM-MD5', 'DIGEST-MD5', 'NTLM', 'GSS-SPNEGO', 'KERBEROS_V4', 'OTP'];
const common = /^(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER|SCRAM-.*|EXTERNAL|GSSAPI)$/;

export const authMechanismsOffered: Check<'mailHost'> = {
  id: 'mail-host/auth-mechanisms',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 4954 §4' }, { title: 'RFC 6331 §1' }, { title: 'RFC 4505 §4' }],
  run: (evidence) =>
    judgeEndpoints(evidence, (endpoint) => {
      const mechanisms = authMechanisms(keywordsOf(endpoint));
      if (mechanisms === undefined) return undefined;
      const data = { mechanisms };
      const fixes = settingsFor(endpoint.banner, {
        dovecot: [['auth_mechanisms', 'plain login']],
        postfix: [['smtpd_sasl_mechanism_filter', '!cram-md5, !digest-md5, !ntlm, !anonymous, static:all']],
      });
      // RFC 4505: whoever asks is let in.
      if (mechanisms.includes('ANONYMOUS')) return { outcome: 'fail', message: 'anonymous', data, fixes };
      if (!mechanisms.some((mechanism) => common.test(mechanism))) {
        return { outcome: 'fail', message: 'none-common', data, fixes };
      }
      const bad = mechanisms.filter((mechanism) => weak.includes(mechanism));
      return bad.length > 0
        ? { outcome: 'fail', message: 'weak', data: { ...data, weak: bad }, fixes }
        : { outcome: 'pass', message: 'common', data };
    }),
};
