import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuestionWords, sourceOf } from './question-words.ts';

const { question, asker, told } = readQuestionWords({
  greetings: ['hi'],
  en: {
    opens: ['{and |}{what|how}', "what's"],
    asker: { words: ['i'] },
    told: { words: ['said', 'perché', 'deliver~2'], starts: ['remov~1-3 from'], parts: ['unlist'] },
  },
  de: { opens: ['wie'], next: 'äöü' },
  fr: { opens: ['comment'], next: "é'’", touches: true },
  zh: { begins: ['什么是'], ends: ['吗'], asker: { parts: ['我'] } },
});

describe('a question', () => {
  test.each<readonly [sentence: string, isOne: boolean]>([
    ['What is greylisting', true],
    ['and how do I', true],
    ['What’s greylisting', true],
    ['Hi all, how do I', true],
    ['Hi, mailbox full', false],
    ['Tell me what is greylisting', false],
    ['how', false],
    ['wie öffne ich', true],
    ['how öffne ich', false],
    ['comment éviter', true],
    ['commentéviter', true],
    ['什么是灰名单', true],
    ['灰名单好吗？', true],
    ['灰名单', false],
  ])('%s: %s', (sentence, isOne) => {
    expect(question.test(sentence)).toBe(isOne);
  });
});

test.each<readonly [text: string, words: RegExp, isFound: boolean]>([
  ['The server SAID so', told, true],
  ['saids', told, false],
  ['mi dicono perché', told, true],
  ['perchédire', told, false],
  ['delivery', told, true],
  ['deliverable', told, false],
  ['removing from', told, true],
  ['remov from', told, false],
  ['unremoving from', told, false],
  ['delunlisting', told, true],
  ['may I', asker, true],
  ['it', asker, false],
  ['请问我', asker, true],
])('%s in %s: %s', (text, words, isFound) => {
  expect(words.test(text)).toBe(isFound);
});

test('no words find nothing', () => {
  const none = readQuestionWords({});
  expect([none.question, none.asker, none.told].some((words) => words.test('what is it'))).toBe(false);
});

test.each(['{a|b', 'a|b', 'a}', 'word~', 'word~x', '{a{b}}'])(
  '%j has a sign without a meaning',
  (wording) => {
    expect(() => sourceOf(wording)).toThrow('sign without a meaning');
  },
);

test('a wording without signs finds itself', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      fc.pre(!/[{}|~]/.test(text));
      expect(new RegExp(`^${sourceOf(text)}$`).test(text)).toBe(true);
    }),
  );
});
