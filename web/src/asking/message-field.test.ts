/** What is sent of the message beside what came back of it. */
import { expect, test } from 'vitest';
import { bytesOfMessage } from './message-field.tsx';

const file = { name: 'sent.eml', bytes: Uint8Array.of(1, 2, 3) };

test.each([
  ['nothing', { text: '' }, undefined],
  ['blanks', { text: ' \n' }, undefined],
  ['a pasted message, in UTF-8', { text: 'Subject: ü' }, new TextEncoder().encode('Subject: ü')],
  ['a file', { text: '', file }, file.bytes],
  ['a file that took the place of what was typed', { text: 'Subject: x', file }, file.bytes],
])('%s', (_, given, expected) => {
  expect(bytesOfMessage(given)).toEqual(expected);
});
