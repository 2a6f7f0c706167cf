import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostOfLink } from '../explain/say/withhold-addresses-unknown.ts';
import { redactSnippet } from './redact-snippet.ts';

test.each([
  ['From: Ann <ann@x.example>', true, 'From: ***'],
  ['X-Ann-Lee: yes', true, '***: ***'],
  ['a folded line', true, '***'],
  ['Dear Ann', false, '***'],
  ['', false, ''],
  ['https://x.example/u/ann?x=1 more', false, 'https://x.example/***'],
  [
    '<img src="https://x.example/ann.png" alt="Ann" width="600">',
    false,
    '<img src="https://x.example/***" alt="***" width="600">',
  ],
  ['<p>Dear Ann</p>', false, '<p>***</p>'],
  ['<ann lee="1">', false, '<*** ***="1">'],
  ["<a href='mailto:ann@x.example'>Ann <b>Lee</b>", false, '<a href="***">***<b>***</b>'],
  ['<td class=ann', false, '<td class="***"'],
  ['<br />', false, '<br />'],
  ['<!-- Ann -->', false, '***'],
])('%s', (snippet, isField, shown) => {
  expect(redactSnippet(snippet, isField, hostOfLink)).toBe(shown);
});

test('no text, no value and no unknown name of markup stays', () => {
  const tag = fc.constantFrom(
    '<p',
    '<a href="',
    '" ',
    '>',
    '</p>',
    '<',
    '="',
    "'",
    'zebedee',
    ' zebedee=',
    '/',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(tag, { maxLength: 12 }), (pieces) => {
      expect(redactSnippet(pieces.join(''), false, hostOfLink)).not.toContain('zebedee');
    }),
    { numRuns: 2000 },
  );
});
