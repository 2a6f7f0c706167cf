import { describe, expect, test } from 'vitest';
import { check, events } from './testing.ts';

const ATTEMPT = 'queue: delivery attempt failed\t';

describe('maddy', () => {
  check('maddy', [
    [
      'another server refused',
      `May 18 05:04:02 mx1 maddy[1207244]: target.${ATTEMPT}{"msg_id":"3b24958c-6a0a81a2","rcpt":"a@example.org","reason":"550 5.7.1 blocked","remote_server":"mx.example.org.","smtp_code":550,"smtp_enchcode":"5.7.1","smtp_msg":"mx.example.org. said: blocked","target":"remote"}`,
      {
        loggingHost: 'mx1',
        queueId: '3b24958c',
        outcome: 'bounced',
        recipient: 'a@example.org',
        remoteHost: 'mx.example.org',
        replyCode: 550,
        enhancedStatus: '5.7.1',
        text: '550 5.7.1 mx.example.org. said: blocked',
      },
    ],
    [
      'words of its own have a code of its own',
      `${ATTEMPT}{"msg_id":"2f6f32e9","rcpt":"a@example.org","reason":"Domain does not accept email (null MX)","smtp_code":556,"smtp_enchcode":"5.1.10","smtp_msg":"Domain does not accept email (null MX)"}`,
      { outcome: 'bounced', enhancedStatus: '5.1.10', text: 'Domain does not accept email (null MX)' },
    ],
    [
      'no server was reached',
      `${ATTEMPT}{"io_op":"dial","msg_id":"13a8ce17","rcpt":"a@example.org","reason":"dial tcp 192.0.2.9:25: connect: connection refused","remote_addr":"192.0.2.9:25","smtp_code":450,"smtp_enchcode":"4.4.2","smtp_msg":"Network I/O error","target":"smtp_downstream"}`,
      {
        outcome: 'deferred',
        phase: 'connect',
        remoteIp: '192.0.2.9',
        text: 'dial tcp 192.0.2.9:25: connect: connection refused',
      },
    ],
    [
      'a client refused by us, with spaces for the tab',
      'smtp: RCPT error    {"effective_rcpt":"a@example.org","msg_id":"5462730f","reason":"reject directive used","smtp_code":501,"smtp_enchcode":"5.1.8","smtp_msg":"Use Submission for outgoing SMTP","to":"a@example.org"}',
      {
        outcome: 'rejected-by-us',
        recipient: 'a@example.org',
        replyCode: 501,
        enhancedStatus: '5.1.8',
        phase: 'rcpt',
        text: '501 5.1.8 Use Submission for outgoing SMTP',
      },
    ],
    [
      'a login that failed',
      'submission: authentication failed\t{"reason":"unknown username","src_ip":"203.0.113.7:4321","username":"x@example.org"}',
      { outcome: 'rejected-by-us', clientIp: '203.0.113.7', isSubmission: true, phase: 'auth' },
    ],
  ]);

  test('who it was stands in a line before', () => {
    const lines = [
      'submission: incoming message\t{"msg_id":"e0762daa","sender":"s@example.com","src_host":"pc","src_ip":"[2001:db8::7]:33184","username":"s@example.com"}',
      'submission: DATA error\t{"msg_id":"e0762daa","reason":"mail: no angle-addr","smtp_code":554,"smtp_enchcode":"5.6.0","smtp_msg":"Invalid address in To"}',
    ];
    expect(events(lines.join('\n'))).toMatchObject([
      {
        sender: 's@example.com',
        login: 's@example.com',
        clientIp: '2001:db8::7',
        helo: 'pc',
        phase: 'end-of-data',
        text: '554 5.6.0 Invalid address in To',
      },
    ]);
  });

  test('of a message and recipient the first failure tells', () => {
    const line = (code: number) =>
      `${ATTEMPT}{"msg_id":"13a8ce17","rcpt":"a@example.org","reason":"no","remote_server":"mx.example.org.","smtp_code":${code},"smtp_msg":"no"}`;
    expect(events(`${line(451)}\n${line(451)}`)).toHaveLength(1);
  });

  test.each(['{"', '{"rcpt":1}', '{"rcpt":', '{"smtp_code":"x","reason":[]}'])(
    '%s is read or left',
    (json) => {
      expect(() => events(`${ATTEMPT}${json}`)).not.toThrow();
    },
  );
});
