/** Each sample of a rejection rule is its test: read as the program reads a reply, it gets the rule's category. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createClassifier, parseRules } from '../src/explain/classify/index.ts';
import { replyFactsOf } from '../src/explain/reply-input.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import { projectRoot } from './source-files.ts';

const data = readDataFolder(join(projectRoot, 'data'));
const classifier = createClassifier(classifierData(data));
const files = Object.keys(data).filter(
  (name) => name.startsWith('rejections/') && data[name]?.['rule'] !== undefined,
);

describe('samples of the rules', () => {
  test.each(files)('%s', (name) => {
    const wrong: string[] = [];
    for (const rule of parseRules(name, data[name] ?? {})) {
      for (const { text, host, phase } of rule.samples) {
        const got = classifier.classify({
          ...replyFactsOf(text),
          ...(host !== undefined && { speakerHost: host }),
          ...(phase !== undefined && { phase }),
        });
        if (got.category !== rule.category) wrong.push(`${rule.id}: ${got.category} by ${got.rule}: ${text}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
