/**
 * `npm run figures:check`: every figure of the checks of messages, each with its bar and whether it holds. One module of
 * tools/figures/ a family; one that has nothing to measure here (no ../shared) gives no row and is named. Exit 1 where a bar
 * is missed or nothing could be measured.
 *
 * usage: node tools/check-figures.ts [FAMILY…]
 */
import { checkConditionFigures } from './figures/check-conditions.ts';
import { checkHtmlFigures } from './figures/check-html.ts';
import type { FigureRow } from './figures/figure-row.ts';

const families: Readonly<Record<string, () => Promise<readonly FigureRow[]>>> = {
  conditions: checkConditionFigures,
  html: checkHtmlFigures,
};

function print({ name, value, bar, holds }: FigureRow): void {
  console.log(`${name.padEnd(66)}${String(value).padStart(10)}   bar ${bar}   ${holds ? 'holds' : 'MISSED'}`);
}

const asked = process.argv.slice(2);
const strangers = asked.filter((name) => families[name] === undefined);
if (strangers.length > 0)
  console.log(`no such family: ${strangers.join(', ')}; there are ${Object.keys(families).join(', ')}`);
const rows: FigureRow[] = [];
for (const [family, measure] of Object.entries(families)) {
  if (asked.length > 0 && !asked.includes(family)) continue;
  const measured = await measure();
  if (measured.length === 0) console.log(`${family}: not measured, its corpus is not in ../shared`);
  for (const row of measured) print(row);
  rows.push(...measured);
}
const missed = rows.filter(({ holds }) => !holds).length;
console.log(missed === 0 ? `${rows.length} bars hold` : `${missed} of ${rows.length} bars missed`);
process.exitCode = missed > 0 || rows.length === 0 || strangers.length > 0 ? 1 : 0;
