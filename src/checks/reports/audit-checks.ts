/** Checks of what DMARC and TLS reports say of a domain. */
import type { Check } from '../../findings/finding.ts';
import { reportsOwnMail } from './own-mail.ts';
import { reportsPeriod } from './period.ts';
import { reportsPolicySeen } from './policy-seen.ts';
import { reportsReadable } from './readable.ts';
import { reportsSources } from './sources.ts';
import { reportsTlsFailures } from './tls-failures.ts';

export const reportsChecks: readonly Check[] = [
  reportsOwnMail,
  reportsSources,
  reportsPolicySeen,
  reportsTlsFailures,
  reportsPeriod,
  reportsReadable,
];
