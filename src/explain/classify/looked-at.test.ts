import { describe, expect, test } from 'vitest';
import { phaseLookedAt } from './looked-at.ts';

describe('what Postfix looked at', () => {
  test.each([
    ['554 5.7.1 <mx.example.org[192.0.2.1]>: Client host rejected: not today', 'connect'],
    ['554 5.7.1 <localhost>: Helo command rejected: no name', 'ehlo'],
    [
      '550 5.1.0 <x@example.org>: Sender address rejected: User unknown (in reply to RCPT TO command)',
      'mail',
    ],
    ['550 5.1.1 <x@example.org>: Recipient address rejected: User unknown', 'rcpt'],
    ['550 5.1.1 Recipient address rejected', undefined],
    ['550 User unknown', undefined],
  ])('%s', (text, phase) => {
    expect(phaseLookedAt(text)).toBe(phase);
  });
});
