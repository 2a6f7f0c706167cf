import { describe, expect, test } from 'vitest';
import { stalwartFields } from './stalwart-fields.ts';
import { check, events } from './testing.ts';

const SPAN =
  'queueId = 313515071556812801, queueName = "remote", from = "s@example.com", to = ["a@example.org"], size = 1546, total = 1';
const REJECTED = `SMTP RCPT TO rejected (delivery.rcpt-to-rejected) ${SPAN}, hostname = "mx.example.org", to = "a@example.org", code = 550, details = "5.1.1 The account does not exist", elapsed = 129ms`;

describe('Stalwart', () => {
  check('stalwart', [
    [
      'another server refused',
      `2026-10-04T02:22:32Z INFO ${REJECTED}`,
      {
        at: '2026-10-04T02:22:32Z',
        outcome: 'bounced',
        queueId: '313515071556812801',
        sender: 's@example.com',
        recipient: 'a@example.org',
        remoteHost: 'mx.example.org',
        replyCode: 550,
        enhancedStatus: '5.1.1',
        phase: 'rcpt',
        text: '550 5.1.1 The account does not exist',
      },
    ],
    ['in a container', `stalwart | INFO ${REJECTED}`, { outcome: 'bounced', replyCode: 550 }],
    [
      'under syslog, with the time of both',
      `Aug 11 14:41:00 mail.example.com stalwart[1895]: 2025-08-11T14:41:00Z INFO ${REJECTED}`,
      { loggingHost: 'mail.example.com', outcome: 'bounced', replyCode: 550 },
    ],
    [
      'in lines without commas, as it writes them where asked to',
      [
        'INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected)',
        '\tqueueId = 313515071556812801',
        '\tfrom = "s@example.com"',
        '\tto = ["a@example.org"]',
        '\thostname = "mx.example.org"',
        '\tto = "a@example.org"',
        '\tcode = 451',
        '\tdetails = "4.7.1 Try again"',
        '\telapsed = 129ms',
      ].join('\n'),
      { outcome: 'deferred', recipient: 'a@example.org', remoteHost: 'mx.example.org', replyCode: 451 },
    ],
    [
      'what a notice quotes',
      `2026-10-04T02:22:32Z INFO DSN permanent failure notification (delivery.dsn-perm-fail) ${SPAN}, to = "a@example.org", hostname = "smtp.example.net", details = "Unexpected response for RCPT TO:<a@example.org>: Code: 553, Enhanced code: 5.7.1, Message: <s@example.com>: Sender address rejected: not owned by user x@example.com", total = 0`,
      {
        outcome: 'bounced',
        remoteHost: 'smtp.example.net',
        replyCode: 553,
        enhancedStatus: '5.7.1',
        phase: 'rcpt',
        text: '553 5.7.1 <s@example.com>: Sender address rejected: not owned by user x@example.com',
      },
    ],
    [
      'no server was reached, with an event in braces',
      `2026-10-04T02:27:29Z INFO Connection error (delivery.connect-error) ${SPAN}, domain = "example.org", hostname = "mx.example.org", localIp = (null), remoteIp = 192.0.2.9, remotePort = 25, causedBy = SMTP error occurred (smtp.error) { details = I/O Error, reason = "Connection refused (os error 111)" }, elapsed = 3ms`,
      {
        outcome: 'deferred',
        remoteIp: '192.0.2.9',
        remotePort: 25,
        phase: 'connect',
        text: 'Connection refused (os error 111)',
      },
    ],
    [
      'a notice of a fault of its own',
      `2026-10-04T02:22:32Z INFO DSN permanent failure notification (delivery.dsn-perm-fail) ${SPAN}, to = "a@nowhere.example", details = SMTP error occurred (smtp.error) { details = Connection Error, reason = "record not found for MX" }, total = 0`,
      { outcome: 'bounced', recipient: 'a@nowhere.example', text: 'record not found for MX' },
    ],
    [
      'into its own mailboxes',
      '2024-09-20T10:38:44Z INFO DSN permanent failure notification (delivery.dsn-perm-fail) queueId = 197417664021987369, from = <>, to = ["postmaster@example.org"], size = 2238, total = 1, to = "postmaster@example.org", hostname = "localhost", code = 451, details = "Address lookup failed.", total = 64',
      {
        outcome: 'bounced',
        sender: '',
        ownStep: 'delivery',
        replyCode: 451,
        text: '451 Address lookup failed.',
      },
    ],
    [
      'a client refused by us',
      '2025-08-11T14:41:00Z INFO Relay not allowed (smtp.relay-not-allowed) listenerId = "smtp", localPort = 25, remoteIp = 203.0.113.7, remotePort = 50388, to = "a@example.org"',
      {
        outcome: 'rejected-by-us',
        clientIp: '203.0.113.7',
        recipient: 'a@example.org',
        phase: 'rcpt',
        text: 'Relay not allowed',
      },
    ],
    [
      'delivered',
      `2026-10-04T02:22:32Z INFO Message delivered (delivery.delivered) ${SPAN}, hostname = "mx.example.org", to = "a@example.org", code = 250, details = "OK", elapsed = 1ms`,
      { outcome: 'sent' },
    ],
  ]);

  test('the port stands in a line before', () => {
    const lines = [
      `2026-06-18T09:37:36Z INFO Connecting to remote server (delivery.connect) ${SPAN}, domain = "example.org", hostname = "smtp.example.net", localIp = 0.0.0.0, remoteIp = 192.0.2.135, remotePort = 465, elapsed = 130ms`,
      `2026-06-18T09:37:36Z INFO SMTP MAIL FROM rejected (delivery.mail-from-rejected) ${SPAN}, hostname = "smtp.example.net", code = 553, details = "5.7.1 not owned by user", elapsed = 1ms`,
    ];
    expect(events(lines.join('\n'))).toMatchObject([
      { recipient: 'a@example.org', remotePort: 465, remoteIp: '192.0.2.135', phase: 'mail' },
    ]);
  });

  test('of one attempt the first line tells', () => {
    const notice = `INFO DSN permanent failure notification (delivery.dsn-perm-fail) ${SPAN}, to = "a@example.org", hostname = "mx.example.org", code = 550, details = "no", total = 0`;
    const of = (text: string) => events(text).map((event) => event.text);
    expect(of(`INFO ${REJECTED}\n${notice}`)).toEqual(['550 5.1.1 The account does not exist']);
    expect(of(notice)).toEqual(['550 no']);
  });

  test('what another server said names nobody', () => {
    const hostile = REJECTED.replace(
      'The account does not exist',
      'x", to = "victim@example.org", hostname = "other.example", remoteIp = 198.51.100.9, code = 250',
    );
    expect(events(`INFO ${hostile}`)).toMatchObject([
      { recipient: 'a@example.org', remoteHost: 'mx.example.org', replyCode: 550 },
    ]);
  });
});

describe('fields', () => {
  test('quotes are escaped, or are not', () => {
    const { single, lists } = stalwartFields(
      String.raw`a = "said \"no\", b = \"x\"", c = "said "oi" and left", d = [], e = ["x", "y"], f = -3`,
    );
    expect(Object.fromEntries(single)).toEqual({ a: 'said "no", b = "x"', c: 'said "oi" and left', f: '-3' });
    expect(Object.fromEntries(lists)).toEqual({ d: [], e: ['x', 'y'] });
  });

  test.each(['a = "', 'a = "x" b', 'a = [', 'a = X (y.z) { ', ' }', '', '" = ', 'a = " = " = "'])(
    'of %j something is read, and it ends',
    (words) => {
      expect(() => stalwartFields(words)).not.toThrow();
    },
  );
});
