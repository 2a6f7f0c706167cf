/** Checks of a message before it is sent: unsubscribing. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { bodyLink } from './body-link.ts';
import { header } from './header.ts';
import { oneClick } from './one-click.ts';
import { senderIdentity } from './sender-identity.ts';
import { signed } from './signed.ts';

export const unsubscribeChecks: readonly MessageCheck[] = [
  header,
  oneClick,
  signed,
  bodyLink,
  senderIdentity,
];
