import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecodedLine } from '../message/types.ts';
import { parseAction, parseDeliveryStatus, parseStatus } from './delivery-status.ts';
import { decodeUtf8Address, decodeXtext, parseRecipientValue, parseTypedValue } from './typed-value.ts';

function linesOf(text: string): readonly DecodedLine[] {
  let at = 0;
  return text.split('\n').map((line) => {
    const range = { start: at, end: at + line.length };
    at = range.end + 1;
    return { text: line, range };
  });
}

describe('delivery status', () => {
  test('keeps the fields of RFC 3464 and the extensions', () => {
    const status = parseDeliveryStatus(
      linesOf(
        [
          'Original-Envelope-Id: env-1',
          'Reporting-MTA: dns; mx.example.net (mx)',
          'DSN-Gateway: dns; gw.example.net',
          'Received-From-MTA: dns; client.example.com',
          'Arrival-Date: Mon, 1 Jun 2026 10:00:00 +0000',
          'X-Postfix-Queue-ID: ABC',
          'X-Postfix-Sender: rfc822; sender@example.com',
          '',
          'Original-Recipient: rfc822; first@example.org',
          'Final-Recipient: RFC822; <second@example.org>',
          'X-Actual-Recipient: rfc822; third@example.org',
          'X-Display-Name: Second',
          'Action: failed (mailbox full)',
          'Status: 5.2.2 (full)',
          'Remote-MTA: dns; mx.example.org',
          'Diagnostic-Code: smtp; 552 5.2.2',
          '\tMailbox full',
          'Last-Attempt-Date: Mon, 1 Jun 2026 10:00:01 +0000',
          'Final-Log-ID: log-1',
          'Will-Retry-Until: Tue, 2 Jun 2026 10:00:00 +0000',
        ].join('\n'),
      ),
    );
    expect(status).toMatchObject({
      originalEnvelopeId: 'env-1',
      reportingMta: { type: 'dns', value: 'mx.example.net (mx)' },
      dsnGateway: { type: 'dns', value: 'gw.example.net' },
      receivedFromMta: { value: 'client.example.com' },
      queueId: 'ABC',
      sender: 'sender@example.com',
    });
    expect(status?.recipients).toHaveLength(1);
    expect(status?.recipients[0]).toMatchObject({
      originalRecipient: 'first@example.org',
      finalRecipient: 'second@example.org',
      actualRecipient: 'third@example.org',
      displayName: 'Second',
      action: 'failed',
      status: '5.2.2',
      remoteMta: { type: 'dns', value: 'mx.example.org' },
      diagnosticCode: { type: 'smtp', value: '552 5.2.2 Mailbox full' },
      finalLogId: 'log-1',
      willRetryUntil: 'Tue, 2 Jun 2026 10:00:00 +0000',
    });
  });

  test.each<[string, string, readonly (string | undefined)[]]>([
    [
      'no blank line before the recipients',
      'Reporting-MTA: dns; a\nFinal-Recipient: rfc822; x@a\nAction: failed',
      ['x@a'],
    ],
    [
      'no blank line between recipients',
      'Final-Recipient: rfc822; x@a\nAction: failed\nFinal-Recipient: rfc822; y@a\nAction: failed',
      ['x@a', 'y@a'],
    ],
    [
      'a blank line inside a group',
      'Final-Recipient: rfc822; x@a\n\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; y@a\nAction: failed',
      ['x@a', 'y@a'],
    ],
    [
      'Action before the recipient',
      'Action: failed\nFinal-Recipient: rfc822; x@a\nOriginal-Recipient: rfc822; o@a\nStatus: 5.1.1',
      ['x@a'],
    ],
    [
      'a group without a recipient beside one with',
      'Remote-MTA: dns; b\n\nFinal-Recipient: rfc822; x@a\nAction: failed',
      ['x@a'],
    ],
    [
      'several addresses in one field',
      'Final-Recipient: rfc822; x@a.example, y@b.example\nAction: delayed\nStatus: 4.0.0',
      ['x@a.example', 'y@b.example'],
    ],
    [
      'several, of which the words name one',
      'Final-Recipient: rfc822; x@a.example, y@b.example\nAction: failed\nDiagnostic-Code: smtp; 550 <y@b.example>: user unknown',
      ['x@a.example', 'y@b.example'],
    ],
    [
      'an address that ends like another is not named by it',
      'Final-Recipient: rfc822; b@x.example, bb@x.example\nAction: failed\nDiagnostic-Code: smtp; 550 <bb@x.example>: user unknown',
      ['b@x.example', 'bb@x.example'],
    ],
    ['a comma in a quoted local part', 'Final-Recipient: rfc822; "x,y"@a\nAction: failed', ['"x,y"@a']],
    ['no type before the address', 'Final-Recipient: x@a\nAction: failed', ['x@a']],
  ])('%s', (_name, text, recipients) => {
    expect(parseDeliveryStatus(linesOf(text))?.recipients.map((r) => r.finalRecipient)).toEqual(recipients);
  });

  test.each<readonly [words: string, spokenOf: readonly (string | undefined)[]]>([
    ['550 <y@b.example>: user unknown', ['y@b.example']],
    ['550 5.1.1 y@b.example... User unknown', ['y@b.example']],
    ['550 5.1.1 no such user y@b.example!', ['y@b.example']],
    ['550 5.1.1 rcpt=y@b.example is unknown', ['y@b.example']],
    ['550 5.1.1 <yy@b.example>: user unknown', ['yy@b.example']],
    ['550 5.1.1 user unknown', ['x@a.example', 'y@b.example', 'yy@b.example']],
    ['550 5.1.1 user unknown; contact x@a.example', ['x@a.example', 'y@b.example', 'yy@b.example']],
    ['550 5.1.1 user unknown; write to us at <x@a.example>', ['x@a.example', 'y@b.example', 'yy@b.example']],
    ['550 5.7.1 <x@a.example>: Sender address rejected', ['x@a.example', 'y@b.example', 'yy@b.example']],
  ])('of several in one field these words speak of: %s', (words, spokenOf) => {
    const text = `Final-Recipient: rfc822; x@a.example, y@b.example, yy@b.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; ${words}`;
    const recipients = parseDeliveryStatus(linesOf(text))?.recipients ?? [];
    expect(recipients.map(({ action }) => action)).toEqual(['failed', 'failed', 'failed']);
    const spoken = recipients.filter(({ status, diagnosticCode }) => status ?? diagnosticCode);
    expect(spoken.map(({ finalRecipient }) => finalRecipient)).toEqual(spokenOf);
  });

  test('a folded line that lost its space still belongs to the field', () => {
    const text =
      'Final-Recipient: rfc822; x@a\nAction: failed\nDiagnostic-Code: smtp; 550-no\n550 see http://example.org/x';
    expect(parseDeliveryStatus(linesOf(text))?.recipients[0]?.diagnosticCode?.value).toBe(
      '550-no 550 see http://example.org/x',
    );
  });

  test('text without such fields is none', () => {
    expect(parseDeliveryStatus(linesOf('Hello\nSubject: x'))).toBeUndefined();
  });

  test('never throws', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('Final-Recipient: rfc822;', 'Action:', '', ' x', 'Status: 5.1.1'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => parseDeliveryStatus(linesOf(lines.join('\n'))) !== null),
    );
  });
});

describe('values', () => {
  test.each([
    ['rfc822; user@example.org', 'user@example.org'],
    ['rfc822;<user@example.org>', 'user@example.org'],
    ['RFC822; user@example.org (User)', 'user@example.org'],
    ['utf-8; \\x{44E}ser@example.org', 'юser@example.org'],
    ['rfc822; user+40example.org', 'user@example.org'],
    ['rfc822; @a.example,@b.example:user@example.org', 'user@example.org'],
    ['', ''],
  ])('recipient %s is %s', (text, address) => {
    expect(parseRecipientValue(text)).toBe(address);
  });

  test.each([
    ['dns; mx.example.org', 'dns', 'mx.example.org'],
    ['mx.example.org', '', 'mx.example.org'],
    ['550 no; really', '', '550 no; really'],
  ])('%s splits', (text, type, value) => {
    expect(parseTypedValue(text)).toEqual({ type, value });
  });

  test.each([
    ['a+2Bb', 'a+b'],
    ['a+ZZ', 'a+ZZ'],
    ['+', '+'],
  ])('xtext %s', (text, decoded) => {
    expect(decodeXtext(text)).toBe(decoded);
  });

  test('utf-8-addr-xtext keeps what is malformed', () => {
    expect(decodeUtf8Address('a\\x{}b\\x{110000}c\\x{E9}')).toBe('a\\x{}b\\x{110000}cé');
  });

  test.each([
    ['failed', 'failed'],
    ['Delayed (queued)', 'delayed'],
    ['nonsense', undefined],
  ])('action %s', (text, action) => {
    expect(parseAction(text)).toBe(action);
  });

  test.each([
    ['5.1.1 (unknown)', '5.1.1'],
    ['550 #5.7.1', '5.7.1'],
    ['5', undefined],
  ])('status %s', (text, status) => {
    expect(parseStatus(text)).toBe(status);
  });
});
