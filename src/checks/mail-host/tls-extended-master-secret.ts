/** Are the keys of a session of TLS 1.2 bound to the handshake that they come from (RFC 7627)? */
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { judgeHellos } from './handshake.ts';

/** On unless somebody has taken it away; what an old library lacks no setting gives. */
const fixes: readonly Fix[] = [
  {
    kind: 'setting',
    where: 'openssl.cnf [system_default_sect]',
    key: 'Options',
    value: 'ExtendedMasterSecret',
  },
];

export const tlsExtendedMasterSecret: Check<'mailHost'> = {
  id: 'mail-host/tls-extended-master-secret',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 9325 §3.5' }, { title: 'RFC 7627 §5.2' }],
  run: (evidence) =>
    judgeHellos(evidence, ({ hasExtendedMasterSecret }) =>
      hasExtendedMasterSecret
        ? { outcome: 'pass', message: 'offered' }
        : { outcome: 'fail', message: 'not-offered', fixes },
    ),
};
