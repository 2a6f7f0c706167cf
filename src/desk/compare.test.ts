import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../base/json.ts';
import type { Report } from '../store/reports/types.ts';
import { compareReports } from './compare.ts';

const side = (kind: Report['kind'], id: string, document: JsonObject) => ({
  id,
  kind,
  at: '2026-11-26T10:00:00.000Z',
  about: 'example.org',
  headline: 'said',
  standing: 'bad' as const,
  document,
});

/** 'check message outcome about severity ip zone'. */
const findingOf = (text: string): JsonObject => {
  const [check = '', message = '', outcome = '', about = 'example.org', severity, ip, zone] = text.split(' ');
  return {
    check,
    message,
    outcome,
    subject: { kind: 'domain', name: about },
    case: ip === undefined ? 0 : 1,
    data: { count: Math.random(), ...(zone !== undefined && { zone }) },
    ...(severity !== undefined && severity !== '-' && { severity }),
  };
};
const audit = (...findings: readonly string[]): JsonObject => ({
  schema: 'waypost/audit/1',
  findings: findings.map(findingOf),
  evidence: [
    { about: { kind: 'domain', name: 'example.org' } },
    { about: { kind: 'ip', name: '192.0.2.1' } },
  ],
  words: {
    failed: [
      {
        check: 'spf/a',
        message: 'gone',
        subject: 'example.org',
        word: 'error',
        label: 'SPF',
        detail: 'None.',
      },
    ],
  },
});
const compared = (kind: Report['kind'], a: JsonObject, b: JsonObject) => {
  const { came, went, changed, same } = compareReports(side(kind, '1', a), side(kind, '2', b));
  return {
    came: came.map(({ key }) => key.split('|').slice(0, 2).join(' ')),
    went: went.map(({ key }) => key.split('|').slice(0, 2).join(' ')),
    changed: changed.map(({ key, from, to }) => `${key.split('|')[0]} ${from.outcome} ${to.outcome}`),
    same,
  };
};

describe('audits', () => {
  test('what a question that no longer arises was called is taken from before', () => {
    const { changed } = compareReports(
      side('audit', '1', audit('spf/a gone fail')),
      side('audit', '2', audit('spf/a none not-applicable')),
    );
    expect(changed.map(({ label, to }) => [label, to.outcome])).toEqual([['SPF', 'not-applicable']]);
  });

  test.each([
    ['nothing changed though figures did', ['a/b bad fail'], ['a/b bad fail'], { same: 1 }],
    ['a failure came', [], ['spf/a gone fail example.org error'], { came: ['spf/a gone'] }],
    ['a failure went with its check', ['a/b bad fail'], [], { went: ['a/b bad'] }],
    ['it was mended', ['a/b bad fail'], ['a/b good pass'], { changed: ['a/b fail pass'] }],
    ['it broke', ['a/b good pass'], ['a/b bad fail'], { changed: ['a/b pass fail'] }],
    [
      'it could not be seen',
      ['a/b good pass'],
      ['a/b could-not-check unknown'],
      { changed: ['a/b pass unknown'] },
    ],
    [
      'it weighs more',
      ['a/b bad fail example.org warning'],
      ['a/b bad fail example.org error'],
      { changed: ['a/b fail fail'] },
    ],
    [
      'of another subject',
      ['a/b bad fail one.example'],
      ['a/b bad fail two.example'],
      { came: ['a/b bad'], went: ['a/b bad'] },
    ],
    [
      'of two lists the right one',
      [
        'l/on listed fail 192.0.2.1 error 192.0.2.1 a.example',
        'l/on listed fail 192.0.2.1 error 192.0.2.1 b.example',
      ],
      [
        'l/on listed fail 192.0.2.1 error 192.0.2.1 a.example',
        'l/on not-listed pass 192.0.2.1 - 192.0.2.1 b.example',
      ],
      { same: 1, changed: ['l/on fail pass'] },
    ],
    [
      'what a provider asks follows from the rest',
      ['provider/requirement not-met fail'],
      ['provider/requirement met pass', 'provider/requirement not-seen unknown'],
      {},
    ],
    ['that all is in order neither comes nor goes', ['a/b good pass'], ['c/d good pass'], {}],
  ])('%s', (_, a, b, expected) => {
    expect(compared('audit', audit(...a), audit(...b))).toEqual({
      came: [],
      went: [],
      changed: [],
      same: 0,
      ...expected,
    });
  });

  test('the words of a finding come along', () => {
    const { came } = compareReports(
      side('audit', '1', audit()),
      side('audit', '2', audit('spf/a gone fail example.org error')),
    );
    expect(came).toMatchObject([{ label: 'SPF', word: 'error', detail: 'None.', weight: 'error' }]);
  });
});

describe('messages', () => {
  const check = (...findings: readonly (readonly [string, string, string, string?])[]): JsonObject => ({
    schema: 'waypost/check/1',
    message: { name: 'a.eml', subject: 'Hello' },
    findings: findings.map(([id, message, outcome, snippet], line) => ({
      check: id,
      message,
      outcome,
      class: 'score',
      ...(snippet !== undefined && { place: { part: '1', line, snippet } }),
    })),
  });

  test('a place is the same though its line moved; other words are another', () => {
    const a = check(['h/x', 'bad', 'fail', 'one'], ['h/x', 'bad', 'fail', 'two']);
    const b = check(['t/o', 'p', 'pass'], ['h/x', 'bad', 'fail', 'two'], ['h/x', 'bad', 'fail', 'three']);
    expect(compared('check', a, b)).toEqual({ came: ['h/x bad'], went: ['h/x bad'], changed: [], same: 1 });
  });

  test('what was mended changed', () => {
    const a = check(['h/x', 'bad', 'fail', 'one']);
    expect(compared('check', a, check(['h/x', 'sound', 'pass']))).toMatchObject({
      changed: ['h/x fail pass'],
    });
  });
});

describe('explanations', () => {
  const explained = (category: string, looked: readonly string[] = []): JsonObject => ({
    explanations: [
      {
        count: 1,
        verdict: {
          category,
          class: 'permanent',
          cause: { isAsserted: true, category },
          findings: looked.map(findingOf),
        },
        words: { title: category },
      },
    ],
  });

  test('another cause of the one refusal is one change', () => {
    const { changed, came, went } = compareReports(
      side('explain', '1', explained('reputation.ip-listed')),
      side('explain', '2', explained('auth.unauthenticated')),
    );
    expect([came, went]).toEqual([[], []]);
    expect(changed).toMatchObject([
      { from: { word: 'reputation.ip-listed' }, to: { word: 'auth.unauthenticated' } },
    ]);
  });

  test('what a look-up says now', () => {
    const a = explained('reputation.ip-listed', ['listing/ip-listed listed fail 192.0.2.1']);
    const b = explained('reputation.ip-listed', ['listing/ip-listed not-listed pass 192.0.2.1']);
    expect(compareReports(side('explain', '1', a), side('explain', '2', b))).toMatchObject({
      changed: [{ label: 'listing/ip-listed', from: { outcome: 'fail' }, to: { outcome: 'pass' } }],
      same: 1,
    });
  });
});

test.each([['explain'], ['audit'], ['check']] as const)(
  '%s: a document of a stranger compares as empty',
  (kind) => {
    const odd = { explanations: 'x', audits: null, findings: 3, reports: [null] } as unknown as JsonObject;
    expect(compareReports(side(kind, '1', odd), side(kind, '2', {}))).toMatchObject({
      came: [],
      went: [],
      same: 0,
    });
  },
);
