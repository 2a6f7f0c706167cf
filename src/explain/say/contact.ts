/** Whom to write to: the operator of the list that is the reason, or the postmaster of the provider that refused. */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { CategoryId } from '../../findings/category.ts';
import { categorySet } from '../../findings/category-set.ts';
import { isListing, listOf } from '../list-behind.ts';
import { placeOf } from '../place.ts';
import type { ProviderCard } from '../provider-card.ts';
import type { Verdict } from '../verdict.ts';
import { assertedCategory } from '../weigh.ts';
import { isFromMailbox } from './from-mailbox.ts';
import { isListedNoMore } from './headline.ts';
import { isOwnWord } from './own-words.ts';

/** Blocks that the provider's form is for. */
const isLiftedByForm = categorySet('reputation.*', 'rate.*', 'content.spam', 'content.url-listed', 'unknown');
/** What its postmaster can look up; where all he has is the form for blocks, only of its own rules. */
const isKnownToPostmaster = categorySet('policy.*', 'auth.*', 'dns.*', 'sender.*', 'greylist');
const isOfItsRules = categorySet('policy.*');

/** Blocks that providers take from somebody else's list, where the words name it. */
const KEPT_BY_ANOTHER: ReadonlySet<CategoryId> = new Set(['reputation.provider-block', 'reputation.low']);

/**
 * Whom a letter is for: the operator of the list, the owner of the network, the side that refused, the server that one sends through;
 * 'provider': of one's mailbox, whose server is refused; 'closed': of a list that is no more, 'unreached': the recipient's side, which one's own server did not come to.
 */
export type Addressee = 'list' | 'owner' | 'closed' | 'receiver' | 'relay' | 'provider' | 'unreached';

/** What is said of the server that sent, or not at all: nobody with a mailbox there can mend it, or ask for it. */
const isOfItsServer = categorySet('reputation.*', 'rate.*', 'dns.ptr', 'dns.helo', 'policy.unspecified');

/** What is listed is the IP of the provider that sends for us: only the recipient's side, or the provider, can help. */
const isOfProvider = ({ told }: Verdict): boolean => told?.facts.includes('path/by-provider') === true;
/** There are servers, of which none may have answered. */
const mayEndUnanswered = categorySet('net.*', 'queue.*', 'domain.no-route');
/** Nobody answered who could have refused. */
const isUnanswered = ({ reply, category }: Verdict): boolean =>
  reply.replyCode === undefined && mayEndUnanswered(category);

/** Where a list that is known holds the listing, only its operator can end it, if he takes requests. `data`: the arguments of the texts. */
export function addresseeOf(verdict: Verdict, data: JsonObject): Addressee {
  const asserted = assertedCategory(verdict);
  const way = listOf(verdict)?.way ?? (data.list === undefined ? undefined : 'request');
  const place = placeOf(verdict.reply, verdict.speaker, verdict.category);
  if (place === 'relay') return 'relay';
  if (place === 'client' || isUnanswered(verdict)) return 'unreached';
  if (verdict.turnedAway !== undefined || isListedNoMore(verdict)) return 'receiver';
  if (isOfItsServer(asserted) && asserted !== 'reputation.domain-listed' && isFromMailbox(verdict))
    return 'provider';
  if (isOfProvider(verdict)) return 'receiver';
  if (KEPT_BY_ANOTHER.has(asserted) && way === 'request') return 'list';
  if (!isListing(asserted)) return 'receiver';
  if (way === 'request' || way === 'unknown') return 'list';
  if (way === 'owner' || way === 'neighbours') return 'owner';
  return way === 'closed' ? 'closed' : 'receiver';
}

/** The addressee with the way to reach him; '' where nobody is known who could help. */
export function contactOf(
  verdict: Verdict,
  texts: Catalogue,
  card: ProviderCard | undefined,
  data: JsonObject,
): string {
  // To the server that one sends through one writes as its customer; its lists are for others.
  if (
    isOwnWord(verdict) ||
    verdict.asker !== undefined ||
    placeOf(verdict.reply, verdict.speaker, verdict.category) === 'relay'
  )
    return '';
  const addressee = addresseeOf(verdict, data);
  const asserted = assertedCategory(verdict);
  if (addressee === 'provider') return '';
  if (addressee === 'list') return texts.ui('contact.list', data);
  if (addressee === 'owner') return texts.ui('contact.owner', data);
  // Nobody there takes a request; that the receiver refuses by it, only his own side can change.
  if (isListing(asserted) && (listOf(verdict)?.way === 'expires' || isOfProvider(verdict))) return '';
  if (card === undefined) return '';
  const postmaster = card.postmaster === undefined ? '' : texts.ui('contact.postmaster', data);
  if (isLiftedByForm(asserted))
    return card.appeal === undefined ? postmaster : texts.ui('contact.appeal', data);
  const isForm = card.postmaster === card.appeal;
  return (isForm ? isOfItsRules : isKnownToPostmaster)(asserted) ? postmaster : '';
}
