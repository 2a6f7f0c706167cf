import { expect, test } from 'vitest';
import { explained, texts } from '../testing.ts';
import { viewVerdict } from './view.ts';

const saidIn = async (text: string): Promise<string | undefined> =>
  viewVerdict(await explained(text), texts, undefined).said;

const program = texts.ui('said.program');
const relay = texts.ui('role.smarthost');

test.each([
  [
    'An Error occurred sending mail.\nThe mail server responded: Originator address does not match authentication credential.',
    relay,
  ],
  [
    'Cannot Send Mail\n\nThe recipient “bob@example.org” was rejected by the server because it does not allow relaying.',
    relay,
  ],
  ['Apple Mail: The server response was: bob@example.org: Sender address rejected: not logged in', relay],
  [
    'SMTP Error: The following recipients failed: bob@example.org: Sender address rejected: not owned by user anna',
    relay,
  ],
  ['SMTP Error: Could not authenticate.', program],
  ['PHPMailer: SMTP connect() failed. Connection refused', program],
  ['nodemailer: Error: connect ETIMEDOUT 192.0.2.1:587 code: ESOCKET, command: CONN', program],
])('a program says only what it finds itself: %s', async (text, who) => {
  expect(await saidIn(text)).toBe(who);
});
