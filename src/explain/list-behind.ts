/**
 * The block list behind a refusal: the one that the look-ups found, the one that the words name, or the one that a code of
 * the provider stands for. Who keeps it decides who can be asked, and whether anybody need be.
 */
import type { CategoryId } from '../findings/category.ts';
import { categorySet } from '../findings/category-set.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { ListCondition } from './fix-table.ts';
import { addressToAsk } from './named-page.ts';
import { codesIn, type ProviderCard } from './provider-card.ts';
import type { NamedList, Verdict } from './verdict.ts';

/** What is known of block lists. */
export interface ListKnowledge {
  /** The list that words name ('blocked using zen.spamhaus.org'); of several the first that holds such things. */
  readonly namedIn: (text: string, holds?: NamedList['holds']) => NamedList | undefined;
  /** By zone, or by the id of one that cannot be asked. */
  readonly ofId: (id: string, codes?: readonly string[], subject?: string) => NamedList | undefined;
}

/** The list behind a refusal, and whether somebody can be asked. */
export interface ListBehind {
  readonly list: NamedList | undefined;
  /** The provider has a form, or the reply names a page or an address to write to. */
  readonly hasForm: boolean;
}

/** Refusals that rest on a listing, with what is listed. */
const LISTED: Readonly<Partial<Record<CategoryId, NonNullable<NamedList['holds']>>>> = {
  'reputation.ip-listed': 'ip',
  'reputation.ip-policy-listed': 'ip',
  'reputation.domain-listed': 'domain',
  'content.url-listed': 'domain',
};

/** A list is the reason, whether it is named or not. */
export const isListing = (category: CategoryId): boolean => category in LISTED;

/** The words may name a list: it is the reason, or what the reason rests on. */
const mayNameList = categorySet(
  'reputation.*',
  'policy.*',
  'content.*',
  'sender.*',
  'sender-account.*',
  'unknown',
);

/** The list that the words name; else the one that the provider's code in them stands for. */
export function namedList(
  facts: ReplyFacts,
  category: CategoryId,
  card: ProviderCard | undefined,
  lists: ListKnowledge,
): NamedList | undefined {
  if (!mayNameList(category)) return undefined;
  const named = lists.namedIn(facts.text, LISTED[category]);
  if (named !== undefined || card === undefined) return named;
  const kept = codesIn(card, facts.text, facts.enhancedStatus).find(({ list }) => list !== undefined);
  return kept?.list === undefined ? undefined : lists.ofId(kept.list);
}

/** The list that the look-ups found, where it is another one than the words name, or none is named. */
export function foundList(
  category: CategoryId,
  evidence: Evidence,
  named: NamedList | undefined,
  lists: ListKnowledge,
): NamedList | undefined {
  if (!isListing(category)) return undefined;
  const answers = [evidence.ipListings, evidence.domainListings]
    .flatMap((shelf) => (shelf?.state === 'present' ? shelf.value.answers : []))
    .filter(({ state }) => state === 'listed');
  const found = answers.find(({ zone }) => zone === named?.zone) ?? answers[0];
  if (found === undefined) return undefined;
  const codes = found.codes.map(({ code }) => code);
  return lists.ofId(found.zone, codes, found.subject);
}

/** The list to speak of. */
export const listOf = ({ foundList: found, namedList: named }: Pick<Verdict, 'foundList' | 'namedList'>) =>
  found ?? named;

/** A page, or an address that somebody answers for (RFC 2142). */
const PAGE =
  /https?:\/\/|\bwww\.|\b(?:postmaster|abuse|support|help|unblock|delist|removal|noc|spam)[\w.+-]{0,30}@/i;

/** Whether there is somebody's form or address: of the provider, or named in the reply. */
export const hasForm = (facts: ReplyFacts, card: ProviderCard | undefined): boolean =>
  card?.appeal !== undefined ||
  PAGE.test(facts.text.slice(0, 4096)) ||
  addressToAsk(facts, card) !== undefined;

/** Does the list behind the refusal allow for such a fix? `category`: whose fix it is. */
export function fitsList(
  wanted: ListCondition,
  { list, hasForm }: ListBehind,
  category: CategoryId,
): boolean {
  const way = list === undefined ? 'none' : (list.way ?? 'request');
  const holds = list?.holds ?? LISTED[category] ?? 'ip';
  const cause = causeFor(list, category);
  if (wanted.ways !== undefined && !wanted.ways.includes(way)) return false;
  if (wanted.holds !== undefined && wanted.holds !== holds) return false;
  if (wanted.causes !== undefined && (cause === undefined || !wanted.causes.includes(cause))) return false;
  if (cause !== undefined && wanted.exceptCauses?.includes(cause) === true) return false;
  return wanted.form === undefined || wanted.form === hasForm;
}

/** Words that speak of a policy range mean it, whatever else the list holds. */
function causeFor(list: NamedList | undefined, category: CategoryId): string | undefined {
  const isPolicy = list?.isPolicy === true || category === 'reputation.ip-policy-listed';
  return isPolicy && list?.cause !== 'reverse-dns' ? 'policy' : list?.cause;
}
