import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limitInText } from './message-size.ts';

test.each([
  ['552 5.3.4 Message size exceeds fixed maximum message size (10485760)', 10_485_760],
  ['message size 13526012 exceeds size limit 10240000 of server mx.example.org', 10_240_000],
  ['5.2.3 Message too large. Maximum size is 25 MB', 26_214_400],
  ['552 message size 12,345,678 exceeds limit of 10,000,000 bytes', 10_000_000],
  ['Message size (40MB) larger than maximum allowed size 35MB', 36_700_160],
  ['your message exceeds the size limit of 10.5 MB', 10_485_760],
  ['552 5.2.2 mailbox full', undefined],
  ['552 5.3.4 message too big', undefined],
  ['550 too many recipients, limit 100', undefined],
])('%s: %s', (text, limit) => {
  expect(limitInText(text)).toBe(limit);
});

test('any text is read without a throw', () => {
  fc.assert(fc.property(fc.string(), (text) => limitInText(`size limit ${text}`) !== null));
});
