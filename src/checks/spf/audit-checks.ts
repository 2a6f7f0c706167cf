/** Checks of a whole SPF tree. */
import type { Check } from '../../findings/finding.ts';

export const spfAuditChecks: readonly Check[] = [];
