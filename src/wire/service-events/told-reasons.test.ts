import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Named } from './json-fields.ts';
import { reasonInFields, reasonInWords, tellsOfLookup } from './told-reasons.ts';

const RECIPIENT = 'user@example.org';

test.each([
  'getaddrinfo ENOTFOUND smtp.example.com',
  'lookup smtp.example.com on 192.0.2.53:53: no such host',
  '[Errno -2] Name or service not known',
  'Could not resolve host: smtp.example.com',
])('the program could not look up its server: %s', (words) => {
  expect(reasonInWords(words, RECIPIENT)).toBe('lookup');
  expect(tellsOfLookup(words, RECIPIENT)).toBe(true);
});

test('of the domain of the recipient it is a word about that domain, which no server confirms', () => {
  const words = 'lookup example.org: no such host';
  expect(reasonInWords(words, RECIPIENT)).toBeUndefined();
  expect(tellsOfLookup(words, RECIPIENT)).toBe(true);
});

test.each<readonly [boolean, string]>([
  [true, 'Domain not found: example.com'],
  [true, 'unknown host: relay.example.net'],
  [false, 'Domain not found: example.org'],
  [false, 'Host or domain name not found. Name service error for name=example.org type=MX'],
  [false, 'user unknown at mx.example.net'],
  [false, 'host mx.example.net[192.0.2.1] said: 550 5.1.1 user unknown'],
  [false, 'user unknown'],
])("a name that was not found and is not the recipient's domain, %s: %s", (isOther, words) => {
  expect(tellsOfLookup(words, RECIPIENT)).toBe(isOther);
});

test('a plan that is used up', () => {
  expect(reasonInWords('Recipient List over Package Quota', RECIPIENT)).toBe('quota');
  expect(reasonInWords('552 5.2.2 mailbox over quota', RECIPIENT)).toBeUndefined();
});

test.each([
  [{ bounceType: 'Permanent', bounceSubType: 'NoEmail' }, 'no-mailbox'],
  [{ bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' }, 'suppressed'],
  [{ bounceType: 'Permanent', bounceSubType: 'General' }, 'hard'],
  [{ bounce_description: 'bad_mailbox' }, 'no-mailbox'],
  [{ bounceType: 'constructor' }, undefined],
])('%j: %s', (object, reason) => {
  expect(reasonInFields(new Named(object))).toBe(reason);
});

test('any words are read', () => {
  fc.assert(fc.property(fc.string(), (words) => void tellsOfLookup(words, RECIPIENT)));
});
