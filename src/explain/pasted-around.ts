/** What stands around a refusal in a text that somebody pasted: it tells whose words they are where the words do not. */
import type { Refusal } from './arrival.ts';
import { MAX_AROUND } from './likely-speaker.ts';

/** Letters beside the words of the refusal, from which on something stands around them. */
const LEAST_AROUND = 40;

/** Where `most` characters of a longer text begin, the refusal in the middle of them where its ends allow that. */
export function startAround(text: string, { spans = [] }: Pick<Refusal, 'spans'>, most: number): number {
  const middle = (spans[0]?.start ?? 0) - most / 2;
  return Math.max(0, Math.min(middle, text.length - most));
}

/** The text around a refusal; undefined where hardly anything stands there. */
export function aroundRefusal(text: string, refusal: Pick<Refusal, 'spans'>): string | undefined {
  const said = (refusal.spans ?? []).reduce((sum, { start, end }) => sum + end - start, 0);
  if (text.length - said < LEAST_AROUND) return undefined;
  const start = startAround(text, refusal, MAX_AROUND);
  return text.slice(start, start + MAX_AROUND);
}

/** Of a text without a code nobody knows which words are the refusal: a single line of so many characters is taken for it alone. */
const MAX_ALONE = 160;

/** A whole text that is short enough to be one paste; undefined where it is one line and no more. */
export function aroundAll(text: string): string | undefined {
  const isAlone = text.length <= MAX_ALONE && !text.trim().includes('\n');
  return isAlone || text.length > MAX_AROUND ? undefined : text;
}
