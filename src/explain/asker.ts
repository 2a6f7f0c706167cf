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

/**
 * 'did-not-send': the message was written by somebody else, under his address; 'receives': it was to come to him; 'has-mailbox': he wrote it and
 * has a mailbox at a provider, which more than his words tells (own-mailbox.ts).
 */
export type Asker = NoSender | 'has-mailbox';
/** Those to whom nothing is told that is for a sender. */
export type NoSender = 'did-not-send' | 'receives';
/** 'cannot-receive': that nothing comes to him, which his own program that sends to him may be the cause of. */
export type Heard = NoSender | 'cannot-receive';

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

/** What can be done for a recipient whom mail of this category does not reach: the lists of `[receives]` in data/fixes.toml. */
export function receivesGroupOf(category: CategoryId): ReceivesGroup {
  const group = groupIn(category) ?? ownGroupOf(category);
  return group === 'login' ? 'other' : group;
}

const isNoRefusal = ['notice.*', 'not-a-bounce', 'suppressed'] as const;
/** By what was heard, the categories of which it tells nothing. */
const isElse: Readonly<Record<Heard, (category: CategoryId) => boolean>> = {
  // An account has a list of its own, which begins with who uses it.
  'did-not-send': categorySet(...isNoRefusal, 'sender-account.*', 'rate.*'),
  // An account is the sender's: of what his server says to him the receiving side hears nothing.
  receives: categorySet(
    ...isNoRefusal,
    'sender-account.auth-failed',
    'sender-account.not-owner',
    'sender-account.limit',
    'sender-account.suspended',
  ),
  'cannot-receive': categorySet(...isNoRefusal, 'sender-account.*'),
};

/** Reads what somebody says of himself beside a refusal. */
export type AskerReader = (beside: string) => Heard | undefined;

/** Beside the code that stands for the refusal: for nothing else no words are compiled. */
const SAYS_MORE = /[^\s\d]/;

/** What is said beside a refusal of this category. A log of our own tells itself on whose side it is, and a program of his own sends. */
export function askerOf(
  { beside, turnedAway }: Arrival,
  { ownStep, via, isOfHandingIn }: ReplyFacts,
  category: CategoryId,
  read: AskerReader,
): NoSender | undefined {
  const isOnOneSide = turnedAway !== undefined || ownStep !== undefined;
  if (beside === undefined || isOnOneSide || via === 'program' || !SAYS_MORE.test(beside)) return undefined;
  const heard = read(beside);
  if (heard === undefined || isElse[heard](category)) return undefined;
  if (heard === 'cannot-receive' && isOfHandingIn === true) return undefined;
  return heard === 'cannot-receive' ? 'receives' : heard;
}

const isOwn = ({ role }: Speaker): boolean => role === 'own-server' || role === 'own-filter';
/** Of its own trouble and its way our own server's lists say more. */
const OF_ITSELF: ReadonlySet<ReceivesGroup> = new Set(['reach', 'loop', 'server']);

/**
 * Who spoke, and to whom it is told. Who receives it knows that his own side spoke, which to the sender is the recipient's: nobody whom one
 * sends through. `named`: by the rules; `likely`: the same, or where nobody is named by what stands around.
 */
export function heardBy(
  asker: NoSender | undefined,
  named: Speaker,
  likely: Speaker,
  category: CategoryId,
): { readonly asker?: NoSender; readonly speaker: Speaker } {
  // Where one sends through, one sends; but a login is asked of strangers too, where a server is set up wrong.
  const isSentThrough = named.role === 'smarthost' && category !== 'sender-account.auth-required';
  if (asker === undefined || (asker === 'receives' && isSentThrough)) return { speaker: likely };
  if (asker === 'did-not-send') return { asker, speaker: named };
  if (isOwn(likely)) return { speaker: likely, ...(!OF_ITSELF.has(receivesGroupOf(category)) && { asker }) };
  const isTheirs = likely.role === 'recipient-gateway' || likely.role === 'recipient-server';
  return { asker, speaker: isTheirs ? likely : { ...likely, role: 'recipient-gateway', because: ['text'] } };
}

/** Whose turn it is. */
export const actorFor = (asker: NoSender): Actor =>
  asker === 'receives' ? 'recipient-admin' : 'sender-account';

/** What he can do, in order; the texts need nothing but `data`. */
export function fixesFor(
  asker: NoSender,
  category: CategoryId,
  table: FixTable,
  data: RankedFix['data'],
): readonly RankedFix[] {
  const ids =
    asker === 'receives' ? table.receives.get(receivesGroupOf(category)) : table.didNotSend.get('any');
  const known = asker === 'receives' ? { ...data, receives: true } : data;
  return (ids ?? []).map((id) => ({ id, data: known, fixes: [], answers: [] }));
}
