import { expect, test } from 'vitest';
import { explained } from './testing.ts';

const blocked =
  'Nov 27 11:10:57 mx amavis[3991]: (03991-01) Blocked BANNED (.exe,invoice.exe) {DiscardedInbound,Quarantined}, [192.0.2.20]:38793 <a@example.net> -> <b@example.org>, Hits: -, size: 1326, 242 ms';
const swallowed =
  'Nov 27 11:10:57 mx postfix/lmtp[3961]: B97952261F: to=<b@example.org>, relay=127.0.0.1[127.0.0.1]:10024, delay=0.53, dsn=2.7.0, status=sent (250 2.7.0 Ok, discarded, id=03991-01 - BANNED: .exe)';

test.each([
  ['alone', blocked],
  ['beside the mail server, which has sent it', `${blocked}\n${swallowed}`],
])('what a filter blocked is told: %s', async (_, text) => {
  const verdict = await explained(text);
  expect([verdict.category, verdict.speaker.role, verdict.turnedAway?.ip]).toEqual([
    'content.attachment',
    'own-server',
    '192.0.2.20',
  ]);
});

test('a filter that does not reach its scanner is started', async () => {
  const verdict = await explained(
    "Nov 22 16:09:14 mx amavis[21023]: (21023-10) (!)connect to /var/run/clamav/clamd.ctl failed, attempt #1: Can't connect to a UNIX socket /var/run/clamav/clamd.ctl: Connection refused",
  );
  expect([verdict.speaker.role, verdict.fixes[0]?.id]).toEqual(['own-filter', 'home/start-service']);
});
