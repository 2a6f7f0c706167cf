import { expect, test } from 'vitest';
import type { ParsedMessage } from '../message/types.ts';
import { layOut } from './layout.ts';
import { returnedLines, sampleMessage, sampleReport } from './sample-messages.ts';

const STATUS = ['Final-Recipient: rfc822; one@example.org', 'Action: failed', 'Status: 5.1.1'];

test.each<readonly [title: string, message: ParsedMessage, hasStatus: boolean, isInText: boolean]>([
  ['in a part of its own', sampleReport(['Words'], STATUS, returnedLines), true, false],
  ['in the text', sampleMessage({ Subject: 'Hello' }, STATUS), true, true],
  [
    'quoted in an answer',
    sampleMessage(
      { Subject: 'Re: Hello' },
      STATUS.map((line) => `> ${line}`),
    ),
    false,
    false,
  ],
  ['nowhere', sampleMessage({ Subject: 'Hello' }, ['Words']), false, false],
])('where the status stands: %s', (_, message, hasStatus, isInText) => {
  const { status, isStatusInText } = layOut(message, message.root);
  expect([status !== undefined, isStatusInText]).toEqual([hasStatus, isInText]);
});
