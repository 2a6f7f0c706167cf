/**
 * Learns what known replies look like, from the samples of the rules, the replies collected from public pages and code
 * (tools/collected-replies.jsonl) and the labelled replies and bounces of ../shared/corpora, and writes data/likeness.json.
 * usage: node tools/learn-likeness.ts [--write]
 *
 * It prints how it does on texts that it did not see: each fifth of them is judged by what was learned from the other four.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClassifier } from '../src/explain/classify/index.ts';
import { openLikeness, type StoredLikeness } from '../src/explain/classify/likeness.ts';
import { messageArrival } from '../src/explain/message-arrival.ts';
import { replyFactsOf } from '../src/explain/reply-input.ts';
import type { ReplyFacts } from '../src/findings/reply-facts.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import { readJsonLines } from './json-lines.ts';
import { type Labelled, learn } from './likeness.ts';

const FOLDS = 5;
const bounces = join(import.meta.dirname, '../../shared/corpora/bounces');
const data = classifierData(readDataFolder('data'));
const classifier = createClassifier(data);

const rowsOf = (path: string) => readJsonLines<Record<string, unknown>>(path);

interface Given {
  readonly facts: ReplyFacts;
  readonly labels: readonly string[];
  /** Labelled by what another tool expects, one in ten wrongly: learned only where the rules do not know better. */
  readonly isNoisy?: boolean;
}

/** So sure the rules must be to know better. */
const SURE = 0.85;

function isContradicted({ facts, labels, isNoisy }: Given): boolean {
  if (isNoisy !== true) return false;
  const { category, confidence } = classifier.opinions(facts).byRules;
  return confidence >= SURE && !labels.includes(category);
}

function* given(): Generator<Given> {
  for (const { samples, category } of data.rules)
    for (const { text } of samples) yield { facts: replyFactsOf(text), labels: [category] };
  for (const row of rowsOf(join(import.meta.dirname, 'collected-replies.jsonl')))
    yield { facts: replyFactsOf(row.text as string), labels: row.accept as string[] };
  for (const name of ['replies.jsonl', 'replies-noisy.jsonl'])
    for (const row of rowsOf(join(bounces, name)))
      yield {
        facts: replyFactsOf(row.text as string),
        labels: row.accept as string[],
        isNoisy: name === 'replies-noisy.jsonl',
      };
  for (const row of rowsOf(join(bounces, 'messages.jsonl'))) {
    const isNoisy = row.gold === undefined;
    const labels = (row.gold as string[] | undefined) ?? (row.accept as string[][]).flat();
    const [refusal] = messageArrival(readFileSync(join(bounces, 'messages', row.file as string))).refusals;
    if (refusal !== undefined) yield { facts: refusal.facts, labels, isNoisy };
  }
}

/** Each text once; '*' stands for any category, 'unknown' and 'none' for none. */
function labelled(): readonly Labelled[] {
  const texts = new Map<string, Labelled>();
  let contradicted = 0;
  for (const one of given()) {
    const { facts, labels } = one;
    if (isContradicted(one)) {
      contradicted += 1;
      continue;
    }
    const telling = labels.filter((label) => label !== 'unknown' && label !== 'none');
    if (telling.length === 0 || telling.includes('*')) continue;
    const { text, replyCode, enhancedStatus } = facts;
    const said = classifier.said(text);
    const key = `${replyCode} ${enhancedStatus} ${said.words.join(' ')}`;
    if (!texts.has(key))
      texts.set(key, { ...said, labels: [...new Set(telling)], replyCode, enhancedStatus });
  }
  console.log(`${contradicted} labels of another tool left out, which the rules contradict`);
  return [...texts.values()];
}

function crossValidate(texts: readonly Labelled[]): void {
  let right = 0;
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const judge = openLikeness(learn(texts.filter((_, i) => i % FOLDS !== fold)));
    for (const text of texts.filter((_, i) => i % FOLDS === fold)) {
      const likeness = judge(text, text);
      if (likeness !== undefined && text.labels.includes(likeness.category)) right += 1;
    }
  }
  console.log(
    `of ${texts.length} texts, each judged by what others taught: ${right} right (${((100 * right) / texts.length).toFixed(1)} %)`,
  );
}

if (!existsSync(bounces)) {
  console.log('../shared/corpora/bounces is not here: nothing learned, data/likeness.json stays as it is');
} else {
  const texts = labelled();
  crossValidate(texts);
  if (process.argv.includes('--write')) {
    const model = learn(texts);
    const stored: StoredLikeness = {
      ...model,
      weights: Buffer.from(model.weights.buffer).toString('base64'),
    };
    writeFileSync(join(import.meta.dirname, '../data/likeness.json'), `${JSON.stringify(stored)}\n`);
    console.log('written: data/likeness.json');
  }
}
