/** Checks of MX, zone, DNSSEC and CAA. */
import type { Check } from '../../findings/finding.ts';

export const routingChecks: readonly Check[] = [];
