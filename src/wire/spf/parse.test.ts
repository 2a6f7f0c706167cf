import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSpfRecord, parseSpfRecord, readSpfRecord } from './parse.ts';

describe('valid records', () => {
  test.each([
    ['v=spf1', 0],
    ['V=SPF1 -ALL', 1],
    ['v=spf1 a mx ptr -all', 4],
    ['v=spf1  mx:example.org/24//64   ~all ', 2],
    ['v=spf1 a:%{ir}.example.org/0//0 exists:%{l1r+-}.%{d2} redirect=%{h}', 3],
    ['v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1 ?all', 4],
    ['v=spf1 unknown=%{c} exp=why.example.org -all', 3],
    ['v=spf1 a:foo:bar/baz.example.org -all', 2],
    ['v=spf1 exists:%%.%_.example.org.', 1],
  ])('%s', (text, count) => {
    const parsed = parseSpfRecord(text);
    expect(parsed.ok ? parsed.value.terms.length : parsed.problem).toBe(count);
  });
});

describe('each fault is named with its term', () => {
  test.each([
    ['v=spf10 -all', 'not-spf', 0],
    ['v=spf1 -all moo', 'unknown-mechanism', 12],
    ['v=spf1 -all:example.org', 'unexpected-value', 7],
    ['v=spf1 include', 'missing-domain', 7],
    ['v=spf1 include:', 'bad-domain', 7],
    ['v=spf1 include:example.42 -all', 'bad-domain', 7],
    ['v=spf1 a:%{x}.example.org', 'bad-macro', 7],
    ['v=spf1 a:%{d0}.example.org', 'bad-macro', 7],
    ['v=spf1 a:%x.example.org', 'bad-macro', 7],
    ['v=spf1 exists:%{c}.example.org', 'bad-macro', 7],
    ['v=spf1 ip4:192.0.2', 'bad-ip', 7],
    ['v=spf1 ip4:192.0.2.01', 'bad-ip', 7],
    ['v=spf1 ip4:192.0.2.1:25', 'bad-ip', 7],
    ['v=spf1 ip4:192.0.2.0/33', 'bad-prefix', 7],
    ['v=spf1 ip4:192.0.2.0/024', 'bad-prefix', 7],
    ['v=spf1 ip6:2001:db8::1/129', 'bad-prefix', 7],
    ['v=spf1 ip6:192.0.2.1', 'bad-ip', 7],
    ['v=spf1 a/33', 'bad-prefix', 7],
    ['v=spf1 a//129', 'bad-prefix', 7],
    ['v=spf1 mx/', 'bad-prefix', 7],
    ['v=spf1 =example.org', 'bad-modifier-name', 7],
    ['v=spf1 redirect=a.example.org redirect=b.example.org', 'repeated-modifier', 30],
    ['v=spf1 redirect=', 'bad-domain', 7],
    ['v=spf1 a\tmx -all', 'bad-character', 7],
    ['v=spf1 mx:\u00e9.example.org', 'bad-character', 7],
  ])('%s: %s', (text, code, start) => {
    const parsed = parseSpfRecord(text);
    expect(parsed.ok ? 'ok' : [parsed.problem.code, parsed.problem.span.start]).toEqual([code, start]);
  });
});

test('terms after a fault are read too, and all faults are listed', () => {
  const { record, problems } = readSpfRecord('v=spf1 moo ip4:1 mx -all');
  expect(record.terms.map((term) => term.text)).toEqual(['mx', '-all']);
  expect(problems.map((problem) => problem.code)).toEqual(['unknown-mechanism', 'bad-ip']);
});

test('only v=spf1 followed by a space or nothing is SPF', () => {
  expect(['v=spf1', 'v=spf1 a', 'v=spf1.0', ' v=spf1 a', 'spf1'].map(isSpfRecord)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('any text is read without a throw, and each span is its term', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (tail) => {
      const { record } = readSpfRecord(`v=spf1 ${tail}`);
      for (const term of record.terms)
        expect(record.text.slice(term.span.start, term.span.end)).toBe(term.text);
    }),
  );
});
