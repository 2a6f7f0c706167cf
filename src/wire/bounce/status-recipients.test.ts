import { describe, expect, test } from 'vitest';
import { readBounce } from './read-bounce.ts';
import { returnedLines, sampleMessage, sampleReport } from './sample-messages.ts';

describe('RFC 3464', () => {
  const status = [
    'Reporting-MTA: dns; mx.example.net',
    'X-Postfix-Queue-ID: ABC123',
    'Arrival-Date: Mon, 1 Jun 2026 10:00:00 +0000',
    '',
    'Final-Recipient: rfc822; inner@example.org',
    'Original-Recipient: rfc822;someone@example.org',
    'Action: failed',
    'Status: 5.2.2',
    'Remote-MTA: dns; mx.example.org',
    'Diagnostic-Code: smtp; 552 5.2.2 Mailbox',
    '    full',
    'Last-Attempt-Date: Mon, 1 Jun 2026 10:00:02 +0000',
  ];
  const notice = [
    '<inner@example.org>: host mx.example.org[192.0.2.25] said: 552 5.2.2 Mailbox',
    '    full (in reply to RCPT TO command)',
  ];

  test('a Diagnostic-Code of one word is a name for something: the words for people say why', () => {
    const fields = [
      'Final-Recipient: rfc822; list@example.org',
      'Action: failed',
      'Status: 5.7.1',
      'Diagnostic-Code: X-Sympa; auth',
    ];
    const words = [
      "Your message to 'list@example.org' was rejected:",
      '',
      'Only subscribers may post to this list.',
    ];
    const report = readBounce(
      sampleReport(words, ['Reporting-MTA: dns; x.example.org', '', ...fields], returnedLines),
    );
    expect(report.recipients[0]?.diagnostic).toContain('subscribers');
  });

  test('an address that a server has inside is nobody: the original one is the recipient', () => {
    const fields = [
      'Original-Recipient: rfc822;someone@example.org',
      'Final-Recipient: rfc822;@store.example.org.lmtp:35065@lmtpcs-daemon',
      'Action: failed',
      'Status: 4.2.2',
      'Diagnostic-Code: lmtp;550 4.2.2 Over quota',
    ];
    const words = ['Your message cannot be delivered:', '', 'Recipient address: 35065@lmtpcs-daemon'];
    const report = readBounce(
      sampleReport(words, ['Reporting-MTA: dns; x.example.org', '', ...fields], returnedLines),
    );
    expect(report.recipients.map(({ recipient }) => recipient)).toEqual(['someone@example.org']);
  });

  test('gives every fact of the fields, the phase and address from the words', () => {
    const report = readBounce(sampleReport(notice, status, returnedLines));
    expect(report).toMatchObject({
      kind: 'bounce',
      format: 'rfc3464',
      reportingHost: 'mx.example.net',
      queueId: 'ABC123',
      arrivalDate: 'Mon, 1 Jun 2026 10:00:00 +0000',
    });
    expect(report.recipients).toHaveLength(1);
    expect(report.recipients[0]).toMatchObject({
      recipient: 'inner@example.org',
      originalRecipient: 'someone@example.org',
      action: 'failed',
      enhancedStatus: '5.2.2',
      replyCode: 552,
      diagnostic: '552 5.2.2 Mailbox full',
      remoteHost: 'mx.example.org',
      remoteIp: '192.0.2.25',
      phase: 'rcpt',
      lastAttempt: 'Mon, 1 Jun 2026 10:00:02 +0000',
    });
  });

  test('describes the returned message', () => {
    expect(readBounce(sampleReport(notice, status, returnedLines)).returned()).toMatchObject({
      isHeadersOnly: false,
      messageId: '<1@example.com>',
      subject: 'Hello',
      reversePath: 'list-bounces@example.com',
      helo: 'mx.example.net',
    });
  });

  test('names the sending address where the reporter itself refused', () => {
    const own = status.filter((l) => !l.startsWith('Remote-MTA'));
    const returned = readBounce(sampleReport(['Mailbox full'], own, returnedLines)).returned();
    expect(returned).toMatchObject({ senderIp: '203.0.113.9', helo: 'out.example.com' });
  });

  test.each([
    ['delayed', 'delay'],
    ['delivered', 'delivered'],
    ['relayed', 'delivered'],
    ['expanded', 'delivered'],
    ['failed', 'bounce'],
  ])('action %s gives kind %s', (action, kind) => {
    const changed = status.map((l) => (l.startsWith('Action') ? `Action: ${action}` : l));
    expect(readBounce(sampleReport(['Words'], changed, returnedLines)).kind).toBe(kind);
  });

  test('several recipients keep their fates', () => {
    const two = [
      ...status,
      '',
      'Final-Recipient: rfc822; two@example.org',
      'Action: delayed',
      'Status: 4.4.1',
    ];
    const report = readBounce(sampleReport(['Words'], two, returnedLines));
    expect(report.kind).toBe('bounce');
    expect(report.recipients.map((r) => [r.recipient, r.action])).toEqual([
      ['inner@example.org', 'failed'],
      ['two@example.org', 'delayed'],
    ]);
  });

  test('words that name one of several recipients are not said of the others', () => {
    const fields = [
      'Final-Recipient: rfc822; x@example.org, y@example.org',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 <y@example.org>: user unknown',
    ];
    const { recipients } = readBounce(
      sampleReport(
        ['The user does not exist: 550 5.1.1 user unknown'],
        ['Reporting-MTA: dns; x.example.org', '', ...fields],
        returnedLines,
      ),
    );
    expect(recipients).toMatchObject([
      { recipient: 'x@example.org', action: 'failed', diagnostic: '' },
      { recipient: 'y@example.org', replyCode: 550, enhancedStatus: '5.1.1' },
    ]);
    expect(recipients[0]).not.toHaveProperty('replyCode');
    expect(recipients[0]).not.toHaveProperty('enhancedStatus');
  });

  test('the fields are found in a text part of the wrong type', () => {
    const message = sampleMessage(
      { From: 'MAILER-DAEMON@mx.example.net', Subject: 'Returned mail', 'Content-Type': 'text/plain' },
      ['Your message could not be delivered.', '', ...status],
    );
    expect(readBounce(message).recipients.map((r) => r.recipient)).toEqual(['inner@example.org']);
  });

  test('a report about a report gives the reason of the first message', () => {
    const inner = [
      'From: MAILER-DAEMON@inner.example',
      'Subject: Undelivered',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="i"',
      '',
      '--i',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; inner.example',
      '',
      'Final-Recipient: rfc822; real@example.org',
      'Action: failed',
      'Status: 5.1.1',
      '--i--',
    ];
    const report = readBounce(sampleReport(notice, status, inner));
    expect(report.recipients.map((r) => r.recipient)).toEqual(['real@example.org']);
  });
});
