/** May commands come before the handshake is done (0-RTT)? Whoever recorded them can send them again (RFC 8446 §8). */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints } from './endpoints.ts';
import { notTried } from './handshake.ts';

export const tlsEarlyData: Check<'mailHost'> = {
  id: 'mail-host/tls-early-data',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 9325 §3.10' }, { title: 'RFC 8446 Appendix E.5' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ tls }) => {
      if (tls === undefined) return undefined;
      if (tls.version !== 'TLSv1.3') return { outcome: 'not-applicable', message: 'no-tls13' };
      const { earlyData } = tls;
      if (earlyData === undefined) return notTried(undefined);
      if (earlyData.maxBytes === 0) return { outcome: 'pass', message: 'not-offered' };
      return { outcome: 'fail', message: 'offered', data: { bytes: earlyData.maxBytes } };
    }),
};
