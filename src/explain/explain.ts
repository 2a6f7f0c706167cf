/**
 * Explains a refusal: what the words say, what the evidence says, who spoke, what to do.
 *
 * The words come first and cost nothing; then only those look-ups are made that tell the candidate causes apart,
 * at most 12 questions and 3 seconds together, and the findings move the verdict with every move named.
 */

import type { Clock } from '../base/clock.ts';
import { instantOf } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import type { CauseMoveRule } from '../checks/index.ts';
import { type Actor, type CategoryId, categories } from '../findings/category.ts';
import { categorySet, fitsCategory } from '../findings/category-set.ts';
import type { Evidence, RejectionKey } from '../findings/evidence.ts';
import type { Check } from '../findings/finding.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { runChecks } from '../findings/run-checks.ts';
import { domainOf } from '../wire/address/index.ts';
import type { Arrival, Refusal } from './arrival.ts';
import { actorFor, askerOf, fixesFor, type NoSender } from './asker.ts';
import type { AsksOnly } from './asks-only.ts';
import { isAwaited } from './awaited.ts';
import type { Classifier, LikenessJudge } from './classify/index.ts';
import type { TextVerdict } from './classify-texts.ts';
import { type FixTable, fixTableAt, fixTableForMailbox, groupsHeeded } from './fix-table.ts';
import { judgeWords } from './judge-words.ts';
import { foundList, hasForm, isListing, type ListKnowledge, namedList } from './list-behind.ts';
import { mailboxGroupOf } from './own-mailbox.ts';
import { ownActor, ownCause, ownEvidence, ownFixes } from './own-refusal.ts';
import { actorOf, mayBeSaidAt, type Place, placeOf } from './place.ts';
import type { ProviderCard } from './provider-card.ts';
import { ATTEMPT, MAX_FIXES, rankFixes } from './rank-fixes.ts';
import {
  ownSide,
  replyEvidence,
  type SortedRefusal,
  type TheirSide,
  theirSide,
  underlying,
  withGiven,
} from './sort-refusal.ts';
import { isFinalReply, isReportOfChecks, isTransientReply } from './suppression.ts';
import { textData } from './text-data.ts';
import {
  groupOf,
  isFiled,
  isHeld,
  isOpen,
  mayAskDomain,
  type Told,
  type ToldReader,
  toldData,
  weighSlip,
} from './told/index.ts';
import type { Classification, Explanation, RankedFix, Verdict } from './verdict.ts';
import { candidateCauses } from './weigh.ts';

/** Gathers the shelves wanted for one refusal; the composition root gives it, already bounded in number and time. */
export type Gather = (
  wanted: readonly RejectionKey[],
  facts: ReplyFacts,
  returned: Arrival['returned'],
) => Promise<Evidence>;

/** What explaining uses; the composition root gives it. */
export interface ExplainServices {
  readonly classifier: Classifier;
  /** The card of a provider by its id. */
  readonly providers: { readonly get: (id: string) => ProviderCard | undefined };
  readonly recipientProviderOf: (domain: string) => string | undefined;
  readonly fixTable: FixTable;
  /** What the words tell beside the category. */
  readonly toldReader: ToldReader;
  /** Does a text without a code only ask something? */
  readonly asksOnly: AsksOnly;
  readonly checks: readonly Check[];
  readonly moves: readonly CauseMoveRule[];
  readonly evidenceFor: (category: CategoryId) => readonly RejectionKey[];
  /** Who is likely to have spoken, by what stands around the words; absent: nobody is guessed. */
  readonly likelySpeaker?: LikenessJudge;
  readonly lists: ListKnowledge;
  readonly clock: Clock;
  /** Absent: nothing is asked (--offline). */
  readonly gather?: Gather;
}

/** What the user adds to what the bounce tells (--from, --sender-ip, --helo, --recipient). */
export type GivenFacts = Pick<ReplyFacts, 'sender' | 'headerFrom' | 'senderIp' | 'helo' | 'recipient'>;

/** The refusals of an arrival; a report that names no recipient is one refusal without. */
export function refusalsOf(arrival: Arrival): readonly Refusal[] {
  return arrival.refusals.length > 0 ? arrival.refusals : [{ facts: { text: '' }, otherTexts: [] }];
}

const MAX_SHELVES = 8;

/** Shelves that tell the likeliest causes apart, most telling first. */
function wantedEvidence(words: Classification, services: ExplainServices): readonly RejectionKey[] {
  const causes = [words.category, ...candidateCauses(words).map((cause) => cause.category)].slice(0, 5);
  const wanted = new Set(causes.flatMap((cause) => services.evidenceFor(cause)));
  return [...wanted].slice(0, MAX_SHELVES);
}

/** Explains one refusal of an arrival. Never throws; what could not be asked is shown as that. */
export async function explainRefusal(
  arrival: Arrival,
  refusal: Refusal,
  services: ExplainServices,
  given: GivenFacts = {},
): Promise<Verdict> {
  const words = judgeWords(arrival, withGiven(refusal, given), services.classifier);
  const evidence: Evidence = {
    ...replyEvidence(arrival, words.facts, instantOf(services.clock.nowMs())),
    ...(services.gather !== undefined && (await gathered(arrival, words, services, services.gather))),
  };
  return arrival.turnedAway === undefined
    ? assemble(words, theirSide(arrival, words, evidence, services), evidence, services)
    : assembleOwn(arrival, words, evidence, services);
}

/** As `explainRefusal` where nobody is asked, of what was sorted before. */
export function explainSorted({ arrival, words, side }: SortedRefusal, services: ExplainServices): Verdict {
  const evidence = replyEvidence(arrival, words.facts, instantOf(services.clock.nowMs()));
  return side === undefined
    ? assembleOwn(arrival, words, evidence, services)
    : assemble(words, side, evidence, services);
}

async function gathered(
  arrival: Arrival,
  { facts, classification }: TextVerdict,
  services: ExplainServices,
  gather: Gather,
): Promise<Evidence> {
  const isExplainable =
    classification.category !== 'not-a-bounce' && (arrival.notice ?? 'delayed') === 'delayed';
  // What a look-up tells, it tells of the server of whoever sent it.
  const asker = askerOf(arrival, facts, classification.category, services.toldReader.asker);
  const likely = wantedEvidence(underlying(classification), services);
  const wanted =
    arrival.turnedAway === undefined
      ? likely
      : ownEvidence(classification.category, arrival.turnedAway, likely);
  return isExplainable && asker !== 'did-not-send' && wanted.length > 0
    ? gather(wanted, facts, arrival.returned)
    : {};
}

/** What our own server turned away: told to the receiving side. */
function assembleOwn(
  arrival: Arrival,
  words: TextVerdict,
  evidence: Evidence,
  services: ExplainServices,
): Verdict {
  const { facts, classification } = words;
  const client = arrival.turnedAway ?? {};
  const isKnown = client.host !== undefined && services.classifier.providerOfHost(client.host) !== undefined;
  const sorted = ownSide(isKnown ? { ...client, isKnown } : client, words);
  const { category, confidence, class: kind, scope, suppress, speaker, turnedAway = {} } = sorted;
  const isWanted = isAwaited({ ...arrival, turnedAway }, services.toldReader.asker);
  return {
    reply: facts,
    turnedAway,
    ...(isWanted && { asker: 'receives' }),
    category,
    confidence,
    classification,
    cause: ownCause({ ...classification, category }),
    class: kind,
    scope,
    actor: isWanted ? 'recipient-admin' : ownActor(category, turnedAway),
    retry: 'no',
    suppress,
    speaker,
    evidence,
    findings: runChecks(services.checks, evidence),
    fixes: ownFixes(
      category,
      { ...turnedAway, isWanted },
      services.fixTable,
      textData(facts, evidence, speaker, undefined, services.lists.namedIn(facts.text)),
    ),
  };
}

function assemble(
  { facts, classification }: TextVerdict,
  side: TheirSide,
  evidence: Evidence,
  services: ExplainServices,
): Verdict {
  const { sorted, causeWords, cause, findings, card, isTransient, isForGood, wouldSuppress } = side;
  const { category, confidence, class: kind, scope, suppress, speaker } = sorted;
  if (sorted.asker !== undefined && sorted.asker !== 'has-mailbox')
    return assembleFor(sorted.asker, classification, side, evidence, services);
  const { retry } = categories[side.settled];
  const place = placeOf(facts, speaker, category);
  const usual = fixTableAt(place, services.fixTable);
  const guesses = cause.isAsserted ? [] : cause.candidates.map((candidate) => candidate.category);
  const isOfOurs = place === 'relay' || place === 'home';
  const toldBy = (table: FixTable): Told | undefined => {
    const heeded = new Set(groupsHeeded([causeWords.category, cause.category, ...guesses], table));
    if (mayAskDomain(side.settled, isOfOurs)) heeded.add(groupOf('domain/near'));
    if (heeded.size === 0) return undefined;
    return weighSlip(toldOf(facts, heeded, services), side.settled, facts, isOfOurs);
  };
  // Whoever typed 'gmial.com' is told so, and nothing else, with a server or without.
  const isMistyped = sorted.asker !== undefined && toldBy(usual)?.facts.includes('domain/mistyped') === true;
  const asker = isMistyped ? undefined : sorted.asker;
  const named = namedList(facts, cause.category, card, services.lists);
  const found = foundList(side.settled, evidence, named, services.lists);
  const list = found ?? named;
  // A list that is no more is the fault of the server that asks it.
  const isOfClosed = list?.way === 'closed' && isListing(side.settled) && place !== 'relay';
  const group = asker === undefined ? undefined : mailboxGroupOf(side.settled, place);
  const table =
    group === undefined ? usual : fixTableForMailbox(group, isFinalReply(facts), services.fixTable);
  const told = toldBy(table);
  const isFeedback = category === 'notice.complaint' && isReportOfChecks(facts.text);
  const mayBe = (guess: CategoryId): boolean => isOpen(told, guess) && mayBeSaidAt(place, guess);
  const textOfFixes: JsonObject = {
    ...textData(facts, evidence, speaker, card, list),
    ...toldData(told),
    ...blockedData(side.settled),
  };
  const ranked = rankFixes(
    causeWords.category,
    { ...cause, candidates: cause.candidates.filter(({ category: guess }) => mayBe(guess)) },
    findings,
    table,
    textOfFixes,
    {
      mayStop: suppress || !wouldSuppress,
      isFinal: isFinalReply(facts) || isForGood,
      isRetried: group === undefined && isTransientReply(facts),
      list: { list, hasForm: hasForm(facts, card) },
      ...(told !== undefined && { told: told.facts }),
    },
  );
  const fixes = withQuestion(ranked, told, textOfFixes);
  return {
    reply: facts,
    ...(asker !== undefined && { asker }),
    category,
    confidence,
    classification,
    cause,
    class: isHeld(told, category) ? 'transient' : isFiled(told, category) ? 'notice' : kind,
    scope,
    actor: isOfClosed
      ? 'recipient-admin'
      : group === 'provider'
        ? 'recipient-admin'
        : (toldActor(ranked, told, place, services.fixTable) ?? actorOf(side.settled, place)),
    // To an address that was typed wrongly nobody sends again.
    retry:
      isForGood || told?.facts.includes('domain/mistyped') === true ? 'no' : isTransient ? 'later' : retry,
    suppress,
    speaker,
    ...(named !== undefined && { namedList: named }),
    ...(found !== undefined && found.id !== named?.id && { foundList: found }),
    ...(told !== undefined && told.facts.length > 0 && { told }),
    evidence,
    findings,
    // Nobody complained: there is nothing to mend at the address.
    fixes: isFeedback ? [] : fixes,
    // How long an appeal takes is told where there is one to make.
    ...(card?.usualWaitHours !== undefined &&
      list === undefined &&
      fitsCategory(category, 'reputation.*') && { usualWaitSeconds: card.usualWaitHours * 3600 }),
  };
}

/** Is a large provider's domain meant? Where that is open it is asked before anything else. */
function withQuestion(
  ranked: readonly RankedFix[],
  told: Told | undefined,
  data: JsonObject,
): readonly RankedFix[] {
  if (told?.facts.includes('domain/near') !== true) return ranked;
  const rest = ranked.filter(({ id }) => id !== QUESTION);
  // The last makes room, unless it is to wait for what is tried anyway.
  const spare = rest.length < MAX_FIXES ? undefined : rest.findLast(({ id }) => id !== ATTEMPT);
  return [{ id: QUESTION, data, fixes: [], answers: [] }, ...rest.filter((fix) => fix !== spare)];
}

const QUESTION = 'list/right-domain';

/** What somebody pasted who says that he did not write the message, or that it was to come to him: what is asked of a sender is not asked of him. */
function assembleFor(
  asker: NoSender,
  classification: Classification,
  { sorted, findings, card }: TheirSide,
  evidence: Evidence,
  { fixTable, lists }: ExplainServices,
): Verdict {
  const { reply, category, speaker } = sorted;
  const named = namedList(reply, category, card, lists);
  return {
    ...sorted,
    classification,
    cause: ownCause(classification),
    actor: actorFor(asker),
    retry: 'no',
    ...(named !== undefined && { namedList: named }),
    evidence,
    findings,
    fixes: fixesFor(asker, category, fixTable, textData(reply, evidence, speaker, card, named)),
  };
}

/** Somebody was blocked, whose block can be lifted. */
const blockedData = (category: CategoryId): JsonObject => ({
  ...(isBlock(category) && { blocked: true }),
  // A figure, no list: nobody lifts it.
  ...(category === 'reputation.low' && { lowReputation: true }),
});
const isBlock = categorySet('sender-account.suspended', 'reputation.*');

/** Whose turn it is where the words, or the list behind a listing, ask for the first fix. */
function toldActor(
  [first]: readonly RankedFix[],
  told: Told | undefined,
  place: Place | undefined,
  { fixes }: FixTable,
): Actor | undefined {
  const entry = first === undefined ? undefined : fixes.get(first.id);
  // The server that one sends through knows an account, whatever it says of the address.
  if (place === 'relay' && entry?.actor === 'sender-ip') return undefined;
  const isAsked = entry?.toldBy.some((fact) => told?.facts.includes(fact)) === true;
  return isAsked || entry?.list !== undefined ? entry?.actor : undefined;
}

/** What the words tell beside the category, where that moves a fix. */
function toldOf(
  facts: ReplyFacts,
  groups: ReadonlySet<string>,
  { toldReader, recipientProviderOf, providers }: ExplainServices,
): Told {
  return toldReader.read(
    facts,
    {
      ofHost: recipientProviderOf,
      sendsForMany: (host) => {
        const id = recipientProviderOf(host);
        const kind = id === undefined ? undefined : providers.get(id)?.kind;
        return kind === 'mailbox' || kind === 'filter' || kind === 'sender-service';
      },
      receivesForMany: (host) => {
        const id = recipientProviderOf(host);
        const kind = id === undefined ? undefined : providers.get(id)?.kind;
        return kind === 'mailbox' || kind === 'filter';
      },
      hidesBlocks: (domain) => {
        const id = recipientProviderOf(domain);
        return id !== undefined && providers.get(id)?.hidesBlocks === true;
      },
      ofAddress: (domain) => {
        const id = recipientProviderOf(domain);
        const card = id === undefined ? undefined : providers.get(id);
        return card?.kind === 'mailbox' && card.domains.includes(domain) ? id : undefined;
      },
    },
    groups,
  );
}

/** Different look-ups that one report may cost: a bounce may name a thousand recipients. */
const MAX_LOOKED_INTO = 5;

/** Gathers once for recipients of the same domain refused for the same words; beyond the limit nothing more is asked. */
function sharedGather(gather: Gather, classifier: Classifier): Gather {
  const asked = new Map<string, Promise<Evidence>>();
  return (wanted, facts, returned) => {
    const domain = domainOf(facts.recipient) ?? '';
    const key = `${classifier.classify(facts).category} ${domain} ${facts.speakerHost ?? ''}`;
    const known = asked.get(key);
    if (known !== undefined) return known;
    if (asked.size >= MAX_LOOKED_INTO) return Promise.resolve({});
    const evidence = gather(wanted, facts, returned);
    asked.set(key, evidence);
    return evidence;
  };
}

/** Explains everything that one arrival refuses; refusals of the same report are explained side by side. */
export async function explainArrival(
  arrival: Arrival,
  services: ExplainServices,
  given: GivenFacts = {},
): Promise<Explanation> {
  const { gather } = services;
  const shared: ExplainServices =
    gather === undefined ? services : { ...services, gather: sharedGather(gather, services.classifier) };
  const verdicts = await Promise.all(
    arrival.refusals.map((refusal) => explainRefusal(arrival, refusal, shared, given)),
  );
  return {
    input: arrival.input,
    kind: arrival.kind,
    ...(arrival.format !== undefined && { format: arrival.format }),
    verdicts,
  };
}
