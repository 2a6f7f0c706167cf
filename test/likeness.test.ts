/** The likeness to known replies as it ships: whole, of known categories, learned in the same way each time. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  createClassifier,
  type LikenessModel,
  readLikeness,
  type StoredLikeness,
} from '../src/explain/classify/index.ts';
import { type Signs, trustIn } from '../src/explain/classify/second-opinion.ts';
import { replyFactsOf } from '../src/explain/reply-input.ts';
import { categories } from '../src/findings/category.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import { readJsonLines } from '../tools/json-lines.ts';
import { learn } from '../tools/likeness.ts';
import { learnTrust } from '../tools/trust.ts';
import { projectRoot } from './source-files.ts';

const linesOf = (path: string) => readJsonLines<Record<string, unknown>>(join(projectRoot, path));
const files = readDataFolder(join(projectRoot, 'data'));
const data = classifierData(files);
const model = data.likeness as LikenessModel;

test('data/likeness.json is whole and names known categories', () => {
  expect(model.weights).toHaveLength((model.places + 1) * model.categories.length);
  expect(model.categories.filter((category) => !(category in categories))).toEqual([]);
  expect(model.scale).toBeGreaterThan(0);
});

test('data/likely-speakers.json is whole and names the sides', () => {
  const speakers = readLikeness(files['likely-speakers.json'] as unknown as StoredLikeness);
  expect(speakers.weights).toHaveLength((speakers.places + 1) * speakers.categories.length);
  expect(speakers.categories).toEqual(['own', 'smarthost', 'theirs', 'unknown']);
  expect(speakers.scale).toBeGreaterThan(0);
});

test('what teaches who is likely to have spoken has what the rules said of it at first', () => {
  const all = linesOf('tools/advice.jsonl');
  // Of one in a hundred the rules of their day said nothing.
  expect(all.filter(({ firstRun }) => firstRun === undefined).length).toBeLessThan(all.length / 50);
});

test('the same texts teach the same', () => {
  const texts = [
    { words: ['mailbox', 'full'], concepts: ['mailbox', 'full'], labels: ['recipient.full'], replyCode: 552 },
    {
      words: ['message', 'looks', 'like', 'spam'],
      concepts: ['message', 'spam'],
      labels: ['content.spam', 'policy.unspecified'],
    },
  ];
  expect(learn(texts)).toEqual(learn(texts));
});

test('trust is learned from how often each was right', () => {
  const run = (isAgreed: number, rules: boolean, likeness: boolean) => ({
    batch: 'test',
    rules,
    likeness,
    signs: { always: 1, 'both agree': isAgreed },
  });
  const agreed = [true, true, true, true, false].map((isRight) => run(1, isRight, isRight));
  const contrary = [true, false, true, false, false].map((isRight) => run(0, isRight, !isRight));
  const { rules, likeness } = learnTrust(Array.from({ length: 200 }, () => [...agreed, ...contrary]).flat());
  expect(trustIn({ always: 1, 'both agree': 1 }, rules)).toBeCloseTo(0.8, 1);
  expect(trustIn({ always: 1, 'both agree': 0 }, rules)).toBeCloseTo(0.4, 1);
  expect(trustIn({ always: 1, 'both agree': 0 }, likeness)).toBeCloseTo(0.6, 1);
});

test('every sign of the first runs is weighed', () => {
  const { rules, likeness } = data.calibration.likeness;
  const named = linesOf('tools/first-runs.jsonl').flatMap(({ signs }) => Object.keys(signs as Signs));
  expect([...new Set(named)].sort()).toEqual(Object.keys(rules).sort());
  expect(Object.keys(likeness)).toEqual(Object.keys(rules));
});

describe('wordings that no rule was written for', () => {
  // Composed for this test: neither a sample nor a collected reply.
  const classifier = createClassifier(data);
  test.each([
    ['550 5.7.1 Our scanners think that this looks a lot like junk and do not want it', 'content.spam'],
    ['452 4.2.2 That person has no more room left for your letter in his mail box', 'recipient.full'],
    ['550 Sorry, there is nobody called like that at our place', 'recipient.unknown'],
  ])('%s', (text, category) => {
    expect(classifier.classify(replyFactsOf(text)).category).toBe(category);
  });
});

test.each(['550 Bratwurst mit Kartoffelsalat und Senf', '550 No thanks', '550 nincs fordított névfeloldás'])(
  'a code and words that nobody knows are a coin flip, and stop no mail: %s',
  (text) => {
    const { confidence, features } = createClassifier(data).classify(replyFactsOf(text));
    expect(features?.tier).toBe('reply-code');
    expect(confidence).toBeLessThan(0.6);
  },
);

test('of collected replies, which taught it, it keeps what they taught', () => {
  const rows = linesOf('tools/collected-replies.jsonl') as { text: string; accept: string[] }[];
  const classifier = createClassifier(data);
  const sure = rows
    .map(({ text, accept }) => ({ accept, verdict: classifier.classify(replyFactsOf(text)) }))
    .filter(({ verdict }) => verdict.confidence >= 0.9);
  const right = sure.filter(({ accept, verdict }) => accept.includes(verdict.category)).length;
  expect(right / sure.length).toBeGreaterThan(0.97);
});
