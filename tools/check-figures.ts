/**
 * `npm run figures:check`: every figure of the checks of messages, each with its bar and whether it holds. One module of
 * tools/figures/ a family; one that has nothing to measure here (no ../shared) gives no row and is named. Exit 1 where a bar
 * is missed or nothing could be measured.
 *
 * usage: node tools/check-figures.ts [FAMILY…]
 */
import { checkConditionFigures } from './figures/check-conditions.ts';
import { checkHtmlFigures } from './figures/check-html.ts';
import { checkNewsletterFigures } from './figures/check-newsletters.ts';
import type { FigureRow } from './figures/figure-row.ts';
import { printFigures } from './figures/print-figures.ts';

const families: Readonly<Record<string, () => Promise<readonly FigureRow[]>>> = {
  conditions: checkConditionFigures,
  html: checkHtmlFigures,
  newsletters: checkNewsletterFigures,
};

await printFigures(families);
