import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isProseWithoutReply, looksLikeReply, noReplyReason } from './looks-like-reply.ts';

test.each([
  ['', 'empty'],
  [' \n\t', 'empty'],
  ['\u0000\u0001PNG', 'binary'],
  ['\u0001\u0002\u0003abc', 'binary'],
  ['<!DOCTYPE html><html><body>Hello</body></html>', 'html'],
  ['{"name": "value"}', 'json'],
  ['[{"a": 1}]', 'json'],
  ['Roses are red,\nviolets are blue', 'no-reply-in-text'],
  ['Oct 11 22:14:15 host sshd[550]: Accepted publickey for root', 'no-reply-in-text'],
])('%j is no reply: %s', (text, reason) => {
  expect(noReplyReason(text)).toBe(reason);
  expect(looksLikeReply(text)).toBe(false);
  expect(isProseWithoutReply(text)).toBe(reason === 'no-reply-in-text');
});

test.each([
  '550 Blocked',
  '5.1.1 User unknown',
  '<html><body>550 5.1.1 unknown</body></html>',
  '{"error": "550 5.1.1 unknown"}',
])('%j holds one', (text) => {
  expect(looksLikeReply(text)).toBe(true);
});

test('property: never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof looksLikeReply(text) === 'boolean'));
});
