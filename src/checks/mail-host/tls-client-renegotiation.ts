/** May a client begin handshake after handshake on one connection? Each costs the host much more than the client. */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints } from './endpoints.ts';
import { notTried, speaksOnly13 } from './handshake.ts';
import { ncscGuidelines } from './ncsc-guidelines.ts';
import { settingsFor } from './settings.ts';

export const tlsClientRenegotiation: Check<'mailHost'> = {
  id: 'mail-host/tls-client-renegotiation',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 5246 §7.2.2' }, { title: 'RFC 5746 §5' }, ncscGuidelines],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ tls, banner }) => {
      if (tls === undefined) return undefined;
      if (speaksOnly13(tls)) return { outcome: 'not-applicable', message: 'only-tls13' };
      if (tls.handshake === undefined) return undefined;
      const { state, detail } = tls.handshake.renegotiation;
      if (state === 'refused') return { outcome: 'pass', message: 'refused' };
      if (state !== 'accepted') return notTried(detail);
      const fixes = settingsFor(banner, {
        postfix: [['tls_ssl_options', 'NO_RENEGOTIATION']],
        exim: [['openssl_options', '+no_renegotiation']],
      });
      return { outcome: 'fail', message: 'accepted', fixes };
    }),
};
