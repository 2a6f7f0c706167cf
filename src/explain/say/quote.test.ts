import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { quoteOf, quoteText } from './quote.ts';

const said = (facts: ReplyFacts): string => quoteText(quoteOf(facts));

describe('what was said is quoted without the frame around it, and with its codes once', () => {
  test.each<readonly [string, ReplyFacts, string]>([
    [
      'Postfix',
      {
        text: 'host mx.example.org[192.0.2.7] said: 550 5.1.1 <a@example.org>: User unknown (in reply to RCPT TO command)',
        replyCode: 550,
        enhancedStatus: '5.1.1',
      },
      '550 5.1.1 <a@example.org>: User unknown',
    ],
    [
      'Postfix, whose dsn= nobody said',
      {
        text: 'host mx.example.org[192.0.2.7] refused to talk to me: 421 Refused.',
        replyCode: 421,
        enhancedStatus: '4.0.0',
        queueId: '4JfcC62DS0z1c1C',
      },
      '421 Refused.',
    ],
    [
      'Exim, with the breaks that it writes',
      {
        text: 'SMTP error from remote mail server after end of data: 550-5.7.26 Not authenticated.\\n550-5.7.26 See\\n550 5.7.26 https://example.org/',
        replyCode: 550,
        enhancedStatus: '5.7.26',
      },
      '550 5.7.26 Not authenticated. See https://example.org/',
    ],
    [
      'Exim, of a reply whose last two lines both end it',
      {
        text: 'SMTP error from remote mail server after end of data: 550-5.7.26 No.\\n550 5.7.26  Go to\\n550 5.7.26  https://example.org/ - x',
        replyCode: 550,
        enhancedStatus: '5.7.26',
      },
      '550 5.7.26 No. Go to https://example.org/ - x',
    ],
    [
      'two replies in one frame',
      {
        text: 'host mx.example.org[192.0.2.7] said: 550 5.1.1 No. 451 4.3.0 Later (in reply to RCPT TO command)',
        replyCode: 451,
      },
      '550 5.1.1 No. 451 4.3.0 Later',
    ],
    [
      'a report that folded the lines, the last behind a word that takes a number',
      {
        text: '550-5.7.1 [192.0.2.9 7] No. 550-5.7.1 Please visit 550-5.7.1 https://example.org/ for 550 5.7.1 more information. - x',
        replyCode: 550,
        enhancedStatus: '5.7.1',
      },
      '550 5.7.1 [192.0.2.9 7] No. Please visit https://example.org/ for more information. - x',
    ],
    [
      'a report that folded the lines',
      {
        text: '550-5.7.26 Not authenticated. 550-5.7.26 550-5.7.26 DKIM = did not pass 550 5.7.26 See https://example.org/',
        replyCode: 550,
        enhancedStatus: '5.7.26',
      },
      '550 5.7.26 Not authenticated. DKIM = did not pass See https://example.org/',
    ],
    [
      'a reply as it was pasted',
      { text: 'No such user', replyCode: 550, enhancedStatus: '5.1.1' },
      '550 5.1.1 No such user',
    ],
    ['a reply without words', { text: '', replyCode: 552, enhancedStatus: '5.2.2' }, '552 5.2.2'],
    [
      'a code in the words',
      { text: 'No such user (#5.1.1)', replyCode: 550, enhancedStatus: '5.1.1' },
      '550 No such user (#5.1.1)',
    ],
    ['only an enhanced code', { text: 'No such user', enhancedStatus: '5.1.1' }, '5.1.1 No such user'],
    [
      'what the own server tells',
      {
        text: 'connect to mx.example.org[192.0.2.7]:25: Connection timed out',
        enhancedStatus: '4.4.1',
        queueId: '4JfcC62DS0z',
      },
      'connect to mx.example.org[192.0.2.7]:25: Connection timed out',
    ],
    [
      'the quotes of a report, and of whoever quotes that',
      { text: `Blocked (AS16012611)'"`, replyCode: 550, enhancedStatus: '5.7.1' },
      '550 5.7.1 Blocked (AS16012611)',
    ],
    [
      'an answer that Exchange gave up after',
      { text: 'Remote server returned no -> 550 No Such User', replyCode: 550, enhancedStatus: '5.1.351' },
      '550 5.1.351 Remote server returned no -> 550 No Such User',
    ],
    [
      'a code that a mail service wrote beside the words',
      {
        text: 'mx.example.net 192.0.2.7 found',
        replyCode: 554,
        enhancedStatus: '5.7.1',
        isStatusOfField: true,
      },
      '554 mx.example.net 192.0.2.7 found',
    ],
    [
      'Thunderbird behind it',
      {
        text: '<a@example.org>: Relay access denied. Bitte überprüfen Sie die Empfänger Adresse "a@example.org" und versuchen Sie es erneut."',
        enhancedStatus: '5.7.1',
      },
      '5.7.1 <a@example.org>: Relay access denied.',
    ],
    [
      'Thunderbird behind a reply without a code',
      { text: 'Temporary lookup failure. Please check the message and try again.' },
      'Temporary lookup failure.',
    ],
    [
      'a server that asks for it itself',
      { text: 'Please check the message and try again. Code 7', replyCode: 550 },
      '550 Please check the message and try again. Code 7',
    ],
    ['a path of Windows', { text: 'No C:\\new\\n' }, 'No C:\\new'],
  ])('%s', (_, facts, expected) => {
    expect(said(facts)).toBe(expected);
  });

  test('of any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(said({ text }).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
