/** Reports of unusual kinds, and what in a report names nobody and gives no reason. */
import { describe, expect, test } from 'vitest';
import { readBounce } from './read-bounce.ts';
import { sampleMessage } from './sample-messages.ts';

function read(from: string, subject: string, body: readonly string[], path = '<carol@example.net>') {
  return readBounce(
    sampleMessage({ 'Return-Path': path, From: from, To: 'anna@example.com', Subject: subject }, body),
  );
}

describe('a report of an unusual kind', () => {
  test("under a person's name, to the reverse-path, of somebody beside the sender", () => {
    const body = [
      'Dear Sir/Madam',
      '',
      'Your e-mail from anna@example.com sent to bob@example.org has been quarantined and has not been delivered.',
    ];
    const { kind, recipients } = read('service.desk@example.org', 'AutoNotify: Figures', body, '<>');
    expect(kind).toBe('bounce');
    expect(recipients.map((one) => one.recipient)).toEqual(['bob@example.org']);
  });

  const receipt = (words: readonly string[], subject: string) =>
    sampleMessage(
      {
        'Return-Path': '<>',
        From: 'Mail Delivery Subsystem <postmaster@example.org>',
        To: 'anna@example.com',
        Subject: subject,
        'Content-Type': 'multipart/report; report-type=disposition-notification; boundary="b"',
      },
      [
        '--b',
        'Content-Type: text/plain',
        '',
        ...words,
        '--b',
        'Content-Type: message/disposition-notification',
        '',
        'Reporting-UA: mx.example.org; Dovecot Mail Delivery Agent',
        'Final-Recipient: rfc822; bob@example.org',
        'Disposition: automatic-action/MDN-sent-automatically; deleted',
        '--b--',
      ],
    );

  test('a receipt by which a Sieve script refuses (RFC 5429 §2.2.1)', () => {
    const words = ['Your message to <bob@example.org> was automatically rejected:', 'Quota exceeded'];
    const { kind, recipients } = readBounce(receipt(words, 'Rejected: Figures'));
    expect(kind).toBe('bounce');
    expect(recipients).toMatchObject([{ recipient: 'bob@example.org', action: 'failed' }]);
    expect(`${recipients[0]?.diagnostic} ${recipients[0]?.otherDiagnostics}`).toContain('Quota exceeded');
  });

  test('a receipt for mail that was deleted unread is none', () => {
    const words = ['Your message was deleted without being read on Monday.'];
    for (const subject of ['Not read: Figures', 'Not read: Your application was refused, user unknown']) {
      const quoted = [...words, '', 'Your message', `  Subject: ${subject}`, 'was refused by nobody.'];
      expect(readBounce(receipt(quoted, subject)).kind).toBe('delivered');
    }
  });

  test('what a script refuses, without its receipt', () => {
    const message = sampleMessage(
      {
        From: 'Mail Delivery Subsystem <postmaster@example.org>',
        To: 'anna@example.com',
        Subject: 'Rejected: Figures',
        'Auto-Submitted': 'auto-replied (rejected)',
      },
      [
        'Your message to <bob@example.org> was automatically rejected:',
        'Quota exceeded (mailbox for user is full)',
      ],
    );
    const { kind, recipients } = readBounce(message);
    expect(kind).toBe('bounce');
    expect(recipients).toMatchObject([{ recipient: 'bob@example.org' }]);
  });

  test('BoxTrapper takes nothing of who stands on its list, and asks others who they are', () => {
    const from = (words: string) =>
      readBounce(
        sampleMessage(
          {
            'X-Boxtrapper': '6Tb9hvJ9yAuJH2FCy0gwpCiKxf9HsUyk',
            Precedence: 'auto_reply',
            From: 'bob@example.org',
            To: 'anna@example.com',
            Subject: 'Re: Figures',
          },
          [words],
        ),
      );
    const refused = from('The user bob@example.org does not accept mail from your address.');
    expect(refused).toMatchObject({ kind: 'bounce', recipients: [{ recipient: 'bob@example.org' }] });
    expect(
      from('The message you sent requires that you verify that you are a real live human being.').kind,
    ).toBe('challenge');
  });

  test('an address that a line was broken in is nobody', () => {
    const { recipients } = readBounce(
      sampleMessage(
        {
          From: 'Mail Delivery System <mailer-daemon@example.net>',
          To: 'anna@example.com',
          Subject: 'Mail delivery failed: returning message to sender',
        },
        [
          'A message that you sent could not be delivered. The following address(es) failed:',
          '',
          'bob@example.org:',
          'SMTP error: 550 192.0.2.1 is not allowed to send. Please see the SPF record, identity linux-f2fs-dev',
          'el@lists.example.com, and ip 192.0.2.1',
        ],
      ),
    );
    expect(recipients.map(({ recipient }) => recipient)).toEqual(['bob@example.org']);
  });

  test('one that a list manager did not understand and passed on', () => {
    const message = sampleMessage(
      {
        From: 'mailman@lists.example.com',
        To: 'news-owner@lists.example.com',
        Subject: 'Uncaught bounce notification',
        'Content-Type': 'multipart/mixed; boundary="b"',
      },
      [
        '--b',
        'Content-Type: text/plain',
        '',
        'The attached message was received as a bounce, but its format was not recognized.',
        '--b',
        'Content-Type: message/rfc822',
        '',
        'Return-Path: <>',
        'From: Postmaster <postmaster@example.org>',
        'To: news-bounces@lists.example.com',
        'Subject: Zustellung fehlgeschlagen',
        '',
        'Die Nachricht an bob@example.org konnte nicht zugestellt werden.',
        'Grund: Postfach unbekannt.',
        '--b--',
      ],
    );
    expect(readBounce(message).recipients).toMatchObject([{ recipient: 'bob@example.org' }]);
  });

  test('a transcript with times: each line is a sentence, and who was written to stands in it', () => {
    const body = [
      'YOUR MESSAGE WAS NOT DELIVERED TO ONE OR MORE RECIPIENTS',
      '',
      '--- Session Transcript ---',
      ' Wed 2013-09-11 12:22:04: *  From: anna@example.com',
      ' Wed 2013-09-11 12:22:04: *  To: bob@example.org',
      ' Wed 2013-09-11 12:22:04: *  Size (bytes): 70048',
      ' Wed 2013-09-11 12:22:05: *  Name server reports domain name unknown',
      '--- End Transcript ---',
    ];
    const { recipients } = read(
      '"MDaemon at example.net" <MDaemon@example.net>',
      'Permanent Delivery Failure',
      body,
      '<>',
    );
    expect(recipients).toMatchObject([
      { recipient: 'bob@example.org', diagnostic: 'Name server reports domain name unknown' },
    ]);
  });
});

describe('who is not named', () => {
  const report = (to: string, subject: string, body: readonly string[]) =>
    readBounce(
      sampleMessage(
        { 'Return-Path': '<>', From: 'MAILER-DAEMON@mx.example.net', To: to, Subject: subject },
        body,
      ),
    ).recipients.map((one) => one.recipient);
  const failed = ['Your message could not be delivered: 550 5.1.1 user unknown'];

  test.each([
    [
      'whom a subject happens to name',
      'anna@example.com',
      'Delivery failure: contact bob@example.net',
      failed,
    ],
    [
      'an id in a reverse-path',
      'bounce+c53d4f.3e4ac0-user=example.org@mg.example.com',
      'Failure notice',
      failed,
    ],
    ['a tag in one', 'bounces+user+tag=example.org@example.com', 'Failure notice', failed],
    ['a path rewritten on the way', 'SRS0+abcd=TT=example.com=john@example.net', 'Failure notice', failed],
    ['a campaign', 'bounces+campaign=2026.11@example.com', 'Failure notice', failed],
    [
      'words of a list of reasons',
      'anna@example.com',
      'Failure notice',
      [...failed, 'Fields:', 'Rejected (spam content)', 'Status  5.7.1 blocked'],
    ],
  ])('%s', (_, to, subject, body) => {
    expect(report(to, subject, body)).toEqual([undefined]);
  });

  test('a recipient in a reverse-path is', () => {
    expect(report('bounces+user=example.org@example.com', 'Failure notice', failed)).toEqual([
      'user@example.org',
    ]);
  });
});

describe('short reports without a reverse-path', () => {
  test.each(['Sorry, no mailbox here by that name. (#5.1.1)', 'Relaying denied', '邮箱不存在'])(
    '%s',
    (body) => {
      expect(
        read('Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>', 'Undelivered mail', [body]).kind,
      ).toBe('bounce');
    },
  );
});

describe('what a report says beside its sentences', () => {
  const DAEMON = 'MAILER-DAEMON@mx.example.org';
  const saidOf = (subject: string, body: readonly string[]) =>
    read(DAEMON, subject, body, '<>').recipients.flatMap((one) => [one.diagnostic, ...one.otherDiagnostics]);

  test("the subject of the message in the report's own is no reason", () => {
    const body = ['Your message could not be delivered to bob@example.org.'];
    for (const subject of ['Undeliverable: Re: user unknown', 'Unzustellbar: AW: user unknown'])
      expect(saidOf(subject, body).join(' ')).not.toContain('user unknown');
    const returned = [
      ...body,
      '',
      '----- Original message -----',
      '',
      'Subject: user unknown',
      'To: bob@example.org',
    ];
    expect(saidOf('Delivery failure (user unknown)', body).join(' ')).toContain('user unknown');
    expect(saidOf('Delivery failure user unknown', returned).join(' ')).not.toContain('user unknown');
  });

  test('local names with words about each', () => {
    const { recipients } = read(
      'Mailer-Daemon@gwia.example.edu',
      'Mail System Error - Returned Mail',
      [
        'The message that you sent was undeliverable to the following:',
        '\tann (user not found)',
        '\tbob (mailbox is full)',
      ],
      '<>',
    );
    expect(recipients).toMatchObject([
      { recipient: 'ann@gwia.example.edu', diagnostic: 'user not found' },
      { recipient: 'bob@gwia.example.edu', diagnostic: 'mailbox is full' },
    ]);
  });

  test('the list that turned a posting away stands in the subject', () => {
    const { kind, recipients } = read(
      '"L-Soft list server" <LISTSERV@LISTSERV.EXAMPLE.EDU>',
      'Rejected posting to PHYS-L@LISTSERV.EXAMPLE.EDU',
      [
        'You are not authorized to send mail to the PHYS-L list from your account.',
        '',
        '--- Original message ---',
        '',
        'Subject: Hello',
      ],
    );
    expect(kind).toBe('bounce');
    expect(recipients).toMatchObject([{ recipient: 'PHYS-L@LISTSERV.EXAMPLE.EDU' }]);
  });
});
