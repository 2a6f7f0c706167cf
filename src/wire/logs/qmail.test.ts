import { describe, expect, test } from 'vitest';
import { isQmailLine, parseQmailLine } from './qmail.ts';
import { check, events } from './testing.ts';

const TAI = '@4000000052911ad61e0f1c2c';

describe('qmail', () => {
  check('qmail', [
    [
      'another server refused, with the recipient of the line before',
      `${TAI} info msg 5505: bytes 2345 from <news@example.net> qp 311 uid 89
${TAI} starting delivery 7: msg 5505 to remote a@example.org
${TAI} delivery 7: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_5.1.1_<a@example.org>:_User_unknown/Giving_up_on_192.0.2.1./`,
      {
        outcome: 'bounced',
        recipient: 'a@example.org',
        sender: 'news@example.net',
        messageSizeBytes: 2345,
        queueId: '5505',
        remoteIp: '192.0.2.1',
        replyCode: 550,
        enhancedStatus: '5.1.1',
        phase: 'rcpt',
        line: 3,
      },
    ],
    [
      'a reply of several lines',
      'delivery 7: deferral: 192.0.2.1_failed_after_I_sent_the_message./Remote_host_said:_421-4.7.0_Too_many_messages,_see/421_4.7.0_https://example.net/errors/',
      {
        outcome: 'deferred',
        text: '192.0.2.1 failed after I sent the message.\nRemote host said: 421-4.7.0 Too many messages, see\n421 4.7.0 https://example.net/errors',
        replyCode: 421,
      },
    ],
    [
      'a URL that looks like the beginning of a line',
      'delivery 7: failure: 192.0.2.1_failed_after_I_sent_the_message./Remote_host_said:_554-5.7.1_no/554_5.7.1_see_https://example.net/550-blocked/Giving_up_on_x./',
      { replyCode: 554, enhancedStatus: '5.7.1', remoteIp: '192.0.2.1' },
    ],
    [
      'a line that ends with a URL',
      'delivery 7: failure: 192.0.2.1_failed_after_I_sent_the_message./Remote_host_said:_550-5.7.26_no,_see/550-5.7.26_https://example.net/answer/81126/550_5.7.26_SPF_did_not_pass/',
      {
        text: '192.0.2.1 failed after I sent the message.\nRemote host said: 550-5.7.26 no, see\n550-5.7.26 https://example.net/answer/81126\n550 5.7.26 SPF did not pass',
        replyCode: 550,
        enhancedStatus: '5.7.26',
      },
    ],
    [
      'a line that ends with an abbreviation',
      'delivery 7: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550-5.7.1_use_SSL/TLS/550-5.7.1_or_192.0.2.0/24/550_5.7.1_Relaying_denied/Giving_up_on_192.0.2.1./',
      {
        text: '192.0.2.1 does not like recipient.\nRemote host said: 550-5.7.1 use SSL/TLS\n550-5.7.1 or 192.0.2.0/24\n550 5.7.1 Relaying denied\nGiving up on 192.0.2.1.',
      },
    ],
    [
      'a last line of another code',
      'delivery 7: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_450-see_http://x.example/y/550_5.1.1_No_such_user/',
      { replyCode: 550, enhancedStatus: '5.1.1' },
    ],
    ...[
      'Unable_to_run_qmail-remote./',
      'Unable_to_chdir_to_maildir._(#4.2.1)/',
      'Unable_to_open_./Maildir/:_access_denied._(#4.3.0)/',
      'Temporary_error_on_maildir_delivery._(#4.3.0)/',
      "Sorry._Although_I'm_listed_as_a_best-preference_MX_or_A_for_that_host,/it_isn't_in_my_control/locals_file,_so_I_don't_treat_it_as_local._(#5.4.6)/",
    ].map(
      (words) =>
        [
          `of itself: ${words}`,
          `${TAI} starting delivery 7: msg 5505 to remote a@example.org\n${TAI} delivery 7: deferral: ${words}`,
          { ownStep: 'delivery', recipient: 'a@example.org' },
        ] as const,
    ),
    [
      'no greeting',
      'delivery 7: deferral: Connected_to_192.0.2.1_but_greeting_failed./Remote_host_said:_421_later/',
      { replyCode: 421, remoteIp: '192.0.2.1' },
    ],
    [
      'local, of a virtual domain, behind syslog',
      `Nov 24 10:00:01 mx qmail: 1385287201.123456 starting delivery 33: msg 5505 to local example.org-a@example.org
Nov 24 10:00:01 mx qmail: 1385287201.223456 delivery 33: failure: Sorry,_no_mailbox_here_by_that_name._vpopmail_(#5.1.1)/`,
      {
        outcome: 'bounced',
        ownStep: 'delivery',
        recipient: 'a@example.org',
        loggingHost: 'mx',
        enhancedStatus: '5.1.1',
        at: 'Nov 24 10:00:01',
      },
    ],
    [
      'given up after a week, with the last reason before it',
      "2013-11-24 10:00:01.123456 delivery 9: failure: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./",
      { outcome: 'expired', enhancedStatus: '4.4.1' },
    ],
    [
      'delivered',
      'delivery 12: success: 192.0.2.1_accepted_message./Remote_host_said:_250_ok/',
      { outcome: 'sent' },
    ],
  ]);

  test('lines that go on without a time are lines of their own', () => {
    const log =
      'starting delivery 1: msg 2 to remote a@example.org\ndelivery 1: deferral: no/\ndelivery 2: success: ok/';
    expect(events(log).map(({ recipient, outcome }) => [recipient, outcome])).toEqual([
      ['a@example.org', 'deferred'],
      [undefined, 'sent'],
    ]);
  });

  test.each([
    '192.0.2.1_does_not_like_recipient./Remote_host_said:_451_Unable_to_open_mailbox/',
    'Connected_to_192.0.2.1_but_connection_died._(#4.4.2)/',
    "Sorry,_I_couldn't_find_any_host_named_x.example._(#5.1.2)/",
  ])('is no step of its own what it says of others: %s', (words) => {
    expect(parseQmailLine(`delivery 7: deferral: ${words}`)).not.toHaveProperty('ownStep');
  });

  test.each([
    'status: local 0/10 remote 1/20',
    'new msg 5505',
    'end msg 5505',
    'bounce msg 5505 qp 312',
    'The delivery 7: failure: of our van',
  ])('tells of no delivery that ended: %s', (line) => {
    expect(isQmailLine(line)).toBe(false);
    expect(parseQmailLine(line)).toBeUndefined();
  });
});
