/** Checks of BIMI: record, DMARC policy, picture, certificate. */
import type { Check } from '../../findings/finding.ts';
import { bimiCertificateValid } from './certificate-valid.ts';
import { bimiDmarcEnforced } from './dmarc-enforced.ts';
import { bimiLogoValid } from './logo-valid.ts';
import { bimiRecordValid } from './record-valid.ts';

export const bimiChecks: readonly Check[] = [
  bimiRecordValid,
  bimiDmarcEnforced,
  bimiLogoValid,
  bimiCertificateValid,
];
