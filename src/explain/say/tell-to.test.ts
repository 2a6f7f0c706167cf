import { expect, test } from 'vitest';
import { said, texts } from '../testing.ts';

const tellToOf = async (text: string): Promise<string> => (await said(text)).tellTo;

test.each([
  ['535 5.7.8 Username and Password not accepted', 'user'],
  ['550 5.7.60 SMTP; Client does not have permissions to send as this sender', 'user'],
  [
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    'account-admin',
  ],
  ['550 5.1.1 <a@example.org>: User unknown', 'recipient-elsewhere'],
  ['550 5.1.1 User unknown', 'writer'],
  ['550 5.7.26 This mail is unauthenticated, SPF did not pass', 'recipient'],
])('%s: %s', async (text, whom) => {
  expect(await tellToOf(text)).toBe(texts.ui(`tellTo.${whom}`));
});
