import { join } from 'node:path';
import { expect, test } from 'vitest';
import { classifierData, readDataFolder } from '../main/data-folder.ts';
import { createClassifier } from './classify/index.ts';
import { classifyTexts } from './classify-texts.ts';
import { replyFactsOf } from './reply-input.ts';

const classifier = createClassifier(classifierData(readDataFolder(join(import.meta.dirname, '../../data'))));

test.each(['550 sender address does not exist here', '550 Die Liste nimmt nur Beiträge von Abonnenten an'])(
  'what stands in every bounce does not speak against: %s',
  (reply) => {
    const facts = replyFactsOf(reply);
    const boilerplate = {
      ...facts,
      text: 'A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.',
    };
    const alone = classifyTexts(classifier, facts, []);
    const inBounce = classifyTexts(classifier, facts, [boilerplate]);
    expect(inBounce.classification).toEqual(alone.classification);
  },
);
