/** Checks of a message before it is sent: headers. */
import type { MessageCheck } from '../../../findings/message-check.ts';

export const headerChecks: readonly MessageCheck[] = [];
