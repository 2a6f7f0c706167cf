/**
 * Measures the classifier on ../shared/corpora/bounces/replies.jsonl (and replies-noisy.jsonl with --noisy).
 * usage: node tools/measure-replies.ts [--noisy] [--wrong N] [--source SRC] [--samples]
 * --samples runs every rule's samples instead and lists those that come out with another category.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createClassifier } from '../src/explain/classify/index.ts';
import { replyFactsOf } from '../src/explain/reply-input.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import { readJsonLines } from './json-lines.ts';

const { values } = parseArgs({
  options: {
    noisy: { type: 'boolean' },
    samples: { type: 'boolean' },
    wrong: { type: 'string', default: '40' },
    source: { type: 'string' },
  },
});
const data = classifierData(readDataFolder('data'));
const classifier = createClassifier(data);
console.log(`${classifier.ruleCount} rules, ${data.providers.length} providers`);

if (values.samples) measureSamples();
else measureCorpus(values.noisy ? 'replies-noisy' : 'replies');

function measureSamples(): void {
  let wrong = 0;
  let count = 0;
  for (const rule of data.rules) {
    for (const sample of rule.samples) {
      count++;
      const facts = replyFactsOf(sample.text);
      const got = classifier.classify({
        ...facts,
        ...(sample.host !== undefined && { speakerHost: sample.host }),
        ...(sample.phase !== undefined && { phase: sample.phase }),
      });
      if (got.category === rule.category) continue;
      wrong++;
      console.log(
        `${rule.id}: ${sample.text.slice(0, 160)}\n    want ${rule.category}, got ${got.category} by ${got.rule}`,
      );
    }
  }
  console.log(`samples: ${count - wrong} of ${count} right`);
}

function measureCorpus(name: string): void {
  const path = `../shared/corpora/bounces/${name}.jsonl`;
  if (!existsSync(path)) {
    console.log(`${path} is not here: nothing measured`);
    return;
  }
  const rows = readJsonLines<{ text: string; accept: string[]; src: string }>(path).filter(
    (row) => !row.accept.includes('*') && (values.source === undefined || row.src === values.source),
  );
  const bySource = new Map<string, [right: number, all: number]>();
  let unclassified = 0;
  let listed = 0;
  for (const row of rows) {
    const got = classifier.classify(replyFactsOf(row.text));
    const tally = bySource.get(row.src) ?? [0, 0];
    const isRight = row.accept.includes(got.category);
    tally[0] += isRight ? 1 : 0;
    tally[1] += 1;
    bySource.set(row.src, tally);
    if (got.category === 'unknown' && !row.accept.includes('unknown')) unclassified++;
    if (!isRight && listed++ < Number(values.wrong)) {
      console.log(
        `${row.src}: ${row.text.slice(0, 220)}\n    want ${row.accept.join(' | ')}\n    got  ${got.category} by ${got.rule}`,
      );
    }
  }
  let right = 0;
  for (const [source, [good, all]] of bySource) {
    right += good;
    console.log(`${source}: ${good}/${all}`);
  }
  console.log(
    `right ${right}/${rows.length} = ${((100 * right) / rows.length).toFixed(1)} %, unclassified ${unclassified}`,
  );
}
