import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { classifierData, readDataFolder } from '../main/data-folder.ts';
import { briefly } from './brief.ts';
import { createClassifier } from './classify/index.ts';
import { messageArrival } from './message-arrival.ts';

const folder = '../shared/corpora/bounces/messages';

test.skipIf(!existsSync(folder))('the short answer rests on the words alone', () => {
  const classifier = createClassifier(classifierData(readDataFolder('data')));
  for (const file of readdirSync(folder)) {
    const raw = readFileSync(join(folder, file));
    const brief = messageArrival(raw, { isForWords: true });
    expect(briefly(brief, classifier), file).toEqual(briefly(messageArrival(raw), classifier));
  }
});

test('for the words nobody is named who sent, and nothing that came back', () => {
  const raw = Buffer.from(
    [
      'From: MAILER-DAEMON@mx.example.net',
      'Subject: Undelivered Mail Returned to Sender',
      '',
      'Your message could not be delivered.',
      '<user@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown',
      '',
      '--- Original message follows ---',
      'Received: from out.example.com (out.example.com [203.0.113.9]) by mx.example.net; Mon, 1 Jun 2026 10:00:00 +0000',
      'From: sender@example.com',
      'Message-ID: <1@example.com>',
    ].join('\n'),
  );
  const whole = messageArrival(raw);
  const { returned, refusals, ...brief } = messageArrival(raw, { isForWords: true });
  expect(whole).toMatchObject(brief);
  expect(whole.refusals[0]?.facts).toMatchObject({ ...refusals[0]?.facts, messageId: '<1@example.com>' });
  expect(refusals[0]?.facts).not.toHaveProperty('messageId');
  expect(whole.returned).toBeDefined();
  expect(returned).toBeUndefined();
});
