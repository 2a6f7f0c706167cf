/** Are the retired versions of TLS switched off and a current one on (RFC 8996, RFC 9325 §3.1.1)? */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints } from './endpoints.ts';
import { settingsFor } from './settings.ts';

const retired = ['TLSv1', 'TLSv1.1'];

export const tlsVersions: Check<'mailHost'> = {
  id: 'mail-host/tls-versions',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 8996 §4' }, { title: 'RFC 8997' }, { title: 'RFC 9325 §3.1.1' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ tls, banner }) => {
      if (tls === undefined) return undefined;
      const accepted = tls.versions.filter(({ state }) => state === 'accepted').map(({ version }) => version);
      const old = accepted.filter((version) => retired.includes(version));
      const data = { accepted };
      const fixes = settingsFor(banner, {
        // The second counts where TLS is demanded: at the ports of users.
        postfix: [
          ['smtpd_tls_protocols', '>=TLSv1.2'],
          ['smtpd_tls_mandatory_protocols', '>=TLSv1.2'],
        ],
        exim: [['openssl_options', '+no_sslv2 +no_sslv3 +no_tlsv1 +no_tlsv1_1']],
      });
      if (retired.includes(tls.version)) {
        return { outcome: 'fail', message: 'only-retired', data: { ...data, version: tls.version }, fixes };
      }
      if (old.length > 0)
        return { outcome: 'fail', message: 'retired-accepted', data: { ...data, old }, fixes };
      const untried = tls.versions.filter(
        ({ state, version }) => state === 'not-tried' && retired.includes(version),
      );
      if (untried.length > 0 || tls.versions.length === 0) {
        const detail = untried[0]?.detail;
        return {
          outcome: 'unknown',
          message: 'not-tried',
          data: { ...data, ...(detail !== undefined && { detail }) },
        };
      }
      return { outcome: 'pass', message: 'current', data };
    }),
};
