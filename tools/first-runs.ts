/**
 * Judges labelled texts that neither rules nor likeness have seen, and says how the program did: the only honest measure of what it does
 * with the next text (docs/decisions/0006-confidence-is-measured.md).
 * usage: node tools/first-runs.ts [--record BATCH] [--wrong] FILE…
 *
 * Each line of a file is {"text", "accept": [category, …]}, labelled before it is run. `--record` adds what rules and likeness each said to
 * tools/first-runs.jsonl, from which `node tools/calibrate.ts --write` learns how far to trust them; it is done once for a batch, before
 * anything is mended or learned by it.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { briefly } from '../src/explain/brief.ts';
import { createClassifier } from '../src/explain/classify/index.ts';
import { type Signs, signsOf } from '../src/explain/classify/second-opinion.ts';
import { readArrivals } from '../src/explain/read-arrivals.ts';
import { type CategoryId, categories } from '../src/findings/category.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import { readJsonLines } from './json-lines.ts';
import { type FirstRun, summaryOf } from './trust.ts';

interface Row {
  readonly text: string;
  readonly accept: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { record: { type: 'string' }, wrong: { type: 'boolean', default: false } },
});
const classifier = createClassifier(classifierData(readDataFolder('data')));

/** The first thing in a text that a verdict can be given on. */
function firstArrival(text: string) {
  for (const arrival of readArrivals(Buffer.from(text)))
    if (arrival.ok && arrival.value.refusals.length > 0) return arrival.value;
  return undefined;
}

function judge(text: string) {
  const arrival = firstArrival(text);
  const verdict = arrival && briefly(arrival, classifier).verdicts[0];
  return {
    category: verdict?.category ?? 'none',
    confidence: verdict?.confidence ?? 0,
    suppress: verdict?.suppress === true,
  };
}

const isSuppressing = (label: string): boolean => categories[label as CategoryId]?.suppress === 'yes';

function measure(name: string, rows: readonly Row[]): void {
  const judged = rows.map((row) => {
    const verdict = judge(row.text);
    return { ...verdict, row, isRight: row.accept.includes(verdict.category) };
  });
  const stopped = judged.filter(({ suppress, row }) => suppress && !row.accept.some(isSuppressing)).length;
  if (values.wrong)
    for (const { row, isRight, category, confidence } of judged)
      if (!isRight)
        console.log(
          `${confidence.toFixed(2)} ${category}, not ${row.accept.join(' or ')}: ${JSON.stringify(row.text).slice(0, 240)}`,
        );
  console.log(`${name}: ${summaryOf(judged)}, wrong suppressions ${stopped}`);
}

/** Three digits are enough; signs that are not there weigh nothing. */
const rounded = (signs: Signs): Signs =>
  Object.fromEntries(
    Object.entries(signs)
      .filter(([, sign]) => sign !== 0)
      .map(([name, sign]) => [name, Math.round(sign * 1000) / 1000]),
  );

function* recorded(batch: string, rows: readonly Row[]): Generator<FirstRun> {
  for (const { text, accept } of rows) {
    const facts = firstArrival(text)?.refusals[0]?.facts;
    const opinions = facts && classifier.opinions(facts);
    if (opinions?.likeness === undefined) continue;
    const { byRules, likeness, hasCode } = opinions;
    if (byRules.category === 'not-a-bounce') continue;
    yield {
      batch,
      rules: accept.includes(byRules.category),
      likeness: accept.includes(likeness.category),
      signs: rounded(signsOf(byRules, likeness, hasCode)),
    };
  }
}

for (const file of positionals) {
  const rows = readJsonLines<Row>(file);
  measure(file, rows);
  if (values.record !== undefined)
    for (const run of recorded(values.record, rows))
      appendFileSync(join(import.meta.dirname, 'first-runs.jsonl'), `${JSON.stringify(run)}\n`);
}
