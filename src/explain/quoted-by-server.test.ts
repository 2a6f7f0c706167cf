import { expect, test } from 'vitest';
import { isQuotedByServer } from './quoted-by-server.ts';

test.each([
  "bob@example.net\nRemote Server returned '",
  '<bob@example.net>: host mx.example.net[192.0.2.15] said: ',
  'SMTP error from remote mail server after RCPT TO:<bob@example.net>:\n    ',
  "<bob@example.net> (host 'mx.example.net' rejected command 'DATA' with code ",
  'bob@example.net; Failed; 5.2.2 (mailbox full)\n\n    Remote MTA mx.example.net: SMTP diagnostic: ',
  'mta: 0xea6710: <<< ',
])('a server quotes what follows %j', (lead) => {
  expect(isQuotedByServer(lead)).toBe(true);
});

test.each([
  '',
  '\n \n',
  'SMTP error: ',
  'The server responded: ',
  'smtp.example.org said: ',
  'host mx.example.net[192.0.2.15] said: no\n\nMy program answers: ',
])('nobody says that a server quotes what follows %j', (lead) => {
  expect(isQuotedByServer(lead)).toBe(false);
});
