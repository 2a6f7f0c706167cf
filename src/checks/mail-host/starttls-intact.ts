/** Is the offer of STARTTLS whole, or did something on the way overwrite or refuse it (RFC 3207 §6)? */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints } from './endpoints.ts';

/** A server may be broken by itself; it looks the same from outside. */
const likely = 0.8;

export const starttlsIntact: Check<'mailHost'> = {
  id: 'mail-host/starttls-intact',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 3207 §6' }, { title: 'RFC 7435 §3' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ isImplicitTls, startTls, plainKeywords = [], replies }) => {
      if (isImplicitTls || startTls === undefined || startTls === 'not-offered') return undefined;
      if (startTls !== 'stripped') return { outcome: 'pass', message: 'intact' };
      const reply = replies.starttls;
      if (reply !== undefined) {
        return { outcome: 'fail', message: 'refused-after-offer', data: { reply }, confidence: likely };
      }
      const keyword = plainKeywords.find((word) => /^X{5}/i.test(word)) ?? '';
      const fixes = [
        { kind: 'setting', where: 'Cisco ASA', key: 'policy-map type inspect esmtp', value: 'allow-tls' },
      ] as const;
      return { outcome: 'fail', message: 'overwritten', data: { keyword }, fixes };
    }),
};
