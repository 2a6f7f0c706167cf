import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dovecotFault } from './dovecot.ts';
import { recogniseLog } from './recognise.ts';
import { readSessionFaults } from './session-faults.ts';

const TIME = 'May  1 10:00:00 mx1 dovecot: ';

describe('Dovecot', () => {
  test.each([
    ['auth: passwd-file(boss,203.0.113.44): Password mismatch', 'Password mismatch'],
    ['auth: sql(boss,203.0.113.44,<ab+/c=>): unknown user', 'unknown user'],
    ['auth-worker(7): Info: sql(boss@example.org,203.0.113.44): Password mismatch', 'Password mismatch'],
    [
      'submission-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<boss>, method=PLAIN, rip=203.0.113.44, lip=192.0.2.1, TLS, session=<x>',
      'auth failed, 1 attempts in 2 secs',
    ],
    [
      'imap-login: Login aborted: Connection closed (auth failed, 1 attempts in 2 secs) (auth_failed): user=<boss>, method=PLAIN, rip=203.0.113.44, lip=192.0.2.1',
      'auth failed, 1 attempts in 2 secs',
    ],
    [
      'submission-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<x, rip=10.0.0.1>, method=PLAIN, rip=203.0.113.44, lip=192.0.2.1',
      'auth failed, 1 attempts in 2 secs',
    ],
  ])('a client that could not log in at our own server: %s', (words, text) => {
    for (const line of [`${TIME}${words}`, `dovecot: ${words}`])
      expect(readSessionFaults(line)).toMatchObject([
        { format: 'dovecot', outcome: 'rejected-by-us', phase: 'auth', clientIp: '203.0.113.44', text },
      ]);
  });

  test.each([
    'imap-login: Login: user=<boss>, method=PLAIN, rip=203.0.113.44, lip=192.0.2.1',
    'imap-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=203.0.113.44, lip=192.0.2.1',
    'lmtp(boss)<1><x>: msgid=<m@example.net>: saved mail to INBOX',
  ])('tells of no login that failed: %s', (words) => {
    expect(dovecotFault(words)).toBeUndefined();
    expect(recogniseLog(TIME + words)).toBeUndefined();
  });

  test('a name or a password that holds a reason names no client', () => {
    for (const line of [
      'auth: passwd-file(x,10.0.0.1): Password mismatch ,203.0.113.9): Password mismatch',
      'auth: passwd-file(x,203.0.113.9): Password mismatch (given password: (y,10.0.0.1): Password mismatch)',
    ]) {
      expect(dovecotFault(line)).toMatchObject({ phase: 'auth' });
      expect(dovecotFault(line)).not.toHaveProperty('clientIp');
    }
  });

  test('a name that pushes the reason out of sight names no client', () => {
    const name = 'boss,10.0.0.1): Password mismatch [10.0.0.1] '.padEnd(1_990, 'x');
    for (const words of [
      `auth: passwd-file(${name},203.0.113.44): Password mismatch`,
      `imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<${name} rip=10.0.0.1>, rip=203.0.113.44`,
    ]) {
      const [event] = readSessionFaults(TIME + words);
      expect(event).toMatchObject({ phase: 'auth' });
      expect(event).not.toHaveProperty('clientIp');
    }
  });

  test('beside the lines of a mail server it is that server’s log', () => {
    const fault = `${TIME}auth: passwd-file(boss,203.0.113.44): Password mismatch`;
    const sent = 'May  1 10:00:00 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, status=sent (ok)';
    expect(recogniseLog([fault, fault, fault, sent].join('\n'))).toBe('postfix');
  });

  test('nothing throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => void dovecotFault(`auth: sql(${text}`)));
  });
});
