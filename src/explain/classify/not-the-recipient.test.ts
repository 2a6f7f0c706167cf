import { describe, expect, test } from 'vitest';
import { uncalibrated } from './calibration.ts';
import { createClassifier } from './classifier.ts';
import { parseConcepts } from './concepts.ts';
import { parseRules } from './rule.ts';

const classifier = createClassifier({
  rules: parseRules('t', {
    rule: [
      { id: 't/unknown', category: 'recipient.unknown', patterns: ['user unknown'], strength: 'decisive' },
      {
        id: 't/own',
        category: 'suppressed',
        patterns: ['kept on the list of your account'],
        strength: 'decisive',
        provider: 'big',
      },
      { id: 't/short', category: 'recipient.unknown', patterns: ['unknown key'], provider: 'big' },
      { id: 't/sender', category: 'sender.verify-failed', all: ['sender', 'missing'], strength: 'weak' },
      {
        id: 't/lone',
        category: 'address.syntax',
        patterns: ['unbalanced'],
        phases: ['rcpt'],
        needsPhase: true,
      },
    ],
  }),
  concepts: parseConcepts('concepts.toml', {
    concept: {
      sender: ['sender'],
      missing: ['unknown'],
      'not-the-recipient': ['your account', 'header', 'ip address', 'key'],
      'not-the-sender': ['resolve the ip address', 'header of the message follows'],
    },
  }),
  providers: [{ id: 'big', hosts: ['big.example'], domains: [], texts: [], banners: [], codes: [] }],
  codes: { enhanced: [], reply: [] },
  calibration: uncalibrated,
});

const STOPPED_AT = 0.7;
const judge = (text: string, speakerHost?: string) =>
  classifier.classify({ text, replyCode: 550, ...(speakerHost !== undefined && { speakerHost }) });

describe('words that speak of the sender, too', () => {
  test('stop nobody, and the category stays where nothing is said of the sender', () => {
    for (const text of [
      'User unknown in header',
      'user unknown: your account',
      'ip address of user unknown',
    ]) {
      const { category, confidence } = judge(text);
      expect(category).toBe('recipient.unknown');
      expect(confidence).toBeLessThan(STOPPED_AT);
    }
  });

  test('are of the sender where something is said of him', () => {
    expect(judge('sender: user unknown').category).toBe('sender.verify-failed');
  });

  test('count nothing inside addresses and host names, nor where they only look so', () => {
    for (const text of [
      'user unknown',
      '<header@example.org>: user unknown',
      'user unknown at header.example.org',
      'cannot resolve the ip address: user unknown',
      'user unknown. The header of the message follows',
    ])
      expect(judge(text).confidence).toBeGreaterThanOrEqual(STOPPED_AT);
  });

  test('are exempt where a provider says them in his own words', () => {
    expect(judge('kept on the list of your account').confidence).toBeGreaterThanOrEqual(STOPPED_AT);
    expect(judge('unknown key', 'mx.big.example').confidence).toBeGreaterThanOrEqual(STOPPED_AT);
    expect(judge('unknown key').confidence).toBeLessThan(STOPPED_AT);
  });
});

test('a rule that needs a phase holds only where it is told', () => {
  expect(classifier.classify({ text: 'unbalanced', phase: 'rcpt' }).category).toBe('address.syntax');
  expect(classifier.classify({ text: 'unbalanced' }).category).toBe('unknown');
});
