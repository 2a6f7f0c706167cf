import { expect, test } from 'vitest';
import { phaseBefore } from './phase.ts';

test.each([
  ['RCPT TO:<bob@example.org>\n250 ok\n', 'rcpt'],
  [
    '[4] --> RCPT To:<bob@example.org>\n[4] <-- 354 Go ahead x\n[4] Transfer Complete\n[4] <-- ',
    'end-of-data',
  ],
  [
    'CLIENT -> SERVER: DATA\nSERVER -> CLIENT: 354 End data with <CR><LF>.<CR><LF>\nSERVER -> CLIENT: ',
    'end-of-data',
  ],
  ['354 Enter message\n250 queued\nRCPT TO:<eve@example.org>\n', 'rcpt'],
  ['RCPT TO:<bob@example.org>\nExpected response code 354 but got code ', 'rcpt'],
  ['RCPT TO:<bob1354@example.org>, id 9354 ', 'rcpt'],
  ['354 Go ahead (in reply to nothing) after RCPT TO ', 'rcpt'],
] as const)('the last step before a reply counts: %j', (before, phase) => {
  expect(phaseBefore(before)).toBe(phase);
});
