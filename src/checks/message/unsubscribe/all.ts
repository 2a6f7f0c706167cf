/** Checks of a message before it is sent: unsubscribe. */
import type { MessageCheck } from '../../../findings/message-check.ts';

export const unsubscribeChecks: readonly MessageCheck[] = [];
