/** Checks of a message before it is sent: links. */
import type { MessageCheck } from '../../../findings/message-check.ts';

export const linkChecks: readonly MessageCheck[] = [];
