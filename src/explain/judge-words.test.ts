/** What is quoted of a message that is no refusal, and which words of a report are of whom. */
import { expect, test } from 'vitest';
import { lines, readFrom, said } from './testing.ts';

const answer = (subject: string, ...body: readonly string[]): string =>
  lines(
    'From: ann@example.org',
    'To: bounces@example.com',
    `Subject: ${subject}`,
    'Auto-Submitted: auto-replied',
    'Date: Mon, 4 Jan 2027 16:02:30 +0000',
    'Message-ID: <1@example.org>',
    '',
    ...body,
    '',
  );

const DISCLAIMER =
  'This email may contain confidential information. It is only for the use of the addressee. If you receive it by mistake, please delete it and tell us that it was not delivered to the right person.'.repeat(
    4,
  );

test('of an automatic answer its first words are quoted, not the disclaimer below', async () => {
  const text = answer(
    'AUTO: Ann is out of the office',
    'I am out of the office until 5 January.',
    '',
    DISCLAIMER,
  );
  const { quote } = await said(text);
  expect(quote).toContain('out of the office until 5 January');
  expect(quote).not.toContain('addressee');
});

test('without a text its subject is', async () => {
  expect((await said(answer('Automatic reply: away until Monday'))).quote).toContain('away until Monday');
});

const EXPLAINED = [
  'Delivery has failed to these recipients or groups:',
  '',
  'max@example.net',
  "Your message to max@example.net couldn't be delivered. max wasn't found at example.net.",
  '',
  'Petra Klein (petra@example.org)',
  "The recipient's mailbox is full and can't accept messages now.",
  '',
  'Diagnostic information for administrators:',
  'Generating server: AM0PR01MB1234.eurprd01.prod.exchangelabs.com',
  '',
];

test('the reply below the diagnostic information is the reason, not what was explained above', () => {
  const text = lines(
    ...EXPLAINED,
    'petra@example.org',
    "Remote server returned '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException'",
    '',
    'max@example.net',
    "Remote server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient max@example.net not found by SMTP address lookup'",
    '',
  );
  expect(readFrom(text).toSorted()).toEqual(['550 max@example.net', '554 petra@example.org']);
});

test('who is named twice without any reply is told once, by the first place', () => {
  const text = lines(
    'Your message could not be delivered to the following recipients:',
    '',
    'max@example.net',
    'The mailbox is full.',
    '',
    'max@example.net',
    'See above.',
    '',
  );
  expect(readFrom(`From: MAILER-DAEMON@example.org\nSubject: Undelivered mail\n\n${text}`)).toEqual([
    '- max@example.net',
  ]);
});
