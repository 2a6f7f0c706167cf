/** What the whole of `explain` makes of a text, with the data of the project. Test support. */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { readDataFolder } from '../main/data-folder.ts';
import { catalogueOf, createExplainServices } from '../main/services.ts';
import { explainArrival } from './explain.ts';
import { readArrivals } from './read-arrivals.ts';
import { wordsOf } from './say/document.ts';
import type { VerdictView } from './say/view.ts';
import type { Verdict } from './verdict.ts';

export const data = readDataFolder('data');
export const services = createExplainServices(data);

/** The English texts. */
export const texts = catalogueOf(data, 'en');

/** The first verdict; `known` is added to what the text tells. Throws where there is none. */
export async function explained(text: string, known: Partial<ReplyFacts> = {}): Promise<Verdict> {
  for (const arrival of readArrivals(Buffer.from(text))) {
    if (!arrival.ok) continue;
    const refusals = arrival.value.refusals.map((one) => ({ ...one, facts: { ...one.facts, ...known } }));
    const [verdict] = (await explainArrival({ ...arrival.value, refusals }, services)).verdicts;
    if (verdict !== undefined) return verdict;
  }
  throw new Error(`nothing was explained of ${text}`);
}

/** The first verdict in words, by the card of the provider that spoke. */
export const said = async (text: string, language = texts): Promise<VerdictView> =>
  wordsOf(await explained(text), language, services.providers);

/** The facts of each refusal that is read in a text. */
export const factsIn = (text: string): readonly ReplyFacts[] =>
  [...readArrivals(Buffer.from(text))].flatMap((arrival) =>
    arrival.ok ? arrival.value.refusals.map(({ facts }) => facts) : [],
  );

/** Code and recipient of each refusal that is read in a text. */
export const readFrom = (text: string): readonly string[] =>
  factsIn(text).map(({ replyCode, enhancedStatus, recipient }) =>
    `${replyCode ?? enhancedStatus ?? '-'} ${recipient ?? ''}`.trim(),
  );

/** A text, a line each. */
export const lines = (...all: readonly string[]): string => all.join('\n');

/** The fixes of a verdict, in order. */
export const idsOf = ({ fixes }: Verdict): readonly string[] => fixes.map(({ id }) => id);
