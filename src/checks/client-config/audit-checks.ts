/** Checks of what mail programs find: SRV, autoconfig, autodiscover. */
import type { Check } from '../../findings/finding.ts';

export const clientConfigChecks: readonly Check[] = [];
