/**
 * Conditions of a message's content under which receivers say that they refuse it, each with the check that tells it and a message
 * that is refused. Google: "Gmail SMTP errors and codes" as of 2026-02-15 (every permanent rejection there that depends on the
 * message's own bytes); Yahoo and Apple: as cited by their checks. What depends on authentication or reputation is not in it.
 */
import { filePart, letter, multipart, textPartOf } from '../../src/checks/message/testing.ts';
import { zipOf } from '../../src/wire/archive/testing.ts';

export interface PublishedCondition {
  readonly receiver: 'google' | 'yahoo' | 'apple';
  /** What the reply must begin with, and words that stand in it. */
  readonly reply: readonly [string, string];
  readonly check: string;
  readonly message: string;
  readonly make: () => Buffer;
}

const google = (
  reply: readonly [string, string],
  check: string,
  message: string,
  make: () => Buffer,
): PublishedCondition => ({ receiver: 'google', reply, check, message, make });

const many = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => of(index));
const noFrom = ['from'];

export const publishedConditions: readonly PublishedCondition[] = [
  google(['550 5.7.1', 'From: header is missing'], 'headers/from-present', 'missing', () =>
    letter({ without: noFrom }),
  ),
  google(
    ['550 5.7.1', 'missing a valid address in the From: header'],
    'headers/from-address',
    'no-address',
    () => letter({ fields: ['From: Northwind Books'] }),
  ),
  google(
    ['550 5.7.1', 'missing a valid address in the From: header'],
    'headers/from-address',
    'invalid',
    () => letter({ fields: ['From: Northwind <news books@example.org>'] }),
  ),
  google(['550 5.7.1', 'multiple From: headers'], 'headers/from-single', 'several', () =>
    letter({ fields: ['From: a@example.org', 'From: b@example.org'] }),
  ),
  google(['550 5.7.1', 'multiple addresses in the From: header'], 'headers/from-one-address', 'several', () =>
    letter({ fields: ['From: a@example.org, b@example.org', 'Sender: a@example.org'] }),
  ),
  google(['550 5.7.1', 'non-compliant domain name'], 'headers/from-domain', 'syntax', () =>
    letter({ fields: ['From: news@books_shop.example.org'] }),
  ),
  google(['550 5.7.1', 'missing a valid Message-ID'], 'headers/message-id-present', 'missing', () =>
    letter({ without: ['message-id'] }),
  ),
  google(['550 5.7.1', 'missing a valid Message-ID'], 'headers/message-id-valid', 'no-at', () =>
    letter({ fields: ['Message-ID: <may.1>'] }),
  ),
  google(['550 5.7.1', 'There are multiple'], 'headers/single-instance', 'several', () =>
    letter({ fields: ['Subject: one', 'Subject: other'] }),
  ),
  google(['550 5.7.1', 'There are multiple'], 'headers/single-instance', 'repeated', () =>
    letter({ fields: ['To: ann@example.net', 'To: ann@example.net'] }),
  ),
  google(['550 5.7.1', 'There is a malformed'], 'headers/address-syntax', 'open-quote', () =>
    letter({ fields: ['To: "Ann <ann@example.net>'] }),
  ),
  google(['550 5.7.1', 'There is a malformed'], 'headers/date-valid', 'syntax', () =>
    letter({ fields: ['Date: 12.05.2026 15:47'] }),
  ),
  google(
    ['550 5.7.1', 'Encoded-word syntax is not permitted'],
    'headers/encoded-word-place',
    'in-token',
    () => letter({ fields: ['Message-ID: <=?utf-8?q?may=2E1?=@example.org>'] }),
  ),
  google(
    ['550 5.7.1', 'Encoded-word syntax is not permitted'],
    'headers/encoded-word-place',
    'in-address',
    () => letter({ fields: ['To: <=?utf-8?q?ann?=@example.net>'] }),
  ),
  google(
    ['550 5.7.1', 'unicode character in a disallowed header'],
    'headers/no-raw-8bit',
    'in-identifier',
    () => letter({ fields: ['In-Reply-To: <größe@example.org>'] }),
  ),
  google(['554 5.6.0', 'malformed'], 'headers/lines-are-fields', 'header-without-colon', () =>
    letter({ fields: ['X-Note: one', 'two three four'] }),
  ),
  google(['552 5.3.4', 'total header bytes'], 'headers/total-size', 'too-large', () =>
    letter({ fields: many(20, (index) => `X-Data-${index}: ${'x '.repeat(15_000)}`) }),
  ),
  google(['552 5.3.4', 'header fields'], 'headers/total-size', 'too-many', () =>
    letter({ fields: many(5_001, (index) => `X-${index}: 1`) }),
  ),
  google(['552 5.3.4', 'individual header size'], 'headers/field-size', 'too-large', () =>
    letter({ fields: [`X-Data: ${'x '.repeat(17_000)}`] }),
  ),
  google(['552 5.3.4', 'header'], 'headers/field-size', 'message-id-too-long', () =>
    letter({ fields: [`Message-ID: <${'m'.repeat(600)}@example.org>`] }),
  ),
  google(['552 5.3.4', 'header name limit'], 'headers/name-size', 'too-long', () =>
    letter({ fields: [`X-${'n'.repeat(1_100)}: 1`] }),
  ),
  google(['552 5.3.4', 'Subject: header'], 'headers/subject-length', 'too-long', () =>
    letter({ fields: [`Subject: ${'many words '.repeat(100)}`] }),
  ),
  google(['552 5.3.4', 'size of your message'], 'mime/message-size', 'over-google', () =>
    letter({ body: Buffer.alloc(51 * 1024 * 1024, 'a line of text that is long\r\n') }),
  ),
  google(['552 5.3.4', 'number of attachments'], 'mime/attachment-count', 'too-many', () =>
    multipart(
      'mixed',
      many(501, (index) => `${index}.csv`).map((name) => filePart(name)),
    ),
  ),
  google(['552 5.7.0', 'security issue'], 'mime/blocked-type', 'blocked', () =>
    multipart('mixed', [textPartOf('See the file.'), filePart('setup.exe')]),
  ),
  google(['552 5.7.0', 'security issue'], 'mime/blocked-type', 'blocked-inside', () =>
    multipart('mixed', [textPartOf('See the file.'), filePart('tools.zip', zipOf([{ name: 'a/run.js' }]))]),
  ),
  google(['552 5.7.0', 'security issue'], 'mime/blocked-type', 'locked-archive', () =>
    multipart('mixed', [
      textPartOf('See the file.'),
      filePart('tools.zip', zipOf([{ name: 'inner.zip', isEncrypted: true }])),
    ]),
  ),
  {
    receiver: 'yahoo',
    reply: ['554', 'Invalid Subject header'],
    check: 'headers/encoded-word-form',
    message: 'not-apart',
    make: () => letter({ fields: ['Subject: =?utf-8?q?Gen?==?utf-8?q?=C3=A8ve?='] }),
  },
  {
    receiver: 'apple',
    reply: ['552 5.3.4', 'message size'],
    check: 'mime/message-size',
    message: 'over-apple',
    make: () => letter({ body: Buffer.alloc(21 * 1024 * 1024, 'a line of text that is long\r\n') }),
  },
];
