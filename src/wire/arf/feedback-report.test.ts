import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFeedbackReport } from './feedback-report.ts';

const linesOf = (text: string) =>
  text.split('\n').map((line) => ({ text: line, range: { start: 0, end: 0 } }));

test('reads the fields of RFC 5965, repeated ones in order', () => {
  const report = parseFeedbackReport(
    linesOf(
      [
        'Feedback-Type: Abuse',
        'User-Agent: Reporter/1.0',
        'Version: 1',
        'Original-Mail-From: <sender@example.com>',
        'Original-Rcpt-To: <one@example.org>',
        'Original-Rcpt-To: <two@example.org>',
        'Source-IP: [203.0.113.9]',
        'Reporting-MTA: dns; mx.example.org',
        'Authentication-Results: mx.example.org;',
        '  spf=fail',
        'Reported-Domain: example.com',
        'Removal-Recipient: one@example.org',
      ].join('\n'),
    ),
  );
  expect(report).toMatchObject({
    feedbackType: 'abuse',
    userAgent: 'Reporter/1.0',
    originalMailFrom: 'sender@example.com',
    originalRcptTo: ['one@example.org', 'two@example.org'],
    sourceIp: '203.0.113.9',
    reportingMta: 'mx.example.org',
    authenticationResults: ['mx.example.org; spf=fail'],
    removalRecipient: ['one@example.org'],
  });
});

test('text without such fields is none', () => {
  expect(parseFeedbackReport(linesOf('{"a": 1}'))).toBeUndefined();
});

test('never throws', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (lines) => parseFeedbackReport(linesOf(lines.join('\n'))) !== null),
  );
});
