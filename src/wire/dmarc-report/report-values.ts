/** The values inside a report, as writers vary them. Each gives undefined for what cannot be read. */

const MAX_COUNT = 1e12;

/** A whole number of messages, at most 10^12. */
export function parseCount(text: string): number | undefined {
  return /^\d{1,18}$/.test(text) ? Math.min(Number(text), MAX_COUNT) : undefined;
}

/** One of the words, whatever its case. */
export function parseWord<Word extends string>(
  text: string | undefined,
  words: readonly Word[],
): Word | undefined {
  const lower = text?.toLowerCase();
  return words.find((word) => word === lower);
}
