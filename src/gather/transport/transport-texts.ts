/** TXT records at a name that holds one kind of record: those of that kind, and those that were meant to be. */
import type { DnsAnswer } from '../dns/types.ts';

const MAX_RECORDS = 10;
const MAX_NEAR_MISSES = 5;
const MAX_SHOWN = 300;

export interface SortedTexts {
  readonly records: readonly string[];
  readonly nearMisses: readonly string[];
}

/** `meant`: the version in lower case, 'stsv1', found anywhere in the first characters of a near miss. */
export function sortTexts(
  answer: DnsAnswer,
  isRecord: (text: string) => boolean,
  meant: string,
): SortedTexts {
  const texts = answer.records.flatMap((record) => (record.type === 'TXT' ? record.text : []));
  return {
    records: texts.filter(isRecord).slice(0, MAX_RECORDS),
    nearMisses: texts
      .filter((text) => !isRecord(text) && text.slice(0, 40).toLowerCase().includes(meant))
      .slice(0, MAX_NEAR_MISSES)
      .map((text) => text.slice(0, MAX_SHOWN)),
  };
}
