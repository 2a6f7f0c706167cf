/** What is damaged: the corpora where they are here, else (and also) a few samples of every kind. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { encodeQuery } from '../../src/gather/dns/packet.ts';

const corpora = resolve(import.meta.dirname, '../../../shared/corpora');
const folders = [
  'bounces/messages',
  'newsletters',
  'reports/extract_report',
  'reports/aggregate',
  'reports/smtp_tls',
  'logs/exim',
  'logs/postfix-grok-patterns',
];
const MAX_SEED_BYTES = 128 * 1024;

const report = `From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: sender@example.com
Subject: =?utf-8?q?Unzustellbar=3A_Angebot?=
Content-Type: multipart/report; report-type=delivery-status;
 boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<user@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User un=
known (in reply to RCPT TO command)
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4F9D195432C

Final-Recipient: rfc822; user@example.org
Original-Recipient: rfc822;alias@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b
Content-Type: message/rfc822

Received: from mail.example.com (mail.example.com [192.0.2.9])
 by mx.example.net with ESMTP id 4F9D195432C; Mon, 1 Jan 2026 00:00:00 +0000
DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=s1; h=from:to; bh=AAAA; b=BBBB
From: sender@example.com
To: user@example.org
Subject: Hello

Hello
--b--
`;

const samples = [
  report,
  report.replaceAll('\n', '\r\n'),
  'Version: 1\nFeedback-Type: abuse\nUser-Agent: Example/1\nSource-IP: 192.0.2.4\nOriginal-Rcpt-To: <a@example.org>\n',
  'host mx.example.org[192.0.2.1] said: 550-5.7.1 [192.0.2.9] Our system has detected\n550-5.7.1 unsolicited mail\n550 5.7.1 https://example.org/help a1-20020a05.3 - gsmtp (in reply to end of DATA command)',
  'Jan  1 00:00:00 mail postfix/smtp[123]: 4F9D195432C: to=<user@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/0.5/0.5, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))',
  '2026-01-01 00:00:00 1abcde-000001-AB ** user@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<user@example.org>: 550 No such user',
  'Jan  1 00:00:00 mail sm-mta[99]: x01AAAA000001: to=<user@example.org>, delay=00:00:01, mailer=esmtp, relay=mx.example.org. [192.0.2.1], dsn=5.1.1, stat=User unknown',
  'ip4:192.0.2.0/24 include:_spf.example.org a:%{i}._a.example.org mx/24//64 -all exp=e.example.org',
  'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQ; t=s',
  'p=reject; sp=none; rua=mailto:a@example.org!10m; adkim=s; fo=1:d:s',
  '"A \\"B\\" (c)" <a.b@[192.0.2.1]>, group: x@example.org, y@example.org;, =?iso-8859-1?q?=E9?= <z@example.org>',
  'text/plain; charset*0*=utf-8\'\'a%20b; charset*1="c"; name="x\\"y"',
  '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"a@example.org","diagnosticCode":"smtp; 550 5.1.1 user"}]}}',
];

function packets(): readonly Buffer[] {
  const query = Buffer.from(encodeQuery({ id: 7, name: 'mx.example.org', type: 'TXT' }, { hasEdns: true }));
  // An answer to it: a pointer to the question's name, TXT, IN, TTL 60, eleven octets.
  const answer = Buffer.from('c00c0010000100000' + '03c000c0b763d737066312061' + '6c6c', 'hex');
  return [query, answer, Buffer.concat([query, answer])];
}

/** Every seed there is; with `most`, that many of each folder of the corpora, the same ones each time. */
export function loadSeeds(most = Number.POSITIVE_INFINITY): readonly Buffer[] {
  const seeds = [...samples.map((text) => Buffer.from(text)), ...packets()];
  for (const folder of folders.map((name) => join(corpora, name)).filter((path) => existsSync(path))) {
    const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const { parentPath, name } of files.slice(0, most))
      seeds.push(readFileSync(join(parentPath, name)).subarray(0, MAX_SEED_BYTES));
  }
  return seeds;
}
