/** Checks of a message before it is sent: content. */
import type { MessageCheck } from '../../../findings/message-check.ts';

export const contentChecks: readonly MessageCheck[] = [];
