/** Whom the sentence to pass on is for: mostly the recipient, to whom a message did not come; else whoever can mend the cause. */
import type { CategoryId } from '../../findings/category.ts';
import { categorySet } from '../../findings/category-set.ts';
import type { Verdict } from '../verdict.ts';
import { type Case, caseOf } from './told-words.ts';

/**
 * 'recipient-elsewhere': no message reaches the address; 'user': whoever logs in with the account; 'writer': whoever wrote to the address; 'account-admin', 'own-admin': the administrator of the
 * account, of one's own organisation; 'relay': the operator of the server that one sends through; 'recipient-admin', 'moderators'.
 */
export type TellTo =
  | 'recipient'
  | 'recipient-elsewhere'
  | 'recipient-admin'
  | 'user'
  | 'writer'
  | 'account-admin'
  | 'own-admin'
  | 'relay'
  | 'moderators';

const OF_CASE: Readonly<Partial<Record<Case, TellTo>>> = {
  'exchange-login': 'own-admin',
  'smtp-off': 'account-admin',
  'plain-off': 'account-admin',
  'new-tenant': 'own-admin',
  'forwarding-off': 'account-admin',
  'app-password': 'user',
  mechanism: 'user',
  locked: 'user',
  'login-temporary': 'relay',
  'own-rule': 'own-admin',
  'null-sender': 'recipient-admin',
  held: 'moderators',
  'members-only': 'moderators',
  mistyped: 'recipient-elsewhere',
  near: 'recipient-elsewhere',
  'or-blocked': 'recipient-elsewhere',
  'suppressed-global': 'recipient-elsewhere',
  'full-or-large': 'recipient-elsewhere',
};

const OF_CATEGORY: Readonly<Partial<Record<CategoryId, TellTo>>> = {
  'sender-account.auth-required': 'user',
  'sender-account.auth-failed': 'user',
  'sender-account.not-owner': 'user',
  'sender-account.suspended': 'user',
  'sender-account.relay-denied': 'relay',
  // The recipient knows what he set up.
  'notice.auto-reply': 'writer',
};

/** Whoever has the address is to be asked another way. */
const isOutOfReach = categorySet(
  'recipient.unknown',
  'recipient.moved',
  'recipient.inactive',
  'recipient.full',
  'address.syntax',
  'domain.*',
  'net.connection',
  'queue.expired',
  'route.loop',
  'route.misconfigured',
  'suppressed',
);

/** `category`: whose sentence it is. */
export function tellToOf(verdict: Verdict, category: CategoryId): TellTo {
  if (verdict.told?.facts.includes('domain/near') === true) return 'recipient-elsewhere';
  const told = caseOf(verdict, category, 'tell');
  if (told !== undefined && told !== 'edge-blocked') return OF_CASE[told] ?? 'recipient';
  // Without the address nobody is spoken to whom one could write.
  if (category === 'recipient.unknown' && verdict.reply.recipient === undefined) return 'writer';
  return OF_CATEGORY[category] ?? (isOutOfReach(category) ? 'recipient-elsewhere' : 'recipient');
}
