import { expect, test } from 'vitest';
import { isQuotedByServer, speaksOfHandingIn } from './quoted-by-server.ts';

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

test.each([
  'PHPMailer with smtp.example.org port 587 and get: 550 5.7.1 SPF fail',
  'host smtp.example.org[192.0.2.1]:465 said: 550 no',
  'mta: 0xea6710: >>> AUTH PLAIN\nmta: 0xea6710: <<< 235 ok',
  'Authenticated user not permitted, login anna',
  "my provider's smarthost says 450 Greylisted",
  'a copy by "Send mail as": the response from the remote server was: 554 no',
])('mail is handed in: %j', (text) => {
  expect(speaksOfHandingIn(text)).toBe(true);
});

test.each([
  '550 5.7.23 SPF fail',

  'Remote Server returned 550',
  'for 587 of 600 recipients',
])('nobody says that it is: %j', (text) => {
  expect(speaksOfHandingIn(text)).toBe(false);
});
