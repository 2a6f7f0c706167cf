/** Checks of a message before it is sent: mime. */
import type { MessageCheck } from '../../../findings/message-check.ts';

export const mimeChecks: readonly MessageCheck[] = [];
