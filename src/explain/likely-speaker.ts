/**
 * A second opinion on who spoke, where nothing names him: what stands around a pasted refusal (sentences, a stack of calls, settings, lines
 * of a log) is compared with pasted texts of which readers said whose words they hold. The same regression as that of the categories
 * (classify/likeness.ts), over the words of the whole paste and what the rules say of it; `tools/learn-speakers.ts` learns it,
 * docs/decisions/0020 says how far it goes.
 */
import type { CategoryId } from '../findings/category.ts';
import { categorySet } from '../findings/category-set.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { ADDRESS_TOKEN, IP_TOKEN, type LikenessJudge, type Said } from './classify/index.ts';
import { isEndedOnTheWay } from './place.ts';
import type { Basis, Speaker, SpeakerRole } from './verdict.ts';

/** On which side of the way a server stands, as far as a paste can tell. */
export type Side = 'own' | 'smarthost' | 'theirs' | 'unknown';

const SIDES: Readonly<Record<SpeakerRole, Side>> = {
  'own-server': 'own',
  'own-filter': 'own',
  smarthost: 'smarthost',
  'recipient-gateway': 'theirs',
  'recipient-server': 'theirs',
  forwarder: 'theirs',
  unknown: 'unknown',
};

/** The side that a speaker is on. */
export const sideOf = (role: SpeakerRole): Side => SIDES[role];

/** What the rules say of a refusal before the paste around it is looked at. */
export interface SaidByRules
  extends Pick<ReplyFacts, 'ownStep' | 'via' | 'replyCode' | 'isHeardByServer' | 'isOfHandingIn'> {
  readonly role: SpeakerRole;
  readonly because: Basis;
  readonly category: CategoryId;
}

/** What of a refusal is said by rules: the members that are there, in this order. */
export function saidByRules(facts: ReplyFacts, speaker: Speaker, category: CategoryId): SaidByRules {
  const { ownStep, via, replyCode, isHeardByServer, isOfHandingIn } = facts;
  return {
    role: speaker.role,
    because: speaker.because[0] ?? 'nothing',
    category,
    ...(ownStep !== undefined && { ownStep }),
    ...(via !== undefined && { via }),
    ...(replyCode !== undefined && { replyCode }),
    ...(isHeardByServer !== undefined && { isHeardByServer }),
    ...(isOfHandingIn !== undefined && { isOfHandingIn }),
  };
}

/** Of a longer paste so much around the refusal is looked at. */
export const MAX_AROUND = 4_000;
const ADDRESS = /[\w.+-]{1,64}@[\w.-]{1,255}/g;
const IP = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g;
/** Names of programs, hosts and settings are words, with what joins their parts; so are the signs that logs, code and mark-up are told by. */
const WORD = /[\p{L}_][\p{L}\p{N}_./:-]{0,79}|[=<>*|#$[\]{}"'`-]{1,20}/gu;

/** The words of a paste and the marks of what the rules say, as the regression takes them. Linear in the paste. */
export function surroundingsOf(pasted: string, said: SaidByRules): Said {
  const text = pasted
    .slice(0, MAX_AROUND)
    .toLowerCase()
    .replace(ADDRESS, ` ${ADDRESS_TOKEN} `)
    .replace(IP, ` ${IP_TOKEN} `);
  const words = (text.match(WORD) ?? []).map((word) => word.replace(/\p{N}+/gu, '#'));
  return { words, concepts: marksOf(said) };
}

const marksOf = (said: SaidByRules): readonly string[] => [
  `role ${said.role}`,
  `because ${said.because}`,
  `role ${said.role} because ${said.because}`,
  `category ${said.category}`,
  `family ${said.category.split('.')[0]}`,
  `step ${said.ownStep}`,
  `via ${said.via}`,
  `class ${said.replyCode === undefined ? 'none' : Math.floor(said.replyCode / 100)}`,
  `heard ${said.isHeardByServer === true}`,
  `handed in ${said.isOfHandingIn === true}`,
];

/** From here on a side is asserted: of pastes that nobody had seen, so many of a hundred are right there (decision 20). */
const LEAST: Readonly<Record<Exclude<Side, 'unknown'>, number>> = {
  own: 0.7,
  smarthost: 0.75,
  theirs: 0.75,
};
const ROLES: Readonly<Record<Exclude<Side, 'unknown'>, SpeakerRole>> = {
  own: 'own-server',
  smarthost: 'smarthost',
  theirs: 'recipient-gateway',
};

/** Whom one logs in to knows neither the recipient's mailbox nor strangers. */
const isOfReceivers = categorySet('greylist', 'recipient.*');

/**
 * The speaker, or the likely one where nothing names him: a host, a route, a look-up or a log that names one stands. Who wrote a report may
 * be anybody's, and is no program's; nobody whom one logs in to keeps one waiting as a stranger, and no server said what none was reached for.
 */
export function likelierSpeaker(
  speaker: Speaker,
  facts: ReplyFacts,
  category: CategoryId,
  pasted: string,
  judge: LikenessJudge,
): Speaker {
  if (speaker.role !== 'unknown') return speaker;
  const likeness = judge(surroundingsOf(pasted, saidByRules(facts, speaker, category)), {});
  const side = likeness?.category as Side | undefined;
  if (likeness === undefined || side === undefined || side === 'unknown') return speaker;
  if (likeness.shareOf(side) < LEAST[side]) return speaker;
  if (side !== 'theirs' && speaker.because.includes('reporting-mta')) return speaker;
  if (side === 'smarthost' && isOfReceivers(category)) return speaker;
  if (side === 'theirs' && isEndedOnTheWay(category) && facts.replyCode === undefined) return speaker;
  const { host, ...others } = speaker;
  // A host that the words name need not be ours.
  const named = side === 'own' || host === undefined ? {} : { host };
  return { ...others, ...named, role: ROLES[side], because: ['likeness'] };
}
