import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMtaStsPolicy, formatMtaStsRecord } from './format.ts';
import { isMxCovered } from './match.ts';
import { MAX_AGE_SECONDS, type MtaStsMode, parseMtaStsPolicy } from './policy.ts';
import { isMtaStsRecord, parseMtaStsRecord } from './record.ts';

describe('the record', () => {
  test.each<[string, string | undefined, readonly string[]]>([
    ['v=STSv1; id=20160831085700Z;', '20160831085700Z', []],
    ['v=STSv1;id=1', '1', []],
    ['v=STSv1; id = a ; foo-bar=1', 'a', []],
    ['v=STSv1; id=a; id=b', 'a', []],
    ['v=STSv1', undefined, ['no-id']],
    ['v=STSv1;', undefined, ['no-id']],
    ['v=STSv1; id=', undefined, ['id-syntax']],
    ['v=STSv1; id=2016-08-31', undefined, ['id-syntax']],
    [`v=STSv1; id=${'1'.repeat(33)}`, undefined, ['id-syntax']],
    ['v=STSv1; id=1; foo', '1', ['no-equals']],
    ['v=STSv1; id=1;;', '1', ['empty-field']],
    ['v=STSv1; id=1; f$o=1', '1', ['field-name']],
    ['v=STSv1; id=1; foo=a b', '1', ['field-value']],
    [`v=STSv1; id=1; ${'a'.repeat(5000)}`, undefined, ['no-id', 'too-long']],
    [`v=STSv1; id=1${'; a=1'.repeat(40)}`, '1', ['too-many']],
    ['v=stsv1; id=1', undefined, ['version']],
    [' v=STSv1; id=1', undefined, ['version']],
    ['v=STSv1 id=1', undefined, ['version']],
  ])('%s', (text, id, problems) => {
    const record = parseMtaStsRecord(text);
    expect(record.id).toBe(id);
    expect(record.problems).toEqual(problems);
  });

  test('is written so that it is read', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{1,32}$/), (id) => {
        expect(parseMtaStsRecord(formatMtaStsRecord(id))).toEqual({ id, problems: [], extensions: [] });
      }),
    );
    expect(formatMtaStsRecord('2026-11-23T10:00:00.000Z')).toBe('v=STSv1; id=20261123T100000000Z');
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => !isMtaStsRecord(text) || parseMtaStsRecord(text) !== undefined),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => parseMtaStsRecord(`v=STSv1;${text}`) !== undefined,
      ),
    );
  });
});

describe('the policy', () => {
  const good =
    'version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.example.net\r\nmax_age: 604800\r\n';

  test('of RFC 8461 §3.2', () => {
    expect(parseMtaStsPolicy(good)).toEqual({
      version: 'STSv1',
      mode: 'enforce',
      maxAgeSeconds: 604_800,
      mx: ['mail.example.com', '*.example.net'],
      extensions: [],
      problems: [],
    });
  });

  const codes = (text: string, isFatal: boolean) =>
    parseMtaStsPolicy(text)
      .problems.filter((problem) => problem.isFatal === isFatal)
      .map(({ code, line }) => `${code} ${line}`);

  test.each<[string, string, readonly string[], readonly string[]]>([
    ['LF', good.replaceAll('\r', ''), [], []],
    ['no end of the last line', good.trimEnd(), [], []],
    ['any order, unknown keys', `foo: bar\r\nmax_age:1\r\n${good.replace(/max_age.*\r\n/, '')}`, [], []],
    ['none needs no mx', 'version: STSv1\nmode: none\nmax_age: 86400\n', [], []],
    ['blank line', `${good}\r\n`, [], ['blank-line 6']],
    ['repeated', `${good}mode: none\n`, [], ['repeated 6']],
    ['leading space', good.replace('mode', ' mode'), [], ['leading-space 2']],
    ['byte order mark', `\uFEFF${good}`, ['byte-order-mark 1'], []],
    ['no version', good.replace('version: STSv1\r\n', ''), ['version-missing 0'], []],
    ['other version', good.replace('STSv1', 'STSv2'), ['version-unknown 0'], []],
    ['no mode', good.replace('mode: enforce\r\n', ''), ['mode-missing 0'], []],
    ['other mode', good.replace('enforce', 'report'), ['mode-unknown 0'], []],
    ['no max_age', good.replace('max_age: 604800\r\n', ''), ['max-age-missing 0'], []],
    ['max_age in words', good.replace('604800', '1w'), ['max-age-syntax 0'], []],
    ['max_age too long', good.replace('604800', '31557601'), ['max-age-too-long 0'], []],
    ['no mx', good.replace(/mx.*\r\n/g, ''), ['mx-missing 0'], []],
    ['mx with a final dot', good.replace('example.com', 'example.com.'), ['mx-syntax 3'], []],
    ['mx with a star inside', good.replace('*.example.net', 'mx*.example.net'), ['mx-syntax 4'], []],
    ['mx as a list', good.replace('mail.example.com', 'a.example, b.example'), ['mx-syntax 3'], []],
    ['equals signs', good.replace('mode:', 'mode='), ['line-syntax 2', 'mode-missing 0'], []],
    [
      'a web page',
      '<html>',
      ['line-syntax 1', 'version-missing 0', 'mode-missing 0', 'max-age-missing 0', 'mx-missing 0'],
      [],
    ],
  ])('%s', (_, text, fatal, harmless) => {
    expect(codes(text, true)).toEqual(fatal);
    expect(codes(text, false)).toEqual(harmless);
  });

  test('many lines and many mx are cut', () => {
    const policy = parseMtaStsPolicy(`mode: enforce\n${'mx: a.example\n'.repeat(5000)}`);
    expect(policy.mx).toHaveLength(200);
    expect(policy.problems.map(({ code }) => code)).toContain('too-many');
  });

  test('is written so that it is read', () => {
    const host = fc.stringMatching(/^[a-z0-9]{1,10}(\.[a-z0-9]{1,10}){1,3}$/);
    const pattern = fc.tuple(fc.boolean(), host).map(([isStar, name]) => (isStar ? `*.${name}` : name));
    const policy = fc.record({
      mode: fc.constantFrom<MtaStsMode>('enforce', 'testing', 'none'),
      mx: fc.array(pattern, { minLength: 1, maxLength: 5 }),
      maxAgeSeconds: fc.integer({ min: 0, max: MAX_AGE_SECONDS }),
    });
    fc.assert(
      fc.property(policy, (given) => {
        expect(parseMtaStsPolicy(formatMtaStsPolicy(given))).toEqual({
          ...given,
          version: 'STSv1',
          extensions: [],
          problems: [],
        });
      }),
    );
  });

  test('never throws, in linear time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseMtaStsPolicy(text) !== undefined));
    const before = performance.now();
    parseMtaStsPolicy(`mx: ${'a'.repeat(1_000_000)}\n${'\r\n'.repeat(500_000)}${'a-'.repeat(500_000)}: x`);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

test.each([
  ['mx.example.org', ['mx.example.org'], true],
  ['MX.example.org.', ['mx.EXAMPLE.org'], true],
  ['mx.example.org', ['*.example.org'], true],
  ['a.mx.example.org', ['*.example.org'], false],
  ['example.org', ['*.example.org'], false],
  ['mx.example.org', ['*.org'], false],
  ['mx.example.org', [], false],
  ['org', ['*.'], false],
])('%s covered by %j: %s', (host, patterns, is) => {
  expect(isMxCovered(host, patterns)).toBe(is);
});
