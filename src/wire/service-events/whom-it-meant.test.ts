import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whomItMeant } from './whom-it-meant.ts';

const [A, B, ME] = ['a@example.org', 'b@example.org', 'me@example.com'];
const meant = (
  words: string,
  recipients: readonly string[],
  isSure = false,
  senders: readonly string[] = [],
) => whomItMeant(words, true, { recipients, isSure, senders });

test.each<readonly [why: string, words: string, fields: readonly string[], expected: object]>([
  ['the only one', '550 user unknown', [A], { recipient: A, isDoubtful: false }],
  ['the same twice', '550 user unknown', [A, A.toUpperCase()], { recipient: A, isDoubtful: false }],
  ['of two the one in <>', `550 5.1.1 <${B}>: user unknown`, [A, B], { recipient: B, isDoubtful: false }],
  ['of two the one before a colon', `${B}: user unknown`, [A, B], { recipient: B, isDoubtful: false }],
  ['of two none', '550 user unknown', [A, B], { isDoubtful: true }],
  ['of two both', `550 <${A}> <${B}> unknown`, [A, B], { isDoubtful: true }],
  [
    'one that no field holds',
    '550 <c@example.net>: unknown',
    [A, B],
    { recipient: 'c@example.net', isDoubtful: true },
  ],
  [
    'another than the field of anybody',
    `550 5.1.1 <${B}>: unknown`,
    ['x@example.com'],
    { recipient: B, isDoubtful: true },
  ],
  ['a help address', '550 unknown, see <postmaster@example.net>', [A], { recipient: A, isDoubtful: false }],
  ['nobody', '550 user unknown', [], { isDoubtful: false }],
])('%s', (_, words, fields, expected) => {
  expect(meant(words, fields)).toEqual(expected);
});

test('the sender in the words is not the recipient', () => {
  expect(meant(`550 5.1.1 <${ME}>: user unknown`, [A], true, [ME])).toEqual({
    recipient: A,
    isDoubtful: true,
  });
  const both = `550 5.1.1 <${A}> unknown; rejecting mail from <${ME}>`;
  expect(meant(both, [A], true, [ME])).toEqual({ recipient: A, isDoubtful: false });
});

test('a mailbox of the same domain may stand for the recipient, one elsewhere may not', () => {
  expect(meant(`550 <${B}> unknown`, [A], true)).toEqual({ recipient: A, isDoubtful: false });
  expect(meant('550 <b@example.net> unknown', [A], true)).toEqual({ recipient: A, isDoubtful: true });
});

test('in words that are no answer any address may be meant', () => {
  const fields = { recipients: [A], isSure: true, senders: [] };
  expect(whomItMeant('my mail to b@example.net bounced', false, fields).isDoubtful).toBe(true);
  expect(whomItMeant('my mail bounced', false, fields).isDoubtful).toBe(false);
});

test('any words are read', () => {
  fc.assert(fc.property(fc.string(), (words) => void meant(words, [A, B], true, [ME])));
});
