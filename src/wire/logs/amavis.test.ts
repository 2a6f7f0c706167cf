import { expect, test } from 'vitest';
import { parseAmavisLine, readAmavisLog } from './amavis.ts';

const head = 'Nov 27 11:10:57 mx amavis[3991]: (03991-01) ';

test('what was blocked, whose it was and what it is known by', () => {
  expect(
    parseAmavisLine(
      `${head}Blocked INFECTED (Eicar-Test-Signature) {DiscardedInbound,Quarantined}, [192.0.2.20]:38793 [192.0.2.14] <a@example.net> -> <b@example.org>, Queue-ID: 4C09D1AADB, Message-ID: <5296@example.net>, mail_id: uXIirTfRgcHx, Hits: -, size: 1326, 242 ms`,
    ),
  ).toEqual({
    format: 'amavis',
    line: 1,
    at: 'Nov 27 11:10:57',
    loggingHost: 'mx',
    outcome: 'rejected-by-us',
    phase: 'end-of-data',
    text: 'Blocked INFECTED (Eicar-Test-Signature)',
    sender: 'a@example.net',
    recipient: 'b@example.org',
    clientIp: '192.0.2.20',
    queueId: '4C09D1AADB',
    messageId: '5296@example.net',
    messageSizeBytes: 1326,
  });
});

test.each([
  ['Blocked SPAM, [192.0.2.77] <a@example.net> -> <b@example.org>, Hits: 7.3', 'Blocked SPAM'],
  ['Blocked SPAM, <> -> <b@example.org>,<c@example.org>, Hits: 7.3', 'Blocked SPAM'],
  [
    'Blocked BANNED (.exe,.exe-ms,a (1).exe) {BouncedInternal}, MYNETS LOCAL [192.0.2.7]:1 <a@example.net> -> <b@example.org>',
    'Blocked BANNED (.exe,.exe-ms,a (1).exe)',
  ],
  ['Blocked BAD-HEADER-2 {RejectedOutbound}, <a@example.net> -> <b@example.org>', 'Blocked BAD-HEADER-2'],
])('%s', (words, text) => {
  expect(parseAmavisLine(`${head}${words}`)).toMatchObject({ outcome: 'rejected-by-us', text });
});

test('a fault of its own is its own', () => {
  expect(
    parseAmavisLine(`${head}(!)connect to /var/run/clamav/clamd.ctl failed, attempt #1: Connection refused`),
  ).toMatchObject({ outcome: 'deferred', ownStep: 'filter', text: expect.stringMatching(/^connect to /) });
});

test.each([
  `${head}Passed CLEAN {RelayedInbound}, [192.0.2.7] <a@example.net> -> <b@example.org>, Hits: -1.4`,
  `${head}Checking: Zt2DTo-U0b0R [192.0.2.7] <a@example.net> -> <b@example.org>`,
  'Nov 27 11:10:57 mx other[3991]: (03991-01) Blocked SPAM, <a@example.net> -> <b@example.org>',
  'Blocked SPAM',
])('is none: %s', (line) => {
  expect(parseAmavisLine(line)).toBeUndefined();
});

test('a message of which two lines tell is told once', () => {
  const line = `${head}Blocked SPAM, <a@example.net> -> <b@example.org>, Hits: 7.3`;
  expect([...readAmavisLog(`${line}\n${line}, tag=3, tag2=6.3\n`, 10)]).toHaveLength(1);
});

test.each([
  [
    'Blocked SPAM {RejectedOutbound}, ORIGINATING LOCAL [192.0.2.9]:33 <a@example.org> -> <b@example.net>',
    '',
  ],
  ['Blocked INFECTED (x) {DiscardedInternal}, [2001:db8::9] <a@example.org> -> <b@example.net>', ''],
  ['Blocked SPAM, MYNETS LOCAL [192.0.2.9] <a@example.org> -> <b@example.net>', ''],
  ['Blocked SPAM {DiscardedInbound}, [192.0.2.9] <a@example.org> -> <b@example.net>', undefined],
])('mail from within is one of ours: %s', (words, login) => {
  expect(parseAmavisLine(`${head}${words}`)?.login).toBe(login);
});

test.each([
  ['(!)run_av (ClamAV-clamd): Too many retries to talk to /var/run/clamav/clamd.ctl', true],
  ['Blocked TEMPFAIL {TempFailedInbound}, [192.0.2.9] <a@example.org> -> <b@example.net>', true],
  ['Blocked MTA-BLOCKED {TempFailedInbound}, [192.0.2.9] <a@example.org> -> <b@example.net>', true],
  ['(!)Open relay? Nonlocal recips but not originating', false],
])('what puts mail off: %s', (words, isTold) => {
  expect(parseAmavisLine(`${head}${words}`)?.ownStep === 'filter').toBe(isTold);
});

test('trouble of a message that passed kept nothing', () => {
  const trouble = `${head}(!)connect to /var/run/clamav/clamd.ctl failed: Connection refused`;
  const passed = `${head}Passed CLEAN {RelayedInbound}, [192.0.2.9] <a@example.net> -> <b@example.org>`;
  expect([...readAmavisLog(`${trouble}\n${passed}`, 10)]).toEqual([]);
  expect([...readAmavisLog(trouble, 10)]).toHaveLength(1);
});

test('the mail server that passed it on is no client', () => {
  const words = 'Blocked BANNED (application/x-sh,.asc,a.sh), [127.0.0.1] <a@example.net> -> <b@example.org>';
  expect(parseAmavisLine(`${head}${words}`)).not.toHaveProperty('clientIp');
});
