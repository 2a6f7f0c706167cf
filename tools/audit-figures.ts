/**
 * `npm run figures:audit`: every figure of the audit that needs no other program beside it, each with its bar and whether
 * it holds. One module of tools/figures/ a family; one that has nothing to measure here (no ../shared) gives no row and is
 * named. Exit 1 where a bar is missed or nothing could be measured.
 *
 * usage: node tools/audit-figures.ts [FAMILY…]
 */
import { arcFigures } from './figures/arc.ts';
import { faultFigures } from './figures/faults.ts';
import type { FigureRow } from './figures/figure-row.ts';
import { listingFigures } from './figures/listings.ts';
import { planFigures } from './figures/plan.ts';
import { printFigures } from './figures/print-figures.ts';
import { reportsFigures } from './figures/reports.ts';
import { spfFigures } from './figures/spf.ts';

const families: Readonly<Record<string, () => Promise<readonly FigureRow[]>>> = {
  spf: spfFigures,
  arc: arcFigures,
  plan: planFigures,
  faults: faultFigures,
  listings: listingFigures,
  reports: reportsFigures,
};

await printFigures(families);
