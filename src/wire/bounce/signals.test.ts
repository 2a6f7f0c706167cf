import { describe, expect, test } from 'vitest';
import type { ParsedMessage } from '../message/types.ts';
import { layOut } from './layout.ts';
import { returnedLines, sampleMessage, sampleReport } from './sample-messages.ts';
import { BOUNCE_SCORE, SIGN_TABLE, type SignName, weighSignals } from './signals.ts';

const DAEMON = { From: 'Mail Delivery System <MAILER-DAEMON@mx.example.net>' };
const PERSON = { From: 'one@example.org' };
const FAILED = 'Your message could not be delivered to two@example.net.';
const STATUS = ['Final-Recipient: rfc822; two@example.net', 'Action: failed', 'Status: 5.1.1'];

type Case = readonly [title: string, message: ParsedMessage, signs: readonly SignName[]];

const CASES: readonly Case[] = [
  [
    'a report of three parts',
    sampleReport([FAILED], ['Reporting-MTA: dns; mx.example.net', '', ...STATUS], returnedLines),
    ['daemon', 'null-path', 'subject', 'words', 'report-type', 'status', 'words-and-returned'],
  ],
  [
    'a report of text alone',
    sampleMessage(
      {
        ...DAEMON,
        Subject: 'Undelivered Mail Returned to Sender',
        'Return-Path': '<>',
        'X-Failed-Recipients': 'two@example.net',
      },
      [FAILED],
    ),
    ['daemon', 'null-path', 'subject', 'words', 'failed-recipients'],
  ],
  [
    'fields of a status in the text',
    sampleMessage({ ...PERSON, To: 'list-bounces@example.com', Subject: 'Hello' }, STATUS),
    ['status-in-text', 'to-envelope'],
  ],
  [
    "a gateway under a person's name",
    sampleMessage({ ...PERSON, Subject: 'Undelivered Mail Returned to Sender', 'Return-Path': '<>' }, [
      FAILED,
    ]),
    ['null-path', 'subject', 'words', 'gateway'],
  ],
  [
    'a report that lost its header',
    sampleMessage({ Received: 'by mx.example.net' }, [FAILED]),
    ['words', 'no-header'],
  ],
  [
    'a notice to the sender',
    sampleMessage({ ...PERSON, Subject: 'Figures' }, ['Your mail to two@example.net has been quarantined.']),
    ['words', 'told-of-recipient'],
  ],
  [
    'what only calls itself a report',
    sampleMessage({ ...DAEMON, Subject: 'Delivery problem' }, ['See https://example.org for more.']),
    ['daemon', 'subject', 'other-mail'],
  ],
  [
    'something to click',
    sampleMessage({ ...DAEMON, Subject: 'Re: Your parcel' }, ['Click here.']),
    ['daemon', 'other-mail', 'lure'],
  ],
  [
    'a full mailbox that wants a link to be clicked',
    sampleMessage({ ...PERSON, Subject: 'Mailbox full' }, [
      '552 5.2.2 mailbox full. Click here to release your messages: http://example.net/x',
      'or your account will be closed within 24 hours.',
    ]),
    ['plain-lure'],
  ],
  [
    'a parcel that came back',
    sampleMessage({ ...PERSON, Subject: 'Your parcel' }, ['Your message could not be delivered.']),
    ['words', 'words-alone'],
  ],
  [
    'what a filter keeps back for its own user',
    sampleMessage({ ...PERSON, Subject: 'Hello' }, ['Quarantined messages for you.']),
    ['words-alone', 'digest'],
  ],
  [
    'an answer of a person',
    sampleMessage({ ...PERSON, Subject: 'Re: Hello', 'In-Reply-To': '<1@example.com>' }, ['Yes.']),
    ['other-mail', 'words-alone', 'answer', 'answer-field'],
  ],
  [
    'a ticket about a refusal',
    sampleMessage({ ...PERSON, Subject: '[Ticket 17] User unknown', 'X-RT-Ticket': '17' }, [
      '550 5.1.1 User unknown',
    ]),
    ['subject', 'words', 'tracker', 'program-field'],
  ],
  [
    'a session that Postfix tells its postmaster of',
    sampleMessage({ ...DAEMON, Subject: 'Postfix SMTP server: errors from mx.example.org[192.0.2.1]' }, [
      'Out: 550 5.1.1 no',
    ]),
    ['daemon', 'words', 'session'],
  ],
  [
    'a newsletter',
    sampleMessage(
      {
        ...PERSON,
        Subject: 'News',
        'List-Unsubscribe': '<mailto:leave@example.org>',
        'List-Id': '<news.example.org>',
      },
      ['News'],
    ),
    ['words-alone', 'unsubscribe-field', 'list-field'],
  ],
];

describe('the signs that speak', () => {
  test.each(CASES)('%s', (_, message, signs) => {
    const signals = weighSignals(layOut(message, message.root));
    expect(signals.signs).toEqual(signs);
    const points = new Map<SignName, number>(SIGN_TABLE.map(([name, value]) => [name, value]));
    expect(signals.score).toBe(signs.reduce((sum, sign) => sum + (points.get(sign) ?? 0), 0));
  });

  test('each of them has a case', () => {
    const spoken = new Set(CASES.flatMap(([, , signs]) => signs));
    expect(SIGN_TABLE.map(([name]) => name).filter((name) => !spoken.has(name))).toEqual([]);
  });

  test('only a status part is enough alone', () => {
    const enough = SIGN_TABLE.filter(([, points]) => points >= BOUNCE_SCORE);
    expect(enough.map(([name]) => name)).toEqual(['status']);
  });
});
