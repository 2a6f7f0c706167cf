/**
 * Learns who is likely to have spoken in a pasted text (src/explain/likely-speaker.ts) from tools/advice.jsonl, whose labels were written by
 * reading, and what the rules said of each text when they saw it for the first time; writes data/likely-speakers.json.
 * usage: node tools/learn-speakers.ts [--write]
 *
 * It prints how it does on texts that it did not see: each tenth of them, as they were collected, is judged by what the others taught.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLikeness, type StoredLikeness } from '../src/explain/classify/index.ts';
import { type SaidByRules, type Side, sideOf, surroundingsOf } from '../src/explain/likely-speaker.ts';
import { readArrivals } from '../src/explain/read-arrivals.ts';
import type { SpeakerRole } from '../src/explain/verdict.ts';
import { readJsonLines } from './json-lines.ts';
import { type Labelled, learn } from './likeness.ts';

const FOLDS = 10;
const PLACES = 16_384;

interface Row {
  readonly text: string;
  readonly who: readonly SpeakerRole[];
  readonly firstRun?: SaidByRules;
}

interface Paste extends Labelled {
  readonly said: SaidByRules;
}

/** Pastes that the program takes for such, as it reads them. */
function* pastes(rows: readonly Row[]): Generator<Paste> {
  for (const { text, who, firstRun: said } of rows) {
    const [first] = readArrivals(Buffer.from(text));
    if (said === undefined || first?.ok !== true || first.value.pasted === undefined) continue;
    const labels: readonly Side[] = [...new Set(who.map(sideOf))];
    yield { ...surroundingsOf(first.value.pasted, said), labels, said };
  }
}

/** Of texts whose speaker no rule knew: how many the rules got right by saying so, and how many the likeness at which share. */
function crossValidate(all: readonly Paste[]): void {
  const size = Math.ceil(all.length / FOLDS);
  const judged: { readonly share: number; readonly isRight: boolean; readonly side: string }[] = [];
  let open = 0;
  for (let from = 0; from < all.length; from += size) {
    const judge = openLikeness(learn([...all.slice(0, from), ...all.slice(from + size)], PLACES));
    for (const one of all.slice(from, from + size)) {
      if (sideOf(one.said.role) !== 'unknown') continue;
      if (one.labels.includes('unknown')) open += 1;
      const likeness = judge(one, {});
      if (likeness !== undefined)
        judged.push({
          share: likeness.shareOf(likeness.category),
          isRight: one.labels.includes(likeness.category),
          side: likeness.category,
        });
    }
  }
  console.log(
    `${all.length} pastes; in ${judged.length} no rule knew who spoke, in ${open} of them that is right`,
  );
  for (const side of ['own', 'smarthost', 'theirs', 'unknown'])
    for (const least of [0, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9]) {
      const some = judged.filter((one) => one.side === side && one.share >= least);
      const right = some.filter(({ isRight }) => isRight).length;
      console.log(`${side}, share ${least} and more: ${right} of ${some.length} right`);
    }
}

const all = [...pastes(readJsonLines<Row>(join(import.meta.dirname, 'advice.jsonl')))];
crossValidate(all);
if (process.argv.includes('--write')) {
  const model = learn(all, PLACES);
  const stored: StoredLikeness = { ...model, weights: Buffer.from(model.weights.buffer).toString('base64') };
  writeFileSync(join(import.meta.dirname, '../data/likely-speakers.json'), `${JSON.stringify(stored)}\n`);
  console.log('written: data/likely-speakers.json');
}
