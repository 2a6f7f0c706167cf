/** Does TLS come to stand where it is offered? A sender that fails here delivers in the clear, or not at all. */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints } from './endpoints.ts';

export const tlsWorks: Check<'mailHost'> = {
  id: 'mail-host/tls-works',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 3207 §4.1' }, { title: 'RFC 9325 §3.1.1' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ outcome, startTls, startTlsDetail, detail, tls, replies }) => {
      if (tls !== undefined) {
        const { version, cipher } = tls;
        // Only a second handshake, with everything that is outdated allowed, came to stand.
        return startTlsDetail === undefined
          ? { outcome: 'pass', message: 'works', data: { version, cipher } }
          : { outcome: 'fail', message: 'outdated-only', data: { version, cipher, detail: startTlsDetail } };
      }
      if (outcome === 'tls-failed') {
        return { outcome: 'fail', message: 'handshake-failed', data: { detail: detail ?? outcome } };
      }
      if (startTls !== 'failed') return undefined;
      const reply = replies.starttls;
      if (reply !== undefined) return { outcome: 'fail', message: 'not-now', data: { reply } };
      return { outcome: 'fail', message: 'handshake-failed', data: { detail: startTlsDetail ?? startTls } };
    }),
};
