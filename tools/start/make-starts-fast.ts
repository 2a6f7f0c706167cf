/** The last step of a build: what a start of the built program runs is compiled along with the file that it stands in. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compiledAtOnce } from './compiled-at-once.ts';
import { type Command, functionsThatRan } from './functions-that-ran.ts';

const BOUNCE = `From: MAILER-DAEMON@mx.example.org
To: sender@example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.org. Your message could not be delivered.

<user@example.net>: host mail.example.net[192.0.2.1] said: 550 5.7.1 Service unavailable;
    client [192.0.2.7] blocked using zen.spamhaus.org (in reply to RCPT TO command)

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; user@example.net
Action: failed
Status: 5.7.1
Remote-MTA: dns; mail.example.net
Diagnostic-Code: smtp; 550 5.7.1 Service unavailable; client [192.0.2.7] blocked using zen.spamhaus.org

--b
Content-Type: message/rfc822

From: sender@example.com
To: user@example.net
Subject: Hello
Message-ID: <1@example.com>

Hello

--b--
`;

/** What people start most. Functions of other commands are compiled when they are called, as ever. */
const commands: readonly Command[] = [
  { args: ['--help'] },
  { args: ['explain', '--offline', '550 5.1.1 User unknown'] },
  { args: ['explain', '--offline', '--json'], input: BOUNCE },
  {
    args: ['check', '--offline'],
    input: 'From: a@example.org\nTo: b@example.net\nSubject: Hello\n\nHello\n',
  },
];

/** Rewrites the files of the program; it needs its data beside it already. */
export function makeStartsFast(program: string): void {
  const folder = dirname(program);
  for (const [path, functions] of functionsThatRan(program, commands))
    if (dirname(path) === folder) writeFileSync(path, compiledAtOnce(readFileSync(path, 'utf8'), functions));
}
