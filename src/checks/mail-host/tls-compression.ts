/** Does the host compress under TLS? Then the length of what is sent tells secrets that stand beside text of somebody else (CRIME). */
import type { Check } from '../../findings/finding.ts';
import { judgeHellos } from './handshake.ts';
import { settingsFor } from './settings.ts';

export const tlsCompression: Check<'mailHost'> = {
  id: 'mail-host/tls-compression',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 9325 §3.3' }, { title: 'RFC 3749 §6' }],
  run: (evidence) =>
    judgeHellos(evidence, ({ compression }, _, { banner }) => {
      if (compression === 'none') return { outcome: 'pass', message: 'none' };
      const fixes = settingsFor(banner, {
        postfix: [['tls_ssl_options', 'NO_COMPRESSION']],
        exim: [['openssl_options', '+no_compression']],
        dovecot: [['ssl_options', 'no_compression']],
      });
      return { outcome: 'fail', message: 'accepted', data: { method: compression }, fixes };
    }),
};
