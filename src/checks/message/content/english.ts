/** Whether text is English enough for rules of English words. */
import type { Token } from '../../../wire/phrases/index.ts';

const common = new Set(
  'the of and to a in is you that it for on are with as your this be at have from or we by not our will can if an my me all'.split(
    ' ',
  ),
);
/** Words that are looked at. */
const SAMPLE = 400;
/** Too few to tell. */
const SHORT = 25;

/** At least one in twelve words is among the commonest of English; short texts are taken as English. */
export function isEnglish(tokens: readonly Token[]): boolean {
  if (tokens.length < SHORT) return true;
  const sample = tokens.slice(0, SAMPLE);
  return sample.filter(({ word }) => common.has(word)).length * 12 >= sample.length;
}
