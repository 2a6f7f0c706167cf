import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uncalibrated } from './calibration.ts';
import { createClassifier } from './classifier.ts';
import { parseConcepts } from './concepts.ts';
import { parseRules } from './rule.ts';

const concepts = parseConcepts('concepts.toml', {
  concept: {
    recipient: ['{mailbox|account|empfanger~|получател~}'],
    sender: ['sender', 'your account'],
    full: ['{full|voll|переполн~}'],
    spam: ['spam'],
    aside: ['for more information'],
    'list-name': ['spamhaus'],
  },
});
const rules = parseRules('meanings.toml', {
  source: 'test',
  seen: '2026-11-26',
  rule: [
    {
      id: 'meanings/full',
      category: 'recipient.full',
      strength: 'weak',
      all: ['recipient', 'full'],
      unless: ['sender'],
    },
    { id: 'meanings/spam', category: 'content.spam', strength: 'weak', all: ['spam'] },
    { id: 'meanings/list', category: 'reputation.ip-listed', strength: 'weak', all: ['list-name'] },
  ],
});
const classifier = createClassifier({
  rules,
  concepts,
  providers: [],
  codes: { enhanced: [], reply: [] },
  calibration: uncalibrated,
});
const categoryOf = (text: string): string => classifier.classify({ text, replyCode: 552 }).category;

describe('concepts named close to one another', () => {
  const cases: readonly [text: string, category: string, why: string][] = [
    ['the mailbox is full', 'recipient.full', 'in the order of the rule'],
    ['full is this mailbox', 'recipient.full', 'in the other order'],
    ['Postfach des Empfängers: voll', 'recipient.full', 'a stem covers an ending'],
    ['ящик получателя переполнен', 'recipient.full', 'two stems'],
    [`the mailbox ${'x '.repeat(10)}full`, 'unknown', 'too far from one another'],
    ['mailbox', 'unknown', 'one of two'],
    ['the mailbox is full, sender', 'unknown', 'another subject forbids it'],
    ['your account is full', 'unknown', 'a word of a longer mention is none'],
    ['see spam.example.org', 'unknown', 'part of a name is no mention'],
    ['refused, see spamhaus.example.org', 'reputation.ip-listed', 'but a list is named so'],
    ['mailbox. For more information: full', 'unknown', 'what stands behind an aside is no reason'],
    ['For more information: mailbox full', 'recipient.full', 'unless all stands there'],
  ];
  test.each(cases)('"%s" is %s: %s', (text, category) => {
    expect(categoryOf(text)).toBe(category);
  });

  test('the words of all concepts are quoted', () => {
    const { quoted } = classifier.classify({ text: 'sorry, full is the mailbox now', replyCode: 552 });
    expect(quoted.map((span) => span.text)).toEqual(['full is the mailbox']);
  });

  test('a rule of a concept that there is not is a fault of the data', () => {
    const data = {
      rules,
      concepts: [],
      providers: [],
      codes: { enhanced: [], reply: [] },
      calibration: uncalibrated,
    };
    expect(() => createClassifier(data)).toThrow("there is no concept 'recipient'");
  });

  test('a concept that is no list is a fault of the data', () => {
    expect(() => parseConcepts('x.toml', { concept: { full: 'full' } })).toThrow("x.toml: concept 'full'");
  });

  test('any text has a verdict, and quotes lie within it', () => {
    const words = fc.constantFrom(
      'mailbox',
      'full',
      'your',
      'account',
      'spam',
      'spamhaus',
      '.',
      '=',
      '\n',
      'переполнена',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 80 }), (list) => {
        const text = list.join(' ');
        for (const { start, end } of classifier.classify({ text, replyCode: 552 }).quoted)
          expect(start >= 0 && start < end && end <= text.length).toBe(true);
      }),
    );
  });
});
