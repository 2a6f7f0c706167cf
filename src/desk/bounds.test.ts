import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../base/json.ts';
import { isProblem, withinBounds } from './bounds.ts';
import type { Answer, Ask, AskBounds } from './types.ts';

const bounds: AskBounds = { hidesInside: true, maxDocumentChars: 1000 };
const ask = (input: string, offline = false): Ask => ({
  kind: 'explain',
  input: Buffer.from(input),
  options: offline ? { offline } : {},
});
const answer = (document: JsonObject): Answer => ({
  summary: { about: 'a 10.1.2.3', headline: 'h', standing: 'bad', tags: [], turn: 't' },
  document,
});
const told = (document: JsonObject, what: Ask = ask('corp.example'), within = bounds) => {
  const one = withinBounds(answer(document), what, within);
  return isProblem(one) ? one.code : one.document;
};

describe('nothing is told of the network inside', () => {
  test.each([
    '10.1.2.3',
    '192.168.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '100.64.0.1',
    '169.254.1.1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
  ])('a name that is answered with %s is not told of', (ip) => {
    expect(told({ evidence: [{ answer: [ip] }] })).toBe('inside-network');
  });

  test.each(['11.1.2.3', '172.32.0.1', '100.128.0.1', '192.0.2.1', '127.0.0.2', '2001:db8::1', '1.10.1.2.3'])(
    '%s is nobody’s inside',
    (text) => {
      expect(told({ a: text })).toEqual({ a: text });
    },
  );

  test('within a record they are hidden, in names of members too', () => {
    expect(told({ spf: 'v=spf1 ip4:10.1.2.0/24 ip4:192.0.2.1 -all', 'at 10.1.2.3 it': 1 })).toEqual({
      spf: 'v=spf1 ip4:***/24 ip4:192.0.2.1 -all',
      'at *** it': 1,
    });
  });

  test('the resolver that was asked is not told either, and is no answer', () => {
    expect(told({ server: '10.0.0.53', line: 'a. TXT @10.0.0.53 3 ms' })).toEqual({
      server: '***',
      line: 'a. TXT @*** 3 ms',
    });
  });

  test('what was pasted is told again', () => {
    const document = { relay: '10.1.2.3' };
    expect(told(document, ask('Received: from [10.1.2.3]'))).toEqual(document);
    expect(told(document, ask('x', true))).toEqual(document);
    expect(told(document, ask('x'), {})).toEqual(document);
  });
});

test('an answer that is too long is not told', () => {
  expect(told({ a: 'x'.repeat(1000) })).toBe('answer-too-large-here');
});
