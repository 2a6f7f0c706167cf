/** Checks of a DMARC record as an audit sees it. */
import type { Check } from '../../findings/finding.ts';

export const dmarcAuditChecks: readonly Check[] = [];
