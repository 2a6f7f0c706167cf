/**
 * Explains a refusal: what the words say, what the evidence says, who spoke, what to do.
 *
 * The words come first and cost nothing; then only those look-ups are made that tell the candidate causes apart,
 * at most 12 questions and 3 seconds together, and the findings move the verdict with every move named.
 */

import type { Clock } from '../base/clock.ts';
import { instantOf } from '../base/clock.ts';
import type { CauseMoveRule } from '../checks/index.ts';
import { type CategoryId, categories } from '../findings/category.ts';
import type { Evidence, RejectionKey } from '../findings/evidence.ts';
import type { Check } from '../findings/finding.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { runChecks } from '../findings/run-checks.ts';
import type { Arrival, Refusal } from './arrival.ts';
import type { Classifier } from './classify/index.ts';
import { classifyTexts, type TextVerdict } from './classify-texts.ts';
import type { FixTable } from './fix-table.ts';
import type { ProviderCard } from './provider-card.ts';
import { rankFixes } from './rank-fixes.ts';
import { speakerOf } from './speaker.ts';
import { textData } from './text-data.ts';
import type { Candidate, Classification, Explanation, NamedList, Verdict } from './verdict.ts';
import { candidateCauses, weighCauses } from './weigh.ts';

/** Gathers the shelves wanted for one refusal; the composition root gives it, already bounded in number and time. */
export type Gather = (
  wanted: readonly RejectionKey[],
  facts: ReplyFacts,
  returned: Arrival['returned'],
) => Promise<Evidence>;

export interface ExplainServices {
  readonly classifier: Classifier;
  /** The card of a provider by its id. */
  readonly providers: { readonly get: (id: string) => ProviderCard | undefined };
  readonly recipientProviderOf: (domain: string) => string | undefined;
  readonly fixTable: FixTable;
  readonly checks: readonly Check[];
  readonly moves: readonly CauseMoveRule[];
  readonly evidenceFor: (category: CategoryId) => readonly RejectionKey[];
  /** The DNS list that words name ('blocked using zen.spamhaus.org'). */
  readonly listNamedIn: (text: string) => NamedList | undefined;
  readonly clock: Clock;
  /** Absent: nothing is asked (--offline). */
  readonly gather?: Gather;
}

/** What the user adds to what the bounce tells (--from, --sender-ip, --helo, --recipient). */
export type GivenFacts = Pick<ReplyFacts, 'sender' | 'headerFrom' | 'senderIp' | 'helo' | 'recipient'>;

/** Least confidence at which mail to an address is stopped at once. */
const SUPPRESS_FROM = 0.7;

/** A report says of itself what it is; how often the reader is right about that (tools/measure-bounces.ts). */
const NOTICE_CONFIDENCE = 0.97;
/** Of a report whose words were none of a failure. */
const UNKNOWN_CONFIDENCE = 0.2;

const noticeCategories = {
  delivered: 'notice.delivered',
  'auto-reply': 'notice.auto-reply',
  challenge: 'notice.challenge',
  complaint: 'notice.complaint',
  unsubscribe: 'notice.unsubscribe',
  delayed: 'notice.delayed',
} as const satisfies Record<NonNullable<Arrival['notice']>, CategoryId>;

const isTransientReply = (facts: ReplyFacts): boolean =>
  facts.replyCode !== undefined ? facts.replyCode < 500 : (facts.enhancedStatus?.startsWith('4') ?? false);

/** The refusals of an arrival; a report that names no recipient is one refusal without. */
export function refusalsOf(arrival: Arrival): readonly Refusal[] {
  return arrival.refusals.length > 0 ? arrival.refusals : [{ facts: { text: '' }, otherTexts: [] }];
}

/** A notice's own category, in place of what its words would say of a refusal. */
function asNotice(
  verdict: TextVerdict,
  category: CategoryId,
  alternatives: readonly Candidate[] = [],
): TextVerdict {
  return {
    ...verdict,
    classification: { ...verdict.classification, category, confidence: NOTICE_CONFIDENCE, alternatives },
  };
}

/** Does a notice of delay say why? Then its reason is worth more than the fact that it is late. */
function saysWhy({ category, features }: TextVerdict['classification']): boolean {
  const isTelling =
    features?.tier === 'decisive' || features?.tier === 'strong' || features?.tier === 'enhanced';
  return isTelling && !['unknown', 'queue.expired', 'notice.delayed'].includes(category);
}

/** A report of failure is no notice, whatever stands in it beside the failure ("delivered to …, failed for …"). */
function asFailure(verdict: TextVerdict): TextVerdict {
  const { classification } = verdict;
  const isNotice = (category: CategoryId): boolean =>
    category.startsWith('notice.') && category !== 'notice.delayed' && category !== 'notice.challenge';
  if (!isNotice(classification.category)) return verdict;
  const [best, ...others] = classification.alternatives.filter((one) => !isNotice(one.category));
  const unknown = { category: 'unknown', confidence: UNKNOWN_CONFIDENCE } as const;
  return { ...verdict, classification: { ...classification, ...(best ?? unknown), alternatives: others } };
}

/** The words' verdict of one refusal; a notice is what it is, whatever its words. */
export function judgeWords(arrival: Arrival, refusal: Refusal, classifier: Classifier): TextVerdict {
  const { notice } = arrival;
  if (notice === undefined && arrival.kind === 'not-a-bounce') {
    return asNotice(
      { facts: refusal.facts, classification: classifier.classify({ text: '' }) },
      'not-a-bounce',
    );
  }
  const verdict = classifyTexts(classifier, refusal.facts, refusal.otherTexts);
  if (notice === undefined) return arrival.input === 'message' ? asFailure(verdict) : verdict;
  if (notice !== 'delayed') return asNotice(verdict, noticeCategories[notice]);
  const { classification } = verdict;
  if (saysWhy(classification)) return verdict;
  const { category, confidence, alternatives } = classification;
  return asNotice(
    verdict,
    'notice.delayed',
    category === 'unknown' ? [] : [{ category, confidence }, ...alternatives],
  );
}

/** Must mail to this address stop now? Only where the address itself is at fault for good (rejections.md, principle 2). */
export function shouldSuppress(arrival: Arrival, classification: Classification, facts: ReplyFacts): boolean {
  const { suppress, class: kind } = categories[classification.category];
  if (suppress !== 'yes') return false;
  if (kind === 'notice') return true;
  return arrival.kind === 'bounce' && classification.confidence >= SUPPRESS_FROM && !isTransientReply(facts);
}

/** The causes to look into: of a notice of delay, those of the reply behind it. */
function underlying(classification: Classification): Classification {
  const [first, ...others] = classification.alternatives;
  if (classification.category !== 'notice.delayed' || first === undefined) return classification;
  return { ...classification, ...first, alternatives: others };
}

const MAX_SHELVES = 8;

/** Shelves that tell the likeliest causes apart, most telling first. */
function wantedEvidence(words: Classification, services: ExplainServices): readonly RejectionKey[] {
  const causes = [words.category, ...candidateCauses(words).map((cause) => cause.category)].slice(0, 5);
  const wanted = new Set(causes.flatMap((cause) => services.evidenceFor(cause)));
  return [...wanted].slice(0, MAX_SHELVES);
}

/** What the user tells beats what the report tells. */
function withGiven(refusal: Refusal, given: GivenFacts): Refusal {
  const from = given.senderIp === undefined ? {} : ({ senderIpFrom: 'given' } as const);
  return { ...refusal, facts: { ...refusal.facts, ...given, ...from } };
}

/** Explains one refusal of an arrival. Never throws; what could not be asked is shown as that. */
export async function explainRefusal(
  arrival: Arrival,
  refusal: Refusal,
  services: ExplainServices,
  given: GivenFacts = {},
): Promise<Verdict> {
  const words = judgeWords(arrival, withGiven(refusal, given), services.classifier);
  const { facts, classification } = words;
  const cause = underlying(classification);
  const isExplainable =
    classification.category !== 'not-a-bounce' && (arrival.notice ?? 'delayed') === 'delayed';
  const gathered =
    services.gather !== undefined && isExplainable
      ? await services.gather(wantedEvidence(cause, services), facts, arrival.returned)
      : {};
  const evidence: Evidence = {
    reply: {
      state: 'present',
      value: facts,
      seenAt: instantOf(services.clock.nowMs()),
      from: { kind: 'input', where: arrival.input },
    },
    ...gathered,
  };
  return assemble(arrival, { facts, classification }, cause, evidence, services);
}

function assemble(
  arrival: Arrival,
  { facts, classification }: TextVerdict,
  causeWords: Classification,
  evidence: Evidence,
  services: ExplainServices,
): Verdict {
  const findings = runChecks(services.checks, evidence);
  const cause = weighCauses(causeWords, findings, services.moves);
  const card =
    classification.provider === undefined ? undefined : services.providers.get(classification.provider);
  const recipientDomain = facts.recipient?.slice(facts.recipient.lastIndexOf('@') + 1);
  const recipientProvider =
    recipientDomain === undefined ? undefined : services.recipientProviderOf(recipientDomain);
  const speaker = speakerOf(facts, evidence, card, recipientProvider);
  const base = categories[cause.isAsserted ? cause.category : classification.category];
  const isLate = arrival.kind === 'delay' || isTransientReply(facts);
  const isTransient = isLate && base.class === 'permanent';
  const isAboutLists = /^(?:reputation|policy|content|sender|unknown)/.test(cause.category);
  const namedList = isAboutLists ? services.listNamedIn(facts.text) : undefined;
  const fixes = rankFixes(
    causeWords.category,
    cause,
    findings,
    services.fixTable,
    textData(facts, evidence, speaker, card, namedList),
  );
  return {
    reply: facts,
    category: classification.category,
    confidence: classification.confidence,
    classification,
    cause,
    class: isTransient ? 'transient' : base.class,
    scope: base.scope,
    actor: base.actor,
    retry: isTransient ? 'later' : base.retry,
    suppress:
      shouldSuppress(arrival, classification, facts) &&
      (!cause.isAsserted || categories[cause.category].suppress === 'yes'),
    speaker,
    ...(namedList !== undefined && { namedList }),
    evidence,
    findings,
    fixes,
    ...(card?.usualWaitHours !== undefined && { usualWaitSeconds: card.usualWaitHours * 3600 }),
  };
}

/** Different look-ups that one report may cost: a bounce may name a thousand recipients. */
const MAX_LOOKED_INTO = 5;

/** Gathers once for recipients of the same domain refused for the same words; beyond the limit nothing more is asked. */
function sharedGather(gather: Gather, classifier: Classifier): Gather {
  const asked = new Map<string, Promise<Evidence>>();
  return (wanted, facts, returned) => {
    const domain = facts.recipient?.slice(facts.recipient.lastIndexOf('@') + 1) ?? '';
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
