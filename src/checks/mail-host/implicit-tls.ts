/** Does port 465 begin with TLS, as programs expect there (RFC 8314 §3.3, §7.3)? */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints } from './endpoints.ts';

export const implicitTls: Check<'mailHost'> = {
  id: 'mail-host/implicit-tls',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 8314 §3.3' }, { title: 'RFC 8314 §7.3' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ port, outcome, isImplicitTls, tls }) => {
      if (port !== 465 || outcome !== 'open') return undefined;
      if (isImplicitTls && tls !== undefined) return { outcome: 'pass', message: 'works' };
      const fixes = [
        {
          kind: 'setting',
          where: 'Postfix master.cf, service smtps',
          key: 'smtpd_tls_wrappermode',
          value: 'yes',
        },
      ] as const;
      return { outcome: 'fail', message: 'in-the-clear', fixes };
    }),
};
