import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKnownCaaTag, parseCaaIssuer, problemOfCaa } from './index.ts';

describe('an issuer', () => {
  test.each([
    ['ca.example.net', { issuer: 'ca.example.net', parameters: [] }],
    [
      ' CA.example.net ; account=230123 ; x=',
      {
        issuer: 'ca.example.net',
        parameters: [
          { tag: 'account', value: '230123' },
          { tag: 'x', value: '' },
        ],
      },
    ],
    [';', { parameters: [] }],
    ['', { parameters: [] }],
  ])('%j', (value, issuer) => {
    expect(parseCaaIssuer(value)).toEqual(issuer);
  });
});

test.each([
  ['issue', 'ca.example.net', undefined],
  ['issuewild', ';', undefined],
  ['issuemail', 'ca.example.net; account=1', undefined],
  ['issue', 'https://ca.example.net', 'bad-issuer'],
  ['issue', 'ca.example.net, other.example.net', 'bad-issuer'],
  ['issue', 'ca.example.net; account', 'bad-parameter'],
  ['issue', 'ca.example.net; =1', 'bad-parameter'],
  ['iodef', 'mailto:security@example.org', undefined],
  ['iodef', 'https://example.org/caa', undefined],
  ['iodef', 'security@example.org', 'bad-url'],
  ['contactemail', '', 'empty'],
  ['tb\u00e4d', 'x', 'bad-tag'],
  ['future', 'whatever it means', undefined],
])('%s %j: %s', (tag, value, problem) => {
  expect(problemOfCaa(tag, value)).toBe(problem);
});

test('known tags', () => {
  expect(['issue', 'issuewild', 'issuemail', 'iodef', 'tbs'].map(isKnownCaaTag)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});

test('any octets: never an exception (property)', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('issue', 'iodef', 'x'),
      fc.string({ unit: 'binary', maxLength: 300 }),
      (tag, value) => {
        parseCaaIssuer(value);
        problemOfCaa(tag, value);
      },
    ),
  );
});
