import { expect, test } from 'vitest';
import { readLog } from './recognise.ts';

const reject =
  'NOQUEUE: reject: RCPT from localhost[::1]: 454 4.7.1 <user@example.net>: Relay access denied; from=<a@example.org> to=<user@example.net> proto=ESMTP helo=<mx>';

test.each([`:${reject}`, `file:postfix/smtpd[42]: ${reject}`, `Seen in the log\n:${reject}`])(
  'what a page puts before a line does not hide it: %j',
  (text) => {
    expect([...readLog(text)]).toMatchObject([{ outcome: 'rejected-by-us', recipient: 'user@example.net' }]);
  },
);
