import { describe, expect, test } from 'vitest';
import { readBounce } from '../read-bounce.ts';
import { sampleMessage } from '../sample-messages.ts';
import type { RecipientReport } from '../types.ts';
import type { FormatCase } from './format-case.ts';
import { MAIL_SERVER_CASES } from './mail-server-cases.ts';
import { FORMAT_MARKS, type FormatId, UNMARKED_FORMATS } from './marks.ts';
import { NOTICE_CASES } from './notice-cases.ts';
import { PROVIDER_CASES } from './provider-cases.ts';
import { SERVICE_CASES } from './service-cases.ts';

const CASES = [...MAIL_SERVER_CASES, ...PROVIDER_CASES, ...SERVICE_CASES, ...NOTICE_CASES];

const read = (c: FormatCase) =>
  readBounce(
    sampleMessage(
      {
        From: c.from ?? 'Mail Delivery System <MAILER-DAEMON@mx.example.net>',
        To: 'sender@example.com',
        Subject: c.subject,
        ...c.fields,
      },
      c.body,
    ),
  );

/** The recipients of the one case of that name. */
function recipientsOf(name: string): readonly RecipientReport[] {
  const [found, ...others] = CASES.filter((c) => c.name === name);
  if (found === undefined || others.length > 0) throw new Error(`not one case is named '${name}'`);
  return read(found).recipients;
}

describe('each format gives its recipients and the words that say why', () => {
  test.each(CASES)('$name', (c) => {
    const report = read(c);
    const first = report.recipients[0];
    expect([report.kind, report.format]).toEqual([c.kind ?? 'bounce', c.format]);
    expect(report.recipients.map((r) => r.recipient)).toEqual(c.recipients);
    if (c.code) expect(first?.replyCode).toBe(c.code);
    if (c.status) expect(first?.enhancedStatus).toBe(c.status);
    if (c.words) expect(first?.diagnostic).toContain(c.words);
    if (c.phase) expect(first?.phase).toBe(c.phase);
  });
});

/** No text of theirs that has no status part, and bears their mark, has been seen. */
const WITHOUT_CASE: readonly FormatId[] = [
  'activehunter',
  'amazon-workmail',
  'apple',
  'barracuda',
  'communigate',
  'docomo',
  'gmx',
  'indimail',
  'kerio',
  'mailgun',
  'mailru',
  'mcafee',
  'mimecast',
  'postmark',
  'proofpoint',
  'sendgrid',
  'surfcontrol',
  'vpop3',
  'yandex',
];

test('each format has a case, or is named as one without', () => {
  const withCase = new Set<FormatId>(CASES.map((c) => c.format));
  const ids = new Set<FormatId>([...FORMAT_MARKS.map((mark) => mark.id), ...UNMARKED_FORMATS]);
  expect([...ids].filter((id) => !withCase.has(id)).sort()).toEqual(WITHOUT_CASE);
});

test('two recipients of one transcript keep their own reasons', () => {
  expect(recipientsOf('sendmail with two fates in one transcript').map((r) => r.replyCode)).toEqual([
    550, 552,
  ]);
});

test('the address a forwarder expanded is told as the original recipient', () => {
  expect(recipientsOf('Exim with a forwarded address')[0]?.originalRecipient).toBe('outer@example.net');
});
