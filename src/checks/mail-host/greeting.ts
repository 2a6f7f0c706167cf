/** Does the greeting begin with the full name of the host (RFC 5321 §4.2, 220 <domain>), and is it this host's name? */
import { isFullName, plainName } from '../../base/host-name.ts';
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints } from './endpoints.ts';
import { settingsFor } from './settings.ts';

export const greeting: Check<'mailHost'> = {
  id: 'mail-host/greeting',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 5321 §4.2' }, { title: 'RFC 5321 §4.3.1' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ ip, port, outcome, banner }, { host, reverseNames }) => {
      if (port !== 25 || outcome !== 'open' || banner === undefined) return undefined;
      const name = plainName(banner.split(' ', 1)[0] ?? '');
      const data = { banner, name };
      const fixes = settingsFor(banner, {
        postfix: [['myhostname', host]],
        exim: [['primary_hostname', host]],
      });
      if (!isFullName(name)) return { outcome: 'fail', message: 'no-name', data, fixes };
      const own = [plainName(host), ...(reverseNames?.[ip] ?? []).map(plainName)];
      if (own.includes(name)) return { outcome: 'pass', message: 'own-name', data };
      return { outcome: 'fail', message: 'other-name', data, fixes };
    }),
};
