/** Checks of the ARC chain of a given message. */
import type { Check } from '../../findings/finding.ts';
import { arcChainValid } from './chain-valid.ts';

export const arcChecks: readonly Check[] = [arcChainValid];
