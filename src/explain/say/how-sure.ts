/**
 * How sure an answer is: of what the words say, and apart from that of what is behind them. Both are percentages and are never to be added:
 * each says of what it is, and the causes that may be are shares that make 100 % with the one that names the rest.
 */
import type { JsonObject } from '../../base/json.ts';
import { type Catalogue, fillFirst } from '../../findings/catalogue.ts';
import { familyOf } from '../../findings/category.ts';
import { mayBeSaidAt, placeOf } from '../place.ts';
import { LIKELY } from '../rank-fixes.ts';
import { isOpen } from '../told/index.ts';
import type { Candidate, Verdict } from '../verdict.ts';
import { withoutMarks } from './without-marks.ts';

const wholePercent = (share: number): number => Math.min(99, Math.round(share * 100));

/** '97 %'; never more than 99. */
export const percent = (share: number): string => `${wholePercent(share)} %`;

const sumOf = (candidates: readonly Candidate[]): number =>
  candidates.reduce((sum, { confidence }) => sum + confidence, 0);

/** Below this share of the words' cause it is told apart from how sure the words are. */
const MUCH = 0.8;

/** Belief in the cause as it is spoken of: whether SPF or DKIM failed is no other cause than that neither passed. */
function causeShare({ cause }: Verdict): number {
  const family = familyOf(cause.category);
  const others = cause.candidates.filter(
    ({ category }) => category !== cause.category && familyOf(category) === family,
  );
  return cause.confidence + sumOf(others);
}

/** How sure it is what the words say; apart from that, what is behind it, where that is less sure, another thing or open. */
export function sureOf(verdict: Verdict, texts: Catalogue): string {
  const { category, cause, confidence } = verdict;
  if (category === 'unknown') return '';
  const share = percent(confidence);
  if (!cause.isAsserted)
    return cause.doubt === undefined ? texts.ui('sure.words', { share }) : texts.ui('sure.open');
  const believed = causeShare(verdict);
  const isOneThing = cause.category === category && believed >= MUCH * confidence;
  return isOneThing || category.startsWith('notice.')
    ? texts.ui('sure', { share })
    : texts.ui('sure.both', { share, cause: percent(believed) });
}

/** What may be behind what the headline says, in shares of 100 % of the cause: what is not named, or cannot be here, is the rest. */
export function possibilitiesOf(verdict: Verdict, texts: Catalogue, data: JsonObject): readonly string[] {
  if (verdict.cause.isAsserted || verdict.class === 'notice' || verdict.category === 'not-a-bounce')
    return [];
  const place = placeOf(verdict.reply, verdict.speaker, verdict.category);
  const mayBe = ({ category }: Candidate): boolean =>
    isOpen(verdict.told, category) && mayBeSaidAt(place, category);
  const named = verdict.cause.candidates.filter(
    (one) =>
      one.category !== 'unknown' &&
      one.category !== verdict.category &&
      mayBe(one) &&
      one.confidence >= LIKELY,
  );
  if (named.length === 0) return [];
  const rest = named.reduce((all, { confidence }) => all - wholePercent(confidence), 100);
  return [
    ...named.map(({ category, confidence }) => {
      const { title, test } = texts.category(category);
      return texts.ui('possibility', {
        title,
        share: percent(confidence),
        test: withoutMarks(fillFirst(test, data)),
      });
    }),
    ...(rest > 0 ? [texts.ui('possibility.rest', { share: `${rest} %` })] : []),
  ];
}
