/**
 * Whose a refusal is and with which others it is told, by its words and the evidence there is. Of the many that are grouped only few
 * are told, so that this alone is done for each of them (explain-many.ts); explain.ts builds the whole verdict on it.
 */
import { type Instant, instantOf } from '../base/clock.ts';
import { type CategoryId, categories } from '../findings/category.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { Finding } from '../findings/finding.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { runChecks } from '../findings/run-checks.ts';
import { domainOf } from '../wire/address/index.ts';
import type { Arrival, Refusal } from './arrival.ts';
import { askerOf, heardBy } from './asker.ts';
import type { TextVerdict } from './classify-texts.ts';
import type { ExplainServices, GivenFacts } from './explain.ts';
import { judgeWords } from './judge-words.ts';
import { likelierSpeaker } from './likely-speaker.ts';
import { namedRelay } from './named-relay.ts';
import { ownershipBy } from './own-client.ts';
import { isForged, isOfMailboxUser, type MailboxHosts } from './own-mailbox.ts';
import { ownCategory } from './own-refusal.ts';
import { hasNoQueue, placeOf } from './place.ts';
import type { ProviderCard } from './provider-card.ts';
import { ownServer, speakerOf } from './speaker.ts';
import { isTransientReply, isUpheld, shouldSuppress, withDnsDoubt } from './suppression.ts';
import type { Cause, Classification, Speaker, TurnedAway, Verdict } from './verdict.ts';
import { settledCategory, weighCauses } from './weigh.ts';

/** What tells with which other refusals one is told: what its words alone say. */
export type Sorted = Pick<
  Verdict,
  'reply' | 'turnedAway' | 'asker' | 'category' | 'confidence' | 'class' | 'scope' | 'suppress' | 'speaker'
>;

/** A refusal sorted, and what was judged on the way: the whole verdict on its words follows from it (`explainSorted`). */
export interface SortedRefusal {
  readonly arrival: Arrival;
  readonly words: TextVerdict;
  /** Absent: our own server turned it away. */
  readonly side?: TheirSide;
  readonly sorted: Sorted;
}

/** As `explainRefusal` where nobody is asked, without what is only shown: for the many of which few are told. */
export function sortRefusal(
  arrival: Arrival,
  refusal: Refusal,
  services: ExplainServices,
  given: GivenFacts,
): SortedRefusal {
  const words = judgeWords(arrival, withGiven(refusal, given), services.classifier);
  if (arrival.turnedAway !== undefined) return { arrival, words, sorted: ownSide(arrival.turnedAway, words) };
  const side = theirSide(arrival, words, replyEvidence(arrival, words.facts, NOT_SHOWN), services);
  return { arrival, words, side, sorted: side.sorted };
}

/** Of evidence that nobody is shown. */
const NOT_SHOWN = instantOf(0);

/** The one shelf that is always filled. */
export function replyEvidence({ input }: Arrival, facts: ReplyFacts, seenAt: Instant): Evidence {
  return { reply: { state: 'present', value: facts, seenAt, from: { kind: 'input', where: input } } };
}

/** The causes to look into: of a notice of delay, those of the reply behind it. */
export function underlying(classification: Classification): Classification {
  const [first, ...others] = classification.alternatives;
  if (classification.category !== 'notice.delayed' || first === undefined) return classification;
  return { ...classification, ...first, alternatives: others };
}

/** What the user tells beats what the report tells. */
export function withGiven(refusal: Refusal, given: GivenFacts): Refusal {
  if (Object.keys(given).length === 0) return refusal;
  const from = given.senderIp === undefined ? {} : ({ senderIpFrom: 'given' } as const);
  return { ...refusal, facts: { ...refusal.facts, ...given, ...from } };
}

/** What our own server turned away. */
export function ownSide(turnedAway: TurnedAway, { facts, classification }: TextVerdict): Sorted {
  const { confidence } = classification;
  const category = ownCategory(classification.category, facts.text);
  const { scope, class: kind } = categories[category];
  return {
    reply: facts,
    turnedAway: ownershipBy(turnedAway, facts.text),
    category,
    confidence,
    class: isTransientReply(facts) ? 'transient' : kind,
    scope,
    suppress: false,
    speaker: ownServer(facts),
  };
}

/** What was refused to us: whom the words and the evidence make responsible, and what else is built on it. */
export interface TheirSide {
  readonly sorted: Sorted;
  readonly causeWords: Classification;
  readonly cause: Cause;
  readonly findings: readonly Finding[];
  readonly card: ProviderCard | undefined;
  readonly settled: CategoryId;
  /** The category is for good, the reply is not. */
  readonly isTransient: boolean;
  /** The category passes at times, this refusal does not. */
  readonly isForGood: boolean;
  /** Of the words alone. */
  readonly wouldSuppress: boolean;
}

/** Where nothing names who spoke, what stands around the words tells who it is likely to have been. */
function withLikeliest(
  speaker: Speaker,
  arrival: Arrival,
  facts: ReplyFacts,
  category: CategoryId,
  { likelySpeaker }: ExplainServices,
): Speaker {
  const { pasted } = arrival;
  if (pasted === undefined) return speaker;
  const named = namedRelay(speaker, facts, category, arrival);
  return likelySpeaker === undefined ? named : likelierSpeaker(named, facts, category, pasted, likelySpeaker);
}

const ownMailboxes = ({ recipientProviderOf, toldReader }: ExplainServices): MailboxHosts => ({
  providerOf: recipientProviderOf,
  ownWords: toldReader.user,
});

/** Too many recipients, and not 452 or 552, after which the rest goes in the next transaction (RFC 5321 §4.5.3.1.10). */
const isRefusedWhole = ({ replyCode }: ReplyFacts): boolean =>
  replyCode !== undefined && replyCode >= 500 && replyCode !== 552;

/** The same for `evidence`, which holds at least the reply. */
export function theirSide(
  arrival: Arrival,
  { facts, classification }: TextVerdict,
  evidence: Evidence,
  services: ExplainServices,
): TheirSide {
  const causeWords = underlying(classification);
  const findings = runChecks(services.checks, evidence);
  const cause = withDnsDoubt(weighCauses(causeWords, findings, services.moves), causeWords, evidence);
  const card =
    classification.provider === undefined ? undefined : services.providers.get(classification.provider);
  const recipientDomain = domainOf(facts.recipient);
  const recipientProvider =
    recipientDomain === undefined ? undefined : services.recipientProviderOf(recipientDomain);
  const named = speakerOf(facts, evidence, card, recipientProvider, classification.category);
  const { category, confidence } = classification;
  const said = askerOf(arrival, facts, category, services.toldReader.asker);
  const { asker: heard, speaker } = heardBy(
    said ?? (isForged(arrival, facts, ownMailboxes(services)) ? 'did-not-send' : undefined),
    named,
    withLikeliest(named, arrival, facts, category, services),
    category,
  );
  const settled = settledCategory(classification.category, cause);
  const asker =
    heard ??
    (isOfMailboxUser(arrival, facts, settled, placeOf(facts, speaker, category), ownMailboxes(services))
      ? 'has-mailbox'
      : undefined);
  const { class: kind, scope } = categories[settled];
  const isLate = arrival.kind === 'delay' || isTransientReply(facts);
  const isTransient = isLate && kind === 'permanent';
  // A program that could not agree on TLS with its server will not by itself, however often it tries.
  const isForGood =
    (settled === 'tls.failed' && hasNoQueue(facts) && facts.replyCode === undefined) ||
    (settled === 'rate.recipients' && isRefusedWhole(facts));
  const wouldSuppress = shouldSuppress(arrival, classification, facts);
  const sorted: Sorted = {
    reply: facts,
    ...(asker !== undefined && { asker }),
    category,
    confidence,
    class: isForGood ? 'permanent' : isTransient ? 'transient' : kind,
    scope,
    suppress: said === undefined && wouldSuppress && isUpheld(classification, cause),
    speaker,
  };
  return { sorted, causeWords, cause, findings, card, settled, isTransient, isForGood, wouldSuppress };
}
