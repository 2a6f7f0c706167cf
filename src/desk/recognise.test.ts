import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDataFolder } from '../main/data-folder.ts';
import { createExplainServices } from '../main/services.ts';
import { recognise } from './recognise.ts';

const words = createExplainServices(readDataFolder('data'));

const aggregate = `<?xml version="1.0"?><feedback><report_metadata><org_name>example.com</org_name><email>a@example.com</email><report_id>1</report_id><date_range><begin>1764000000</begin><end>1764086400</end></date_range></report_metadata><policy_published><domain>example.org</domain><p>none</p></policy_published><record><row><source_ip>192.0.2.1</source_ip><count>3</count><policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>pass</spf></policy_evaluated></row><identifiers><header_from>example.org</header_from></identifiers><auth_results><spf><domain>example.org</domain><result>pass</result></spf></auth_results></record></feedback>`;
const tls = JSON.stringify({
  'organization-name': 'Example',
  'date-range': { 'start-datetime': '2026-11-01T00:00:00Z', 'end-datetime': '2026-11-01T23:59:59Z' },
  'contact-info': 'tls@example.com',
  'report-id': '1',
  policies: [
    {
      policy: { 'policy-type': 'no-policy-found', 'policy-domain': 'example.org' },
      summary: { 'total-successful-session-count': 1, 'total-failure-session-count': 0 },
    },
  ],
});
const bounce = [
  'From: MAILER-DAEMON@mx.example.com',
  'Subject: Undelivered',
  'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  '',
  '--b',
  '',
  'It failed.',
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example.com',
  '',
  'Final-Recipient: rfc822; a@example.org',
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
  '--b--',
  '',
].join('\r\n');
const log =
  'Nov 20 10:00:00 mx postfix/smtp[1]: 4ABCD1234: to=<a@example.com>, relay=mx.example.com[192.0.2.9]:25, delay=1, delays=0/0/1/0, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.9] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n';

describe('what is what', () => {
  test.each<[string, string | Uint8Array, string, string, string?]>([
    ['a domain', 'example.org', 'audit', 'domain', 'example.org'],
    ['a domain with blanks around', '  example.org.\n', 'audit', 'domain', 'example.org'],
    ['a domain in its own letters', 'müller.example', 'audit', 'domain', 'xn--mller-kva.example'],
    ['a host', 'mx1.example.org', 'audit', 'host', 'mx1.example.org'],
    ['an IPv4 address', '192.0.2.7', 'audit', 'ip', '192.0.2.7'],
    ['an IPv6 address', '2001:DB8::1', 'audit', 'ip', '2001:db8::1'],
    ['an e-mail address', 'ann@example.org', 'audit', 'address', 'example.org'],
    ['several names', '# ours\nexample.org\nexample.com, 192.0.2.1', 'audit', 'names', 'example.org'],
    ['a DMARC report', aggregate, 'audit', 'dmarc-report', 'example.org'],
    ['a packed DMARC report', gzipSync(aggregate), 'audit', 'dmarc-report', 'example.org'],
    ['a TLS report', tls, 'audit', 'tls-report', 'example.org'],
    ['a bounce', bounce, 'explain', 'bounce'],
    ['a log', log, 'explain', 'log'],
    ['a log of deliveries', log.replace('status=bounced', 'status=sent'), 'explain', 'log'],
    ['a reply', '550 5.1.1 User unknown', 'explain', 'reply'],
    [
      'a reply of Google',
      '550-5.7.26 Your email has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM. 550 5.7.26 For instructions, see https://support.google.com/mail/answer/81126 - gsmtp',
      'explain',
      'reply',
      'Google',
    ],
    ['words of a refusal without a code', 'The mailbox is full', 'explain', 'reply'],
    ['a message', 'From: a@example.org\r\nSubject: x\r\n\r\nHello\r\n', 'check', 'message'],
    ['an HTML page', '<!doctype html><html><body><p>Hello</p></body></html>', 'check', 'html'],
    ['nothing', ' \r\n\t', 'explain', 'nothing'],
    ['a greeting', 'good morning', 'explain', 'unknown'],
    ['binary data', Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8]), 'explain', 'unknown'],
    ['a name of a mail file', 'bounce.eml', 'explain', 'unknown'],
  ])('%s', (_, input, kind, what, name) => {
    const bytes = typeof input === 'string' ? Buffer.from(input) : (input ?? Buffer.alloc(0));
    expect(recognise(bytes, words)).toEqual({ kind, what, ...(name !== undefined && { name }) });
  });
});

test('never throws, and reads what lies anywhere in memory', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(20), (input, before) => {
      const whole = Buffer.concat([Buffer.alloc(before), input]);
      expect(recognise(whole.subarray(before), words)).toEqual(recognise(input, words));
    }),
  );
});
