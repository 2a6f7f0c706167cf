/** Checks of a sending address: HELO identity and route origin. */
import type { Check } from '../../findings/finding.ts';

export const sendingIpChecks: readonly Check[] = [];
