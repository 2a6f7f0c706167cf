/** Runs the families of a figures command: each figure with its bar and whether it holds. */
import type { FigureRow } from './figure-row.ts';

function print({ name, value, bar, holds }: FigureRow): void {
  console.log(`${name.padEnd(66)}${String(value).padStart(10)}   bar ${bar}   ${holds ? 'holds' : 'MISSED'}`);
}

/**
 * Measures the families named on the command line, or all, and prints them. Sets exit code 1 where a bar is missed, nothing
 * could be measured, or a name is no family.
 */
export async function printFigures(
  families: Readonly<Record<string, () => Promise<readonly FigureRow[]>>>,
): Promise<void> {
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
}
