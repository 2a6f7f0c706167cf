/** Checks of BIMI: record, picture, certificate. */
import type { Check } from '../../findings/finding.ts';

export const bimiChecks: readonly Check[] = [];
