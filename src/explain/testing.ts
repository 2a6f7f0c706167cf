/** What the whole of `explain` makes of a text, with the data of the project. Test support. */
import { readDataFolder } from '../main/data-folder.ts';
import { catalogueOf, createExplainServices } from '../main/services.ts';
import { explainArrival } from './explain.ts';
import { readArrivals } from './read-arrivals.ts';
import { type VerdictView, viewVerdict } from './say/view.ts';
import type { Verdict } from './verdict.ts';

const data = readDataFolder('data');
const services = createExplainServices(data);

/** The English texts. */
export const texts = catalogueOf(data, 'en');

/** The first verdict. Throws where there is none. */
export async function explained(text: string): Promise<Verdict> {
  for (const arrival of readArrivals(Buffer.from(text)))
    if (arrival.ok) {
      const [verdict] = (await explainArrival(arrival.value, services)).verdicts;
      if (verdict !== undefined) return verdict;
    }
  throw new Error(`nothing was explained of ${text}`);
}

/** The first verdict in words. */
export const said = async (text: string): Promise<VerdictView> =>
  viewVerdict(await explained(text), texts, undefined);
