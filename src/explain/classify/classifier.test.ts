import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uncalibrated } from './calibration.ts';
import { type ClassifierInput, createClassifier } from './classifier.ts';
import { parseRules } from './rule.ts';

const rules = parseRules('test.toml', {
  rule: [
    { id: 't/user-unknown', category: 'recipient.unknown', patterns: ['user unknown'], strength: 'decisive' },
    { id: 't/blocked', category: 'policy.unspecified', patterns: ['blocked'], strength: 'weak' },
    { id: 't/listed', category: 'reputation.ip-listed', patterns: ['blocked using * org'] },
    {
      id: 't/edge',
      category: 'recipient.unknown',
      patterns: ['access denied'],
      provider: 'big',
      needsProvider: true,
    },
    { id: 't/denied', category: 'policy.unspecified', patterns: ['access denied'] },
    { id: 't/late', category: 'content.spam', patterns: ['rejected'], phases: ['end-of-data'] },
    { id: 't/temporary', category: 'greylist', patterns: ['try again'], codes: ['4xx'] },
    { id: 't/own-code', category: 'dns.ptr', provider: 'big', needsProvider: true, enhanced: ['x.7.23'] },
    {
      id: 't/house',
      category: 'content.attachment',
      provider: 'big',
      needsProvider: true,
      enhanced: ['5.7.901'],
    },
    { id: 't/no-way', category: 'net.connection', patterns: ['connection refused'] },
  ],
});

const classifier = createClassifier({
  rules,
  providers: [
    {
      id: 'big',
      hosts: ['big.example'],
      domains: ['bigmail.example'],
      texts: ['bigsmtp'],
      banners: [],
      codes: ['5.7.9??', '5.4.3??'],
    },
  ],
  codes: {
    enhanced: [
      { match: 'x.1.1', category: 'recipient.unknown', isTelling: true },
      { match: 'x.7.23', category: 'auth.spf', isTelling: true },
    ],
    reply: [
      { match: '550', category: 'recipient.unknown', isTelling: false },
      { match: '503', category: 'protocol.error', isTelling: true },
    ],
  },
  calibration: uncalibrated,
});

describe('classify', () => {
  const cases: readonly [input: ClassifierInput, category: string, rule: string, why: string][] = [
    [{ text: 'User unknown' }, 'recipient.unknown', 't/user-unknown', 'words decide'],
    [
      { text: 'blocked using a.example.org' },
      'reputation.ip-listed',
      't/listed',
      'a strong rule beats a weak one',
    ],
    [
      { text: 'user unknown, blocked using x.org' },
      'recipient.unknown',
      't/user-unknown',
      'decisive beats strong',
    ],
    [{ text: 'Access denied' }, 'policy.unspecified', 't/denied', 'words mean one thing elsewhere'],
    [
      { text: 'Access denied', speakerHost: 'mx7.big.example' },
      'recipient.unknown',
      't/edge',
      '… and another at this host',
    ],
    [{ text: 'Access denied - bigsmtp' }, 'recipient.unknown', 't/edge', '… or at whom the text betrays'],
    [
      { text: 'Access denied', recipient: 'a@bigmail.example' },
      'recipient.unknown',
      't/edge',
      '… or by the recipient',
    ],
    [{ text: 'rejected', phase: 'end-of-data' }, 'content.spam', 't/late', 'the phase fits'],
    [{ text: 'rejected', phase: 'rcpt' }, 'unknown', 'none', 'the phase does not fit'],
    [{ text: 'try again', replyCode: 450 }, 'greylist', 't/temporary', 'a class of codes'],
    [{ text: 'try again', replyCode: 550 }, 'unknown', 'reply-code', 'another class'],
    [
      { text: 'blorp', replyCode: 503 },
      'protocol.error',
      'reply-code',
      'a reply code that stands for one thing',
    ],
    [
      { text: 'gibberish', enhancedStatus: '5.1.1' },
      'recipient.unknown',
      'enhanced-status',
      'a telling code alone',
    ],
    [{ text: 'x', enhancedStatus: '5.7.23' }, 'auth.spf', 'enhanced-status', 'the registered meaning'],
    [
      { text: 'x', enhancedStatus: '5.7.23', speakerHost: 'mx.big.example' },
      'dns.ptr',
      't/own-code',
      'the speaker’s own meaning',
    ],
    [{ text: 'gibberish' }, 'unknown', 'none', 'nothing to go by'],
    [{ text: 'x', enhancedStatus: '5.7.901' }, 'content.attachment', 't/house', 'a code that only it gives'],
    [
      { text: 'blocked using a.example.org', enhancedStatus: '5.7.901' },
      'reputation.ip-listed',
      't/listed',
      '… never against words',
    ],
    [
      { text: 'x', enhancedStatus: '5.7.901', speakerHost: 'mx.example.org' },
      'unknown',
      'none',
      '… nor at another’s host',
    ],
  ];
  test.each(cases)('%j is %s', (input, category, rule) => {
    const got = classifier.classify(input);
    expect([got.category, got.rule]).toEqual([category, rule]);
  });

  test('a code tells who spoke unless words decide or another host is named', () => {
    const providerOf = (input: ClassifierInput) => classifier.classify(input).provider;
    expect(providerOf({ text: 'x', enhancedStatus: '5.7.901' })).toBe('big');
    expect(
      providerOf({ text: 'x', enhancedStatus: '5.7.901', speakerHost: 'mx.example.org' }),
    ).toBeUndefined();
    expect(providerOf({ text: 'Access denied', enhancedStatus: '5.7.901' })).toBeUndefined();
    expect(providerOf({ text: 'user unknown', enhancedStatus: '5.4.310' })).toBeUndefined();
    expect(providerOf({ text: 'connection refused', enhancedStatus: '5.4.316' })).toBe('big');
  });

  test('quotes the words that decided at their place, also when the verdict was remembered', () => {
    for (const name of ['a', 'bbbb']) {
      const text = `550 5.1.1 <${name}@example.org>: User unknown`;
      const [words] = classifier.classify({ text }).quoted;
      expect(words).toMatchObject({ text: 'User unknown' });
      expect(text.slice(words?.start, words?.end)).toBe('User unknown');
    }
  });

  test('what was refused before there was a recipient is never the recipient, whatever command it was answered at', () => {
    const text = '<x@example.org>: Sender address rejected: User unknown';
    expect(classifier.classify({ text: 'User unknown', phase: 'mail' }).category).not.toBe(
      'recipient.unknown',
    );
    expect(classifier.classify({ text, phase: 'rcpt' }).category).not.toBe('recipient.unknown');
    expect(classifier.classify({ text: 'User unknown', enhancedStatus: '5.1.7' }).category).not.toBe(
      'recipient.unknown',
    );
    expect(classifier.classify({ text: 'User unknown', phase: 'rcpt' }).category).toBe('recipient.unknown');
  });

  test('a verdict below one half is unknown and names its contenders', () => {
    const got = classifier.classify({ text: 'gibberish', replyCode: 550 });
    expect(got.category).toBe('unknown');
    expect(got.alternatives.map((one) => one.category)).toEqual(['recipient.unknown']);
  });

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const got = classifier.classify({ text });
        expect(got.confidence).toBeGreaterThanOrEqual(0);
        expect(got.confidence).toBeLessThanOrEqual(1);
      }),
    );
  });
});
