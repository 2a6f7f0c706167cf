/** Notices of delay that were pasted, and what only sounds like one. Texts composed for this test. */
import { describe, expect, test } from 'vitest';
import { explained, factsIn, lines, said } from './testing.ts';

const GMAIL = lines(
  'Delivery incomplete',
  "There was a temporary problem delivering your message to ann@example.org. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.",
  'The response was:',
  'The recipient server did not accept our requests to connect. [mx.example.org 192.0.2.60: timed out]',
);
const OLD = lines(
  'Delivery to the following recipient has been delayed:',
  '',
  '     ann@example.org',
  '',
  'Message will be retried for 2 more day(s)',
  '',
  'Technical details of temporary failure:',
  'The recipient server did not accept our requests to connect.',
);

describe('it is still tried, for as long as the text says', () => {
  test.each([
    [GMAIL, '46 more hours'],
    [`My mail does not go out, what is this?\n\n${GMAIL}`, '46 more hours'],
    [
      `Subject: Delivery Status Notification (Delay)\nFrom: mailer-daemon@example.com\n\n${OLD}`,
      '2 more days',
    ],
    ['Message will be retried for 4 more hour(s). Reason: 451 4.7.1 Try again later', '4 more hours'],
  ])('%#', async (text, time) => {
    const [facts] = factsIn(text);
    expect(facts?.fate).toBe('waiting');
    const { wait, tell } = await said(text);
    expect(wait).toContain(time);
    expect(tell).not.toContain('came back');
  });
});

test.each([
  'Message will be retried for 4 more hour(s). In the end: 550 5.1.1 User unknown',
  'I will retry for 2 days. 451 4.7.1 Greylisting',
])('%s: nothing of the kind is told', async (text) => {
  const { reply } = await explained(text);
  expect(reply.retryHours).toBeUndefined();
});

describe('whom the sentences of Gmail name', () => {
  test.each([
    "Your message wasn't delivered to ann@example.org because the address couldn't be found, or is unable to receive mail.",
    'There was a problem delivering your message to ann@example.org. See the technical details below.',
    'Bei der Zustellung Ihrer Nachricht an ann@example.org ist ein Problem aufgetreten.',
    'Impossible de remettre votre message à ann@example.org.',
  ])('%s', (sentence) => {
    const [facts] = factsIn(`${sentence}\nThe response was:\n550 5.1.1 No such user`);
    expect(facts?.recipient).toBe('ann@example.org');
  });

  test.each(['Your message was delivered to ann@example.org because she is back. 550 5.1.1 No such user'])(
    '%s: nobody',
    (text) => {
      expect(factsIn(text)[0]?.recipient).toBeUndefined();
    },
  );
});
