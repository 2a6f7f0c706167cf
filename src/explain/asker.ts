/**
 * What somebody who pastes a refusal says of himself, in his own words beside it (askers-words.ts): that he never wrote the message, or that
 * it was addressed to him. Then the answer for a sender is wrong from its first word: nobody is to be asked to let the message in, nobody
 * is taken off a list. His words are those of the group 'asker' in data/told.toml; where they are not clear, nothing changes.
 */
import type { Actor, CategoryId } from '../findings/category.ts';
import { categorySet, categoryTable } from '../findings/category-set.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { Arrival } from './arrival.ts';
import type { FixTable } from './fix-table.ts';
import { type OwnGroup, ownGroupOf } from './own-refusal.ts';
import type { RankedFix, Speaker } from './verdict.ts';

/** 'did-not-send': the message was written by somebody else, under his address; 'receives': it was to come to him. */
export type Asker = 'did-not-send' | 'receives';

/** What the receiving side that asks can do depends on this alone; the lists are [receives] in data/fixes.toml. */
export type ReceivesGroup = Exclude<OwnGroup, 'login'> | 'full' | 'size' | 'no-login' | 'reach' | 'loop';

const groupIn = categoryTable<ReceivesGroup>({
  'recipient.full': 'full',
  'recipient.message-too-large': 'size',
  'content.too-large': 'size',
  'recipient.restricted': 'other',
  'sender-account.auth-required': 'no-login',
  'sender-account.relay-denied': 'relay',
  'domain.not-hosted': 'relay',
  'domain.*': 'reach',
  'net.*': 'reach',
  'queue.*': 'reach',
  'route.*': 'loop',
});

export function receivesGroupOf(category: CategoryId): ReceivesGroup {
  const group = groupIn(category) ?? ownGroupOf(category);
  return group === 'login' ? 'other' : group;
}

/** What is no refusal of a message, and accounts whose own list begins with who uses them. */
const saysNothingOfIt = categorySet('notice.*', 'not-a-bounce', 'suppressed', 'sender-account.*', 'rate.*');
/** An account is the sender's: of what his server says to him the receiving side hears nothing. */
const isOfSendersAccount = categorySet(
  'notice.*',
  'not-a-bounce',
  'suppressed',
  'sender-account.auth-failed',
  'sender-account.not-owner',
  'sender-account.limit',
  'sender-account.suspended',
);

/** What is said beside a refusal of this category. A log of our own tells itself on whose side it is, and a program of his own sends. */
export function askerOf(
  { beside, turnedAway }: Arrival,
  { ownStep, via, isOfHandingIn }: ReplyFacts,
  category: CategoryId,
  read: (beside: string) => Asker | undefined,
): Asker | undefined {
  const isOnOneSide = turnedAway !== undefined || ownStep !== undefined;
  if (beside === undefined || isOnOneSide || via === 'program' || isOfHandingIn === true) return undefined;
  const asker = read(beside);
  const isElse = asker === 'receives' ? isOfSendersAccount : saysNothingOfIt;
  return asker === undefined || isElse(category) ? undefined : asker;
}

const isOwn = ({ role }: Speaker): boolean => role === 'own-server' || role === 'own-filter';
/** Of its own trouble and its way our own server's lists say more. */
const OF_ITSELF: ReadonlySet<ReceivesGroup> = new Set(['reach', 'loop', 'server']);

/**
 * Who spoke, and to whom it is told. Who receives it knows that his own side spoke, which to the sender is the recipient's: nobody whom one
 * sends through. `named`: by the rules; `likely`: the same, or where nobody is named by what stands around.
 */
export function heardBy(
  asker: Asker | undefined,
  named: Speaker,
  likely: Speaker,
  category: CategoryId,
): { readonly asker?: Asker; readonly speaker: Speaker } {
  // Where one sends through, one sends.
  if (asker === undefined || (asker === 'receives' && named.role === 'smarthost')) return { speaker: likely };
  if (asker === 'did-not-send') return { asker, speaker: named };
  if (isOwn(likely)) return { speaker: likely, ...(!OF_ITSELF.has(receivesGroupOf(category)) && { asker }) };
  const isTheirs = likely.role === 'recipient-gateway' || likely.role === 'recipient-server';
  return { asker, speaker: isTheirs ? likely : { ...likely, role: 'recipient-gateway', because: ['text'] } };
}

/** Whose turn it is. */
export const actorFor = (asker: Asker): Actor =>
  asker === 'receives' ? 'recipient-admin' : 'sender-account';

/** What he can do, in order; the texts need nothing but `data`. */
export function fixesFor(
  asker: Asker,
  category: CategoryId,
  table: FixTable,
  data: RankedFix['data'],
): readonly RankedFix[] {
  const ids =
    asker === 'receives' ? table.receives.get(receivesGroupOf(category)) : table.didNotSend.get('any');
  const known = asker === 'receives' ? { ...data, receives: true } : data;
  return (ids ?? []).map((id) => ({ id, data: known, fixes: [], answers: [] }));
}
