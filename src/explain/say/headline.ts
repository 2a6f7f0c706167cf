/** Who refused it and why, in one sentence or two: what the words say, and what the look-ups make of it. */
import type { JsonObject } from '../../base/json.ts';
import { type Catalogue, fillFirst } from '../../findings/catalogue.ts';
import { categorySet, fitsCategory } from '../../findings/category-set.ts';
import { isListing, listOf } from '../list-behind.ts';
import { isEndedOnTheWay, isLikely, placeOf } from '../place.ts';
import { isFinalReply, isReportOfChecks } from '../suppression.ts';
import { isFiled, isHeld } from '../told/index.ts';
import type { Verdict } from '../verdict.ts';
import { assertedCategory } from '../weigh.ts';
import { categoryWords, hasWordsOfItsOwn } from './told-words.ts';

/** The list that the words name was asked and does not list the IP any more. */
export function isListedNoMore({ namedList, evidence }: Verdict): boolean {
  const answers = evidence.ipListings?.state === 'present' ? evidence.ipListings.value.answers : [];
  return answers.some((answer) => answer.zone === namedList?.zone && answer.state === 'not-listed');
}

/** The refusal rests on a list that is no more. */
const isOfClosedList = (verdict: Verdict): boolean =>
  listOf(verdict)?.way === 'closed' && isListing(assertedCategory(verdict));

/** Nobody is known who said it, or it is likely to be our own server's word of its way. */
const isOfNobody = ({ speaker }: Verdict): boolean =>
  speaker.role === 'unknown' || (speaker.role === 'own-server' && isLikely(speaker));

/** No server was reached that could have refused: DNS, the network or the clock ended it. */
function isUndelivered(verdict: Verdict): boolean {
  const { category, reply } = verdict;
  return isEndedOnTheWay(category) && reply.replyCode === undefined && isOfNobody(verdict);
}

/** A server tells that it reached nobody, and which one it is nothing says: it need not be the recipient's. */
function isStuck(verdict: Verdict): boolean {
  const { category, reply, told } = verdict;
  const isOnTheWay =
    isEndedOnTheWay(category) || (category === 'tls.failed' && reply.replyCode === undefined);
  // Who waited for the rest of a message had been reached.
  const isReached = reply.phase !== undefined || told?.facts.includes('net/stalled') === true;
  return isOnTheWay && isOfNobody(verdict) && !isReached;
}

/** Whoever tells of it could not go on by itself: our own server, the one that we send through, or the one that reports. Refused it has nobody. */
function isByTeller({ reply, category, speaker, told }: Verdict): boolean {
  if (!isEndedOnTheWay(category)) return false;
  if (reply.ownStep === 'client') return true;
  const isTellers = speaker.host !== undefined && speaker.host === reply.reportingHost;
  if (reply.replyCode === undefined) return isTellers || speaker.role === 'smarthost';
  // With a code a server tells of the next one; of what it waited for in vain it tells itself.
  return isOfNextServer(category) && told?.facts.includes('net/stalled') !== true;
}

const isOfNextServer = categorySet('net.connection', 'queue.expired');

/** And where the host that is named is the one that was not reached, or that was lost. */
const isOfUnreached = ({ reply, category }: Verdict): boolean =>
  isEndedOnTheWay(category) && reply.replyCode === undefined && reply.ownStep === undefined;

/** Nor did mail get to the server that one sends through: no connection was made, or none that was encrypted. */
export const isRelayUnreached = ({ category, reply, speaker }: Verdict): boolean =>
  (category === 'net.connection' || category === 'tls.failed') &&
  reply.replyCode === undefined &&
  placeOf(reply, speaker, category) === 'relay';

/** Nobody tries again after it, or somebody does: what was put off may still arrive. */
export const isPutOff = ({ class: kind, reply }: Verdict): boolean =>
  kind === 'transient' && !isFinalReply(reply);

/** Little more than a guess, which no look-up bears out. */
export const isGuess = ({ confidence, cause }: Verdict): boolean =>
  confidence < GUESS && !cause.isAsserted && cause.doubt === undefined;
const GUESS = 0.6;

/** What became of it: the key of the sentence that says who did what. */
function headlineKey(verdict: Verdict): string {
  if (isRelayUnreached(verdict)) return 'headline.unreached';
  if (isUndelivered(verdict)) {
    // He has no server that could have done it.
    const who = verdict.asker === 'has-mailbox' ? 'stuck' : 'undelivered';
    return verdict.reply.fate === 'waiting' ? `headline.${who}.yet` : `headline.${who}`;
  }
  if (isStuck(verdict)) return isPutOff(verdict) ? 'headline.stuck.yet' : 'headline.stuck';
  if (isByTeller(verdict)) return isPutOff(verdict) ? 'headline.givenUp.yet' : 'headline.givenUp';
  if (isOfUnreached(verdict)) return isPutOff(verdict) ? 'headline.undelivered.yet' : 'headline.undelivered';
  const key = isPutOff(verdict) ? 'headline.deferred' : 'headline.refused';
  return isGuess(verdict) ? `${key}.perhaps` : key;
}

/** The answer first. `data`: the arguments of the texts, with a speaker. */
export function headlineOf(verdict: Verdict, texts: Catalogue, data: JsonObject): string {
  const { category, cause } = verdict;
  if (isFiled(verdict.told, category)) return texts.ui('headline.filed', data);
  const isNotice =
    verdict.class === 'notice' || fitsCategory(category, 'notice.*') || category === 'not-a-bounce';
  if (category === 'notice.complaint' && isReportOfChecks(verdict.reply.text))
    return texts.ui('headline.feedback', data);
  if (isNotice) return texts.ui(`headline.${category}`, data);
  if (isHeld(verdict.told, category)) return texts.ui('headline.held', data);
  if (category === 'unknown' && !cause.isAsserted) return texts.ui('headline.unknown', data);
  const said = category === 'unknown' ? cause.category : category;
  const place = placeOf(verdict.reply, verdict.speaker, verdict.category);
  const isAsAnywhere = place === undefined || hasWordsOfItsOwn(verdict, said, 'because');
  const here = isAsAnywhere ? undefined : texts.find(`${place}.because.${said}`, data);
  const because = here ?? fillFirst(categoryWords(verdict, said, texts, data).because, data);
  const sentence = texts.ui(headlineKey(verdict), { ...data, because });
  if (isOfClosedList(verdict)) return `${sentence} ${texts.ui('headline.closedList', data)}`;
  const isOffNow = cause.category === 'reputation.ip-listed' && isListedNoMore(verdict);
  if (cause.isAsserted && isOffNow) return `${sentence} ${texts.ui('headline.notListedNow', data)}`;
  if (cause.doubt !== undefined && !cause.isAsserted)
    return texts.ui(`headline.${cause.doubt}`, { ...data, because });
  const isOther = cause.isAsserted && cause.category !== category && category !== 'unknown';
  if (!isOther) return sentence;
  const really = fillFirst(categoryWords(verdict, cause.category, texts, data).because, data);
  if (cause.doubt !== undefined) return texts.ui('headline.instead', { ...data, because, really });
  return `${sentence} ${texts.ui('headline.really', { ...data, because: really })}`;
}
