/** Checks of DNS lists in an audit: one finding a listing. */
import type { Check } from '../../findings/finding.ts';

export const listingAuditChecks: readonly Check[] = [];
