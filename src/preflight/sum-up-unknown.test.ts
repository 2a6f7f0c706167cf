import { describe, expect, test } from 'vitest';
import type { MessageFinding } from '../findings/message-check.ts';
import { summedUp } from './sum-up-unknown.ts';

const finding = (check: MessageFinding['check'], more: Partial<MessageFinding> = {}): MessageFinding => ({
  check,
  message: 'could-not-check',
  subject: { kind: 'message', name: '<a@example.org>' },
  outcome: 'unknown',
  consequence: 'information',
  confidence: 0,
  data: { why: 'time-out', detail: '192.0.2.53:53 did not answer within 1400 ms.' },
  fixes: [],
  receivers: [],
  ...more,
});
const said = (findings: readonly MessageFinding[]): readonly string[] =>
  summedUp(findings).map(({ check, message }) => `${check} ${message}`);
const list = (operator: string, message = 'needs-key'): MessageFinding =>
  finding('listing/ip-on-list', {
    message,
    data: { operator, zones: `${operator}.example`, count: 1, keyUrl: 'https://example.org/' },
  });

describe('a silent DNS', () => {
  test('is said once, with the reason; what the message itself shows stays', () => {
    const signed = finding('auth/signed', { outcome: 'pass', message: 'signed' });
    const broken = finding('dkim/signature-valid', { outcome: 'fail', message: 'invalid' });
    const all = [signed, broken, finding('auth/accepted'), finding('dmarc/record-found'), list('a')];
    expect(said(all)).toEqual([
      'auth/signed signed',
      'dkim/signature-valid invalid',
      'auth/accepted not-asked',
    ]);
    expect(summedUp(all).at(-1)?.data).toEqual({ why: '192.0.2.53:53 did not answer within 1400 ms.' });
  });

  test.each<[string, MessageFinding]>([
    ['something was answered', finding('dmarc/record-found', { outcome: 'pass' })],
    ['a server answered that it could not', finding('dmarc/record-found', { data: { why: 'servfail' } })],
  ])('is not claimed where %s', (_, other) => {
    expect(said([finding('auth/accepted'), other])).toHaveLength(2);
  });
});

const answered = finding('dmarc/aligned', { outcome: 'pass', message: 'aligned' });

test('a key that could not be had is told once, another one by itself', () => {
  const of = (check: MessageFinding['check'], name: string, outcome: MessageFinding['outcome'] = 'unknown') =>
    finding(check, { outcome, subject: { kind: 'domain', name } });
  const findings = [
    answered,
    of('dkim/key-found', 'a'),
    of('dkim/key-length', 'a'),
    of('dkim/key-found', 'b', 'pass'),
    of('dkim/key-length', 'b'),
  ];
  expect(summedUp(findings).map(({ check, subject }) => `${check} ${subject.name}`)).toEqual([
    'dmarc/aligned <a@example.org>',
    'dkim/key-found a',
    'dkim/key-found b',
    'dkim/key-length b',
  ]);
});

test('lists with the same trouble stand in one finding', () => {
  const found = summedUp([answered, list('one'), list('two'), list('three', 'no-answer')]);
  expect(found.map(({ message }) => message)).toEqual(['aligned', 'needs-key', 'no-answer']);
  expect(found[1]?.data).toEqual({ operator: 'one, two', zones: 'one.example, two.example', count: 2 });
  expect(found[2]?.data.keyUrl).toBe('https://example.org/');
});
