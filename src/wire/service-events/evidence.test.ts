import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Evidence, evidenceOf, headOf } from './evidence.ts';
import { Named } from './json-fields.ts';
import { NOTHING_KNOWN, tellOf } from './known.ts';

const email = 'user@example.org';
const of = (words: string, field: string, object: Record<string, string | number>) =>
  evidenceOf(words, field, tellOf(new Named(object), NOTHING_KNOWN));

describe('what makes words an answer to mail', () => {
  test.each<readonly [Evidence | undefined, string, string, Record<string, string | number>]>([
    ['sure', '550 5.1.1 user unknown', 'reason', { email }],
    ['sure', '550 no such user', 'error', { email }],
    ['sure', 'smtp;550 5.1.1 user unknown', 'response', { email }],
    ['sure', 'host mx.example.org[192.0.2.1] said: 550 5.1.1 user unknown', 'reason', { email }],
    ['sure', 'user unknown', 'reason', { email, event: 'bounce' }],
    ['sure', 'user unknown', 'message', { rcpt_to: email, event: 'failed' }],
    ['sure', 'user unknown', 'response', { to: email, responseCode: 550 }],
    ['sure', 'user unknown', 'diag', {}],
    ['recipient', 'import failed: 550 user unknown', 'error', { email }],
    ['recipient', '550 5.1.1 user unknown', 'message', { email }],
    ['recipient', '550 5.1.1 user unknown', 'reason', { email, event: 'test' }],
    ['recipient', '550 items could not be imported: user unknown', 'error', { email, event: 'failed' }],
    ['recipient', '500 User does not exist', 'error', { email }],
    ['mail', 'user unknown', 'reason', { email, event: 'failed' }],
    ['mail', 'firewall dropped: host unknown', 'message', { email, action: 'dropped' }],
    [undefined, 'I keep getting 550 5.1.1 user unknown', 'message', { email }],
    [undefined, 'user unknown', 'reason', { email }],
    [undefined, 'user unknown', 'reason', { event: 'failed' }],
  ])('%s: %j in %s of %j', (evidence, words, field, object) => {
    expect(of(words, field, object)).toBe(evidence);
  });
});

test.each<readonly [string, object | undefined]>([
  ['550 5.1.1 no', { code: 550, enhancedStatus: '5.1.1' }],
  ['550-5.7.1 no', { code: 550, enhancedStatus: '5.7.1' }],
  ['smtp; 550 5.1.1 no', { code: 550, enhancedStatus: '5.1.1' }],
  ['5.1.1 no', { enhancedStatus: '5.1.1' }],
  ['<user@example.org>: 550 no', { code: 550 }],
  ['550 no', { code: 550 }],
  ['no 550', undefined],
  ['5501 no', undefined],
])('the codes at the head of %j', (words, head) => {
  expect(headOf(words)).toEqual(head);
});

test('any words are read', () => {
  fc.assert(fc.property(fc.string(), (words) => void of(words, 'reason', { email })));
});
