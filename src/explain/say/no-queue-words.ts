/** What is said where a mail program or a library handed the message in: it keeps no queue, and nothing that is said may rest on one. */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue, CategoryTexts } from '../../findings/catalogue.ts';
import { hasNoQueue } from '../place.ts';
import type { Verdict } from '../verdict.ts';

/** The words with those in the place of each that speaks of a server's next attempt ('no-queue.<part>.<category>'). */
export function wordsWithoutQueue(
  words: CategoryTexts,
  { category, reply }: Verdict,
  texts: Catalogue,
  data: JsonObject,
): CategoryTexts {
  if (!hasNoQueue(reply)) return words;
  const said = (part: string): string | undefined => texts.find(`no-queue.${part}.${category}`, data);
  const [turn, tell, avoid, wait] = ['turn', 'tell', 'avoid', 'wait'].map(said);
  return {
    ...words,
    ...(turn !== undefined && { turn: [turn] }),
    ...(tell !== undefined && { tell: [tell] }),
    ...(avoid !== undefined && { avoid: [avoid] }),
    ...(wait !== undefined && { wait: [wait] }),
  };
}
