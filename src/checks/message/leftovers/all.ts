/** Checks of a message before it is sent: leftovers. */
import type { MessageCheck } from '../../../findings/message-check.ts';

export const leftoverChecks: readonly MessageCheck[] = [];
