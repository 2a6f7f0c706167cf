/**
 * Each sample of a rejection rule is its test: read as the program reads a reply, it gets the rule's category. One of them at least is
 * found by the rule itself, so that no rule lives by what codes, other rules or the likeness say of its samples.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ClassifierInput, createClassifier, parseRules } from '../src/explain/classify/index.ts';
import type { RuleSample } from '../src/explain/classify/rule.ts';
import { replyFactsOf } from '../src/explain/reply-input.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import { projectRoot } from './source-files.ts';

const data = readDataFolder(join(projectRoot, 'data'));
const classifier = createClassifier(classifierData(data));
const files = Object.keys(data).filter(
  (name) => name.startsWith('rejections/') && data[name]?.['rule'] !== undefined,
);

const inputOf = ({ text, host, phase }: RuleSample): ClassifierInput => ({
  ...replyFactsOf(text),
  ...(host !== undefined && { speakerHost: host }),
  ...(phase !== undefined && { phase }),
});

/** Does the rule hold for the sample, and speak for the category that rules and codes decide on? */
const isFoundBy = (id: string, sample: RuleSample): boolean =>
  classifier.opinions(inputOf(sample)).byRules.hits.some((hit) => hit.rule.id === id);

test('no two rules have one id', () => {
  const ids = files.flatMap((name) => parseRules(name, data[name] ?? {}).map(({ id }) => id));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

describe('samples of the rules', () => {
  test.each(files)('%s', (name) => {
    const wrong: string[] = [];
    for (const rule of parseRules(name, data[name] ?? {})) {
      for (const sample of rule.samples) {
        const got = classifier.classify(inputOf(sample));
        if (got.category !== rule.category)
          wrong.push(`${rule.id}: ${got.category} by ${got.rule}: ${sample.text}`);
      }
      if (!rule.samples.some((sample) => isFoundBy(rule.id, sample)))
        wrong.push(`${rule.id}: no sample is found by the rule itself`);
    }
    expect(wrong).toEqual([]);
  });
});
