/** Checks of a mail host: what it says on its ports. */
import type { Check } from '../../findings/finding.ts';

export const mailHostChecks: readonly Check[] = [];
