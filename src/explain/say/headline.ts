/** Who refused it and why, in one sentence or two: what the words say, and what the look-ups make of it. */
import type { JsonObject } from '../../base/json.ts';
import { type Catalogue, fillFirst } from '../../findings/catalogue.ts';
import { isListing, listOf } from '../list-behind.ts';
import { placeOf } from '../place.ts';
import { isFinalReply, isReportOfChecks } from '../suppression.ts';
import { isHeld } from '../told/index.ts';
import type { Verdict } from '../verdict.ts';
import { categoryWords, hasWordsOfItsOwn } from './told-words.ts';

/** The list that the words name was asked and does not list the IP any more. */
export function isListedNoMore({ namedList, evidence }: Verdict): boolean {
  const answers = evidence.ipListings?.state === 'present' ? evidence.ipListings.value.answers : [];
  return answers.some((answer) => answer.zone === namedList?.zone && answer.state === 'not-listed');
}

/** The refusal rests on a list that is no more. */
const isOfClosedList = (verdict: Verdict): boolean =>
  listOf(verdict)?.way === 'closed' &&
  isListing(verdict.cause.isAsserted ? verdict.cause.category : verdict.category);

/** No server was reached that could have refused: DNS, the network or the clock ended it. */
function isUndelivered({ category, reply, speaker }: Verdict): boolean {
  const isOnTheWay = /^(?:domain\.(?:not-found|null-mx|no-route)|net\.|queue\.)/.test(category);
  const isOwnReport = reply.replyCode === undefined && reply.reportingHost !== undefined;
  return isOnTheWay && isOwnReport && speaker.role === 'unknown';
}

/** Nor did mail get to the server that one sends through: no connection came about, or none that was encrypted. */
export const isUnreached = ({ category, reply, speaker }: Verdict): boolean =>
  (category === 'net.connection' || category === 'tls.failed') &&
  reply.replyCode === undefined &&
  placeOf(reply, speaker) === 'relay';

/** The answer first. `data`: the arguments of the texts, with a speaker. */
export function headlineOf(verdict: Verdict, texts: Catalogue, data: JsonObject): string {
  const { category, cause } = verdict;
  const isNotice =
    verdict.class === 'notice' || category.startsWith('notice.') || category === 'not-a-bounce';
  if (category === 'notice.complaint' && isReportOfChecks(verdict.reply.text))
    return texts.ui('headline.feedback', data);
  if (isNotice) return texts.ui(`headline.${category}`, data);
  if (isHeld(verdict.told, category)) return texts.ui('headline.held', data);
  if (category === 'unknown' && !cause.isAsserted) return texts.ui('headline.unknown', data);
  const said = category === 'unknown' ? cause.category : category;
  const hereKey = `${placeOf(verdict.reply, verdict.speaker)}.because.${said}`;
  const here = texts.ui(hereKey, data);
  const isOwn = hasWordsOfItsOwn(verdict, said, 'because');
  const because =
    isOwn || here === hereKey ? fillFirst(categoryWords(verdict, said, texts, data).because, data) : here;
  const key = isUnreached(verdict)
    ? 'headline.unreached'
    : isUndelivered(verdict)
      ? 'headline.undelivered'
      : verdict.class === 'transient' && !isFinalReply(verdict.reply)
        ? 'headline.deferred'
        : 'headline.refused';
  const sentence = texts.ui(key, { ...data, because });
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
