/** Checks of published DKIM keys. */
import type { Check } from '../../findings/finding.ts';

export const dkimAuditChecks: readonly Check[] = [];
