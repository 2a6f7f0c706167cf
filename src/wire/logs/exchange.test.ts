import { describe, expect, test } from 'vitest';
import { check, last } from './testing.ts';

describe('Exchange', () => {
  const row =
    '2024-05-01T10:00:00.000Z,192.0.2.9,EX01,,,,Internet,SMTP,FAIL,12345,<m@example.net>,guid,a@example.org,"[{LRT=5/1/2024};{LED=550 5.1.1 User ""a"" unknown};{FQDN=mx.example.org};{IP=192.0.2.1}]",2345,1,,,Subject,s@example.net,s@example.net,,Originating,,,,';
  const failed = {
    outcome: 'bounced',
    recipient: 'a@example.org',
    sender: 's@example.net',
    messageSizeBytes: 2345,
    replyCode: 550,
    enhancedStatus: '5.1.1',
    remoteHost: 'mx.example.org',
    remoteIp: '192.0.2.1',
    text: '550 5.1.1 User "a" unknown',
  } as const;
  const session = (rows: readonly string[]): string =>
    [
      '#Software: Microsoft Exchange Server',
      '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
      ...rows.map(
        (data, index) =>
          `2024-05-01T10:00:00.000Z,Internet,08DC,${index},192.0.2.9:1234,192.0.2.1:25,${data},`,
      ),
    ].join('\n');
  check('exchange', [
    ['message tracking, one row alone', row, failed],
    [
      'message tracking with its head',
      `#Software: Microsoft Exchange Server\n#Log-type: Message Tracking Log\n#Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address\n${row}`,
      failed,
    ],
    [
      'message tracking, braces in the words and nothing behind them',
      '"Timestamp","EventId","Source","Sender","Recipients","RecipientStatus"\n"5/1/2024","FAIL","SMTP","s@example.net","a@example.org","[{FQDN=mx.example.org};{LED=550 5.1.1 {x} no}]"',
      { text: '550 5.1.1 {x} no', remoteHost: 'mx.example.org' },
    ],
    [
      'Export-Csv',
      '"Timestamp","EventId","Source","Sender","Recipients","RecipientStatus"\n"5/1/2024","FAIL","SMTP","s@example.net","a@example.org","550 5.7.1 Denied"',
      { outcome: 'bounced', recipient: 'a@example.org', sender: 's@example.net', replyCode: 550 },
    ],
    [
      'chosen columns without their names',
      '2026-11-20T07:01:02Z,SMTP,FAIL,OUTBOUND,s@example.net,a@example.org,"[{LED=550 5.1.1 User unknown};{MSG=};{FQDN=mx.example.org};{IP=192.0.2.1};{LRT=11/20/2026 7:01:02 AM}]"',
      {
        outcome: 'bounced',
        at: '2026-11-20T07:01:02Z',
        recipient: 'a@example.org',
        sender: 's@example.net',
        remoteHost: 'mx.example.org',
        remoteIp: '192.0.2.1',
        replyCode: 550,
      },
    ],
    [
      'what was met before it expired',
      '2026-11-20T07:01:09Z,FAIL,a@example.org,"[{LED=550 4.4.7 QUEUE.Expired; message expired};{MSG=421 4.4.1 Connection timed out};{FQDN=mx.example.org}]"',
      {
        outcome: 'expired',
        recipient: 'a@example.org',
        text: '550 4.4.7 QUEUE.Expired; message expired (421 4.4.1 Connection timed out)',
      },
    ],
    [
      'protocol log, sending',
      session([
        '>,EHLO ex.example.net',
        '>,MAIL FROM:<s@example.net>',
        '>,RCPT TO:<a@example.org>',
        '<,550 5.1.1 unknown',
      ]),
      {
        outcome: 'bounced',
        recipient: 'a@example.org',
        sender: 's@example.net',
        remoteIp: '192.0.2.1',
        phase: 'rcpt',
        replyCode: 550,
      },
    ],
    [
      'protocol log, receiving',
      session(['<,EHLO c.example.net', '<,MAIL FROM:<s@example.net>', '>,550 5.7.1 no']),
      {
        outcome: 'rejected-by-us',
        sender: 's@example.net',
        clientIp: '192.0.2.1',
        phase: 'mail',
        helo: 'c.example.net',
      },
    ],
  ]);

  test('of three addresses in chosen columns nobody knows which is the recipient', () => {
    const event = last(
      '2026-11-20T07:01:02Z,FAIL,x@example.net,y@example.net,a@example.org,"[{LED=550 5.1.1 no}]"',
    );
    expect(event).toMatchObject({ outcome: 'bounced', replyCode: 550 });
    expect([event?.recipient, event?.sender]).toEqual([undefined, undefined]);
  });

  test('message tracking: an empty field of the status says nothing', () => {
    const event = last(
      row.replace(/\[\{LRT.*?\}\]/, '[{LED=550 5.1.10 Not found};{MSG=};{FQDN=};{IP=};{LRT=}]'),
    );
    expect(event).toMatchObject({ text: '550 5.1.10 Not found', enhancedStatus: '5.1.10' });
    expect([event?.remoteHost, event?.remoteIp]).toEqual([undefined, undefined]);
  });
});
