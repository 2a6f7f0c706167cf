/** The command line as it runs, on streams that are read afterwards. Test support. */
import { Readable, Writable } from 'node:stream';
import type { CliIo } from './io.ts';
import { runProgram } from './program.ts';

/** A stream that keeps what is written to it. */
export class Sink extends Writable {
  text = '';
  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** What `waypost` with these arguments answers; nothing on standard input where `stdin` is ''. */
export async function runCommand(
  args: readonly string[],
  stdin = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const stdout = new Sink();
  const stderr = new Sink();
  const io: CliIo = {
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
    stdout,
    stderr,
    environment,
    nowMs: () => 0,
  };
  const code = await runProgram(args, io, {
    version: '9.9.9',
    loadExplain: () => import('../main/explain-host.ts'),
    loadAudit: () => import('../main/audit-host.ts'),
    loadCheck: () => import('../main/check-host.ts'),
    loadVerb: () => import('../main/pick-verb.ts'),
    loadServe: async () => (await import('../main/serve-host.ts')).host,
  });
  return { code, out: stdout.text, err: stderr.text };
}

/** A bounce with a report (RFC 3464) of one recipient whom nobody knows. */
export const dsn = `From: MAILER-DAEMON@mail.example.com
To: me@example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver your message.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.com

Final-Recipient: rfc822; nobody@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <nobody@example.org>: Recipient address rejected: User unknown in virtual mailbox table

--b--
`;
