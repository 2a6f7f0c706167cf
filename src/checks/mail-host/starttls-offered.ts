/** Is STARTTLS offered (RFC 3207)? Without it mail crosses the Internet in the clear, and senders that insist do not deliver. */
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints } from './endpoints.ts';
import { settingsFor } from './settings.ts';

export const starttlsOffered: Check<'mailHost'> = {
  id: 'mail-host/starttls-offered',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 3207 §4' }, { title: 'RFC 7435 §3' }, { title: 'RFC 8314 §3.3' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ isImplicitTls, port, startTls, banner }) => {
      if (isImplicitTls || port === 465 || startTls === undefined) return undefined;
      // What was taken away on the way was offered: starttls-intact tells.
      if (startTls !== 'not-offered') return { outcome: 'pass', message: 'offered' };
      const fixes = settingsFor(banner, {
        postfix: [['smtpd_tls_security_level', 'may']],
        exim: [['tls_advertise_hosts', '*']],
      });
      return { outcome: 'fail', message: port === 25 ? 'not-offered' : 'submission-not-offered', fixes };
    }),
};
