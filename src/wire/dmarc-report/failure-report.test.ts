import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMessage } from '../message/index.ts';
import { readFailureReport } from './failure-report.ts';

const read = (lines: readonly string[]) => readFailureReport(parseMessage(Buffer.from(lines.join('\r\n'))));

const arf = (report: readonly string[], encoding = '7bit'): readonly string[] => [
  'From: reports@receiver.example',
  'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'This is a report.',
  '--b',
  'Content-Type: message/feedback-report',
  `Content-Transfer-Encoding: ${encoding}`,
  '',
  ...report,
  '--b',
  'Content-Type: message/rfc822',
  '',
  'From: Someone <someone@example.org>',
  'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
  'Message-ID: <1@example.org>',
  '',
  'body',
  '--b--',
];

const fields = [
  'Feedback-Type: auth-failure',
  'User-Agent: Reporter/1',
  'Version: 1',
  'Auth-Failure: dmarc',
  'Original-Mail-From: <bounce@mailer.example>',
  'Original-Rcpt-To: <user@receiver.example>',
  'Arrival-Date: Thu, 1 Jan 2026 01:00:00 +0100 (CET)',
  'Source-IP: 192.0.2.7',
  'Reported-Domain: Example.org',
  'Reporting-MTA: dns; mx.receiver.example',
  'Authentication-Results: mx.receiver.example; dmarc=fail header.from=example.org',
  'Delivery-Result: reject',
  'Identity-Alignment: dkim',
  'DKIM-Domain: example.org',
  'DKIM-Selector: S1',
  'Incidents: 3',
];

describe('RFC 6591 and RFC 9991', () => {
  const report = {
    format: 'arf',
    authFailure: 'dmarc',
    reportedDomain: 'example.org',
    sourceIp: '192.0.2.7',
    arrival: '2026-01-01T00:00:00.000Z',
    reportingHost: 'mx.receiver.example',
    userAgent: 'Reporter/1',
    reversePath: 'bounce@mailer.example',
    recipients: ['user@receiver.example'],
    deliveryResult: 'reject',
    identityAlignment: 'dkim',
    isDkimAligned: false,
    isSpfAligned: false,
    dkimDomain: 'example.org',
    dkimSelector: 's1',
    authenticationResults: ['mx.receiver.example; dmarc=fail header.from=example.org'],
    incidents: 3,
    original: { from: 'Someone <someone@example.org>', subject: 'Grüße', messageId: '<1@example.org>' },
  };

  test('all fields', () => {
    expect(read(arf(fields))).toEqual({ kind: 'failure', report });
  });

  test('behind base64', () => {
    const encoded = Buffer.from(fields.join('\r\n')).toString('base64');
    expect(read(arf([encoded], 'base64'))).toEqual({ kind: 'failure', report });
  });

  test('the domain of the message where none is told; no verdict on alignment where the field can mean both', () => {
    const few = read(
      arf(['Feedback-Type: auth-failure', 'Identity-Alignment: spf', 'Source-IP: 2001:DB8::1']),
    );
    expect(few).toMatchObject({
      report: { reportedDomain: 'example.org', sourceIp: '2001:db8::1', authFailure: '' },
    });
    expect(few?.kind === 'failure' && 'isDkimAligned' in few.report).toBe(false);
  });

  test('a date without zone is not guessed at', () => {
    const some = read(arf(['Feedback-Type: auth-failure', 'Arrival-Date: 1 Jan 2026 01:00:00']));
    expect(some?.kind === 'failure' && some.report.arrival).toBeUndefined();
  });

  test('a complaint is another thing', () => {
    expect(read(arf(['Feedback-Type: abuse', 'User-Agent: x', 'Version: 1']))).toEqual({
      kind: 'other-feedback',
      feedbackType: 'abuse',
    });
  });
});

test('the plain text of Exim', () => {
  const found = read([
    'Subject: DMARC Forensic Report for example.org from IP 192.0.2.9',
    '',
    'A message claiming to be from you has failed the published DMARC',
    'policy for your domain.',
    '',
    '  Sender Domain: example.org',
    '  Sender IP Address: 192.0.2.9',
    '  Received Date: Thu, 01 Jan 2026 02:00:00 +0200',
    '  SPF Alignment: no',
    '  DKIM Alignment: yes',
    '  DMARC Results: Quarantine',
    '',
    '------ This is a copy of the headers that were received before the error',
    '       was detected.',
    '',
    'Received: from a.example by b.example; Thu, 01 Jan 2026 02:00:00 +0200',
    'From: someone@example.org',
    'Subject: Hello',
  ]);
  expect(found).toEqual({
    kind: 'failure',
    report: {
      format: 'exim-text',
      authFailure: 'dmarc',
      reportedDomain: 'example.org',
      sourceIp: '192.0.2.9',
      arrival: '2026-01-01T00:00:00.000Z',
      isSpfAligned: false,
      isDkimAligned: true,
      deliveryResult: 'quarantine',
      recipients: [],
      authenticationResults: [],
      incidents: 1,
      original: { from: 'someone@example.org', subject: 'Hello' },
    },
  });
});

test.each([
  ['ordinary mail', ['Subject: Hi', '', 'Hello']],
  [
    'words of Exim without values',
    ['Subject: Hi', '', 'A message claiming to be from you has failed', 'to amuse.'],
  ],
])('%s is none', (_, lines) => {
  expect(read(lines)).toBeUndefined();
});

test('never throws', () => {
  const line = fc.constantFrom(
    ...arf(fields),
    'A message claiming to be from you has failed',
    '  Sender Domain: x',
    '------ This is a copy of',
  );
  fc.assert(fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => read(lines) !== null));
});
