import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileAutomaton, openAutomaton } from './automaton.ts';
import { parsePattern } from './pattern.ts';
import { tokenise } from './tokens.ts';

function matchesOf(patterns: readonly string[], text: string) {
  const automaton = openAutomaton(compileAutomaton(patterns.map((pattern) => [parsePattern(pattern)])));
  const ids = tokenise(text).map((token) => automaton.idOf(token.word));
  return automaton.match(ids, ids.length);
}

describe('patterns', () => {
  const cases: readonly [pattern: string, text: string, isFound: boolean, why: string][] = [
    ['user unknown', 'the User unknown here', true, 'words that follow one another'],
    ['user unknown', 'user is unknown', false, 'a word between breaks them'],
    ['user * unknown', 'user is really unknown', true, 'a gap'],
    ['user * unknown', 'user unknown', true, 'a gap of nothing'],
    ['user * unknown', `user ${'x '.repeat(13)}unknown`, false, 'a gap of more than 12 tokens'],
    ['user * unknown', `user ${'x '.repeat(13)} user x unknown`, true, 'the nearest beginning counts'],
    ['{no such|unknown} {user|mailbox}', 'No such mailbox', true, 'alternatives'],
    ['mailbox {is |}full', 'mailbox full', true, 'an empty alternative is optional'],
    ['<addr> unknown', 'a@example.org unknown', true, 'an address placeholder'],
    ['listed <ip>', 'listed [192.0.2.1]', true, 'an IP placeholder'],
    ['用户不存在', '该用户不存在。', true, 'inside text without spaces'],
    ['{gone|moved * away} now', 'moved very far away now', true, 'a gap inside an alternative'],
    ['over quota', 'quota over', false, 'order matters'],
    ['receiv~ mail', 'receiving mail', true, 'a stem stands for every ending'],
    ['receiv~ mail', 'receive mail', true, 'and for another'],
    ['receiv~ mail', 'recei mail', false, 'and for no shorter word'],
    ['{receiv~|receiver~} mail', 'receivers mail', true, 'the longer stem within the shorter'],
  ];
  test.each(cases)('%s in "%s"', (pattern, text, isFound) => {
    expect(matchesOf([pattern], text)).toHaveLength(isFound ? 1 : 0);
  });

  test('the longest way through a pattern is told', () => {
    expect(matchesOf(['{user|user is|user is really} unknown'], 'the user is really unknown')).toEqual([
      { pattern: 0, firstToken: 1, lastToken: 4, matchedTokens: 4 },
    ]);
  });

  test('patterns that are suffixes of others are found beside them', () => {
    expect(
      matchesOf(['mailbox is full', 'is full', 'full'], 'mailbox is full')
        .map((match) => match.pattern)
        .sort(),
    ).toEqual([0, 1, 2]);
  });

  test.each(['{a', '{a|{b}}', '   ', '{|}', '{a|*}'])('the malformed pattern %j is refused', (pattern) => {
    expect(() => parsePattern(pattern)).toThrow();
  });

  test.each(['user ..3 unknown', '{no|..2} user', 'receiv* mail', '{receiv*|get} mail', 'mail *box'])(
    'the gap or stem of a phrase in %j is refused, and what a pattern has in its place is named',
    (pattern) => expect(() => parsePattern(pattern)).toThrow(/a pattern has '/),
  );

  test('a single run is found exactly where the words stand', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.array(word, { maxLength: 30 }),
        (pattern, text) => {
          const expected = ` ${text.join(' ')} `.includes(` ${pattern.join(' ')} `);
          expect(matchesOf([pattern.join(' ')], text.join(' ')).length > 0).toBe(expected);
        },
      ),
    );
  });
});
