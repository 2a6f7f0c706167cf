/** Checks of a message before it is sent: html. */
import type { MessageCheck } from '../../../findings/message-check.ts';

export const htmlChecks: readonly MessageCheck[] = [];
