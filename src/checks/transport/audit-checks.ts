/** Checks of MTA-STS, TLS-RPT and DANE. */
import type { Check } from '../../findings/finding.ts';

export const transportChecks: readonly Check[] = [];
