/** How sure an answer says it is: percentages of one thing never make more than 100, and each says of what it is. */
import { expect, test } from 'vitest';
import { catalogueOf } from '../../main/services.ts';
import { data, said } from '../testing.ts';

const OPEN = [
  '550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137',
  '550 relaying is not allowed',
  'Jun  5 11:02:10 srv postfix/smtp[3031]: 8C2F61A0: to=<lisa@example.org>, relay=mx.example.org[192.0.2.8]:25, delay=1.1, dsn=5.7.1, status=bounced (host mx.example.org[192.0.2.8] said: 554 5.7.1 <lisa@example.org>: Relay access denied (in reply to RCPT TO command))',
];

const percentsIn = (texts: readonly string[]): readonly number[] =>
  texts.flatMap((text) => [...text.matchAll(/(\d+) %/g)].map(([, figure]) => Number(figure)));

test.each(OPEN)('%s: what the cause may be are shares of 100 %%', async (text) => {
  const { possibilities, facts } = await said(text);
  const shares = possibilities.map((one) => percentsIn([one])[0] ?? 0);
  expect(shares.length).toBeGreaterThan(1);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
  expect(facts.find((fact) => fact.includes('%'))).toMatch(/ of the words, not of the cause$/);
});

test('who cannot have said it has no share: a mail exchanger asks no stranger for a login', async () => {
  const [, anywhere = '', atGateway = ''] = OPEN;
  const titles = async (text: string) => (await said(text)).possibilities.join('\n');
  expect(await titles(anywhere)).toMatch(/log(?:in|ged| in)/i);
  expect(await titles(atGateway)).not.toMatch(/log(?:in|ged| in)/i);
});

test.each([
  [
    '554 5.7.1 Message rejected because of unacceptable content (score 14.2)',
    / of the words, \d+ % of the cause$/,
  ],
  ['452 4.2.2 <bob@example.org>: mailbox full', /^\d+ % sure$/],
  // Which of the two did not pass is no other cause.
  [
    '550-5.7.26 Your email has been blocked because the sender is unauthenticated. SPF [example.org] with ip: [192.0.2.7] = did not pass, DKIM = did not pass',
    /^\d+ % sure$/,
  ],
])('%s: %s', async (text, wanted) => {
  const { facts, possibilities } = await said(text);
  expect(facts.find((fact) => fact.includes('%'))).toMatch(wanted);
  expect(possibilities).toEqual([]);
});

test('in German, too', async () => {
  const { facts } = await said(OPEN[0] ?? '', catalogueOf(data, 'de'));
  expect(facts.join()).toMatch(/die Worte zu \d+ % sicher, die Ursache nicht/);
});
