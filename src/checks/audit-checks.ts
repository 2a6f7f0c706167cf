/** Every check of an audit: those of a refusal's evidence that an audit fills too, and its own, by family. */
import type { Check } from '../findings/finding.ts';
import { arcChecks } from './arc/audit-checks.ts';
import { bimiChecks } from './bimi/audit-checks.ts';
import { clientConfigChecks } from './client-config/audit-checks.ts';
import { dkimAuditChecks } from './dkim/audit-checks.ts';
import { dmarcAuditChecks } from './dmarc/audit-checks.ts';
import { heloMatches } from './dns/helo-matches.ts';
import { heloResolves } from './dns/helo-resolves.ts';
import { ptrConfirmed } from './dns/ptr-confirmed.ts';
import { ptrExists } from './dns/ptr-exists.ts';
import { ptrGeneric } from './dns/ptr-generic.ts';
import { listingAuditChecks } from './listing/audit-checks.ts';
import { mailHostChecks } from './mail-host/audit-checks.ts';
import { reportsChecks } from './reports/audit-checks.ts';
import { routingChecks } from './routing/audit-checks.ts';
import { sendingIpChecks } from './sending-ip/audit-checks.ts';
import { spfAuditChecks } from './spf/audit-checks.ts';
import { spfAuthorisesIp } from './spf/authorises-ip.ts';
import { transportChecks } from './transport/audit-checks.ts';

/** The order is that of a report whose findings weigh the same. */
export const auditChecks: readonly Check[] = [
  ...routingChecks,
  spfAuthorisesIp,
  ...spfAuditChecks,
  ...dkimAuditChecks,
  ...dmarcAuditChecks,
  ...reportsChecks,
  ...arcChecks,
  ptrExists,
  ptrConfirmed,
  ptrGeneric,
  heloResolves,
  heloMatches,
  ...sendingIpChecks,
  ...listingAuditChecks,
  ...mailHostChecks,
  ...transportChecks,
  ...clientConfigChecks,
  ...bimiChecks,
];
