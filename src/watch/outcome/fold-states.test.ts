import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FindingState } from '../../store/inventory/types.ts';
import { type Folded, foldStates } from './fold-states.ts';
import { type AuditMore, bad, dark, good, seenAudit, type Told } from './testing.ts';

/** Audits one after the other, an hour apart; what came of each. */
function audits(...all: readonly (readonly [readonly Told[], AuditMore?])[]): readonly Folded[] {
  let states: readonly FindingState[] = [];
  return all.map(([told, more], place) => {
    const folded = foldStates(states, seenAudit(place, told, more), 'subject', place === 0);
    states = folded.states;
    return folded;
  });
}

/** 'spf/x fail', with '?' where it could not be asked lately. */
const stand = ({ states }: Folded): readonly string[] =>
  states
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ check, outcome, unknownSince }) => `${check} ${outcome}${unknownSince === undefined ? '' : '?'}`);
const moved = ({ changes }: Folded): readonly string[] =>
  changes.map(({ key, from, to }) => `${key.split('|', 1)[0]} ${from ?? '-'} → ${to ?? '-'}`);

const ip = '192.0.2.1';
const spfBad = bad('spf/x');
const spfGood = good('spf/x');

describe('from one audit to the next', () => {
  test.each<
    readonly [
      string,
      readonly (readonly [readonly Told[], AuditMore?])[],
      readonly string[],
      readonly string[],
    ]
  >([
    ['the first audit is no change', [[[spfBad]]], ['spf/x fail'], []],
    ['the same again is none', [[[spfBad]], [[spfBad]]], ['spf/x fail'], []],
    ['what was right goes wrong', [[[spfGood]], [[spfBad]]], ['spf/x fail'], ['spf/x pass → fail']],
    [
      'what was never looked at is wrong',
      [[[spfGood]], [[spfGood, bad('dmarc/x')]]],
      ['dmarc/x fail'],
      ['dmarc/x - → fail'],
    ],
    ['a pass ends a failure at once', [[[spfBad]], [[spfGood]]], [], ['spf/x fail → pass']],
    [
      'another fault in its place ends it at once',
      [[[bad('spf/x', { message: 'none' })]], [[bad('spf/x', { message: 'two' })]]],
      ['spf/x fail'],
      ['spf/x - → fail', 'spf/x fail → -'],
    ],
    ['could not ask: it stays as it was', [[[spfBad]], [[dark('spf/x')]]], ['spf/x fail?'], []],
    ['could not ask: what was right stays right', [[[spfGood]], [[dark('spf/x')]]], [], []],
    [
      'right, not asked, wrong: that is a change',
      [[[spfGood]], [[dark('spf/x')]], [[spfBad]]],
      ['spf/x fail'],
      ['spf/x pass → fail'],
    ],
    ['not asked, asked again: no change', [[[spfBad]], [[dark('spf/x')]], [[spfBad]]], ['spf/x fail'], []],
    ['never known is unknown', [[[dark('spf/x')]]], ['spf/x unknown'], []],
    ['from unknown to wrong', [[[dark('spf/x')]], [[spfBad]]], ['spf/x fail'], ['spf/x - → fail']],
    ['missed once it stays', [[[spfBad, good('a/b')]], [[good('a/b')]]], ['spf/x fail'], []],
    [
      'missed twice it is gone',
      [[[spfBad, good('a/b')]], [[good('a/b')]], [[good('a/b')]]],
      [],
      ['spf/x fail → -'],
    ],
    [
      'missed, seen, missed: it stays',
      [[[spfBad, good('a/b')]], [[good('a/b')]], [[spfBad, good('a/b')]], [[good('a/b')]]],
      ['spf/x fail'],
      [],
    ],
    [
      'nobody answered at all: everything stays',
      [[[spfBad, good('a/b')]], [[dark('a/b')]], [[dark('a/b')]], [[dark('a/b')]]],
      ['spf/x fail?'],
      [],
    ],
    [
      'hosts that MX would have named were not looked at: they stay',
      [
        [
          [good('routing/mx'), bad('mail-host/tls', { about: 'mx.example.org' })],
          { cases: ['mx.example.org'] },
        ],
        [[dark('routing/mx'), good('spf/x')]],
        [[dark('routing/mx'), good('spf/x')]],
      ],
      ['mail-host/tls fail?'],
      [],
    ],
    [
      'hosts that MX no longer names are gone after the second audit',
      [
        [
          [good('routing/mx'), bad('mail-host/tls', { about: 'mx.example.org' })],
          { cases: ['mx.example.org'] },
        ],
        [[good('routing/mx')]],
        [[good('routing/mx')]],
      ],
      [],
      ['mail-host/tls fail → -'],
    ],
    [
      'hosts that were not to be connected to stay',
      [
        [
          [good('routing/mx'), bad('mail-host/tls', { about: 'mx.example.org' })],
          { cases: ['mx.example.org'] },
        ],
        [[good('routing/mx')], { notChecked: ['connect'] }],
        [[good('routing/mx')], { notChecked: ['connect'] }],
      ],
      ['mail-host/tls fail?'],
      [],
    ],
    [
      'lists that were not to be asked close nothing',
      [
        [[bad('listing/ip-on-list', { data: { zone: 'zen.example' } })]],
        [[good('spf/x'), { check: 'listing/ip-on-list', message: 'not-asked', outcome: 'not-applicable' }]],
        [[good('spf/x'), { check: 'listing/ip-on-list', message: 'not-asked', outcome: 'not-applicable' }]],
      ],
      ['listing/ip-on-list fail?'],
      [],
    ],
    [
      'a question that no longer arises ends its fault after the second audit',
      [
        [[bad('dmarc/pct')]],
        [[good('spf/x'), { check: 'dmarc/pct', message: 'no-record', outcome: 'not-applicable' }]],
        [[good('spf/x'), { check: 'dmarc/pct', message: 'no-record', outcome: 'not-applicable' }]],
      ],
      [],
      ['dmarc/pct fail → -'],
    ],
    [
      'one selector mended, the other not: each for itself',
      [
        [[bad('dkim/key', { data: { selector: 'a' } }), bad('dkim/key', { data: { selector: 'b' } })]],
        [[good('dkim/key', { data: { selector: 'a' } }), bad('dkim/key', { data: { selector: 'b' } })]],
      ],
      ['dkim/key fail'],
      ['dkim/key fail → pass'],
    ],
    [
      'one address could not be asked, the other is right: each for itself',
      [
        [[bad('dns/ptr', { ip }), bad('dns/ptr', { ip: '192.0.2.2' })]],
        [[dark('dns/ptr', { ip }), good('dns/ptr', { ip: '192.0.2.2' })]],
      ],
      ['dns/ptr fail?'],
      ['dns/ptr fail → pass'],
    ],
    [
      'what is measured may differ',
      [[[bad('dns/ttl', { data: { days: 3 } })]], [[bad('dns/ttl', { data: { days: 2 } })]]],
      ['dns/ttl fail'],
      [],
    ],
    ['what providers ask follows from the rest', [[[bad('provider/requirement')]]], [], []],
  ])('%s', (_, all, stands, moves) => {
    const last = audits(...all).at(-1);
    expect(last && stand(last)).toEqual(stands);
    expect(last && moved(last)).toEqual(moves);
  });
});

describe('lists', () => {
  const zone = 'zen.example';
  const listed = bad('listing/ip-on-list', { message: 'listed-everywhere', about: ip, data: { zone } });
  const answer = (state: 'listed' | 'not-listed' | 'not-checked') => ({
    lists: [{ about: ip, zone, state, codes: ['127.0.0.2'] }],
  });
  const clean = good('listing/ip-on-list', {
    message: 'not-listed',
    about: ip,
    data: { zones: 'zen.example, b.example' },
  });

  test('a listing ends when its own list says so', () => {
    const [, last] = audits([[listed], answer('listed')], [[clean], answer('not-listed')]);
    expect(last && moved(last)).toEqual(['listing/ip-on-list fail → pass']);
  });

  test('another list that is clean ends nothing while this one refuses', () => {
    const refused = dark('listing/ip-on-list', { message: 'refused', data: { operator: 'x', zones: zone } });
    const all = audits(
      [[listed], answer('listed')],
      [[clean, refused], answer('not-checked')],
      [[clean, refused], answer('not-checked')],
    );
    const last = all.at(-1);
    expect(last && stand(last)).toContain('listing/ip-on-list fail?');
    expect(all.flatMap(moved)).toEqual([]);
  });
});

test('since when: the first sight of this outcome; seen and missed are counted', () => {
  const [, , third, fourth] = audits(
    [[spfGood, good('a/b')]],
    [[spfBad, good('a/b')]],
    [[spfBad, good('a/b')]],
    [[good('a/b')]],
  );
  expect(third?.states.find(({ check }) => check === 'spf/x')).toMatchObject({
    since: '2026-11-01T01:00:00.000Z',
    lastSeenAt: '2026-11-01T02:00:00.000Z',
    seenTimes: 2,
    missedTimes: 0,
    reportId: 'report-2',
  });
  expect(fourth?.states.find(({ check }) => check === 'spf/x')).toMatchObject({
    seenTimes: 2,
    missedTimes: 1,
  });
});

test('since when it could not be asked: from the first time, until it is', () => {
  const all = audits([[spfBad]], [[dark('spf/x')]], [[dark('spf/x')]], [[spfBad]]);
  expect(all.map(({ states }) => states[0]?.unknownSince)).toEqual([
    undefined,
    '2026-11-01T01:00:00.000Z',
    '2026-11-01T01:00:00.000Z',
    undefined,
  ]);
});

const anyTold: fc.Arbitrary<Told> = fc.record({
  check: fc.constantFrom('spf/x', 'dmarc/x', 'dkim/x', 'listing/ip-on-list'),
  message: fc.constantFrom('a', 'b'),
  outcome: fc.constantFrom('pass', 'fail', 'unknown', 'not-applicable'),
  severity: fc.constantFrom('critical', 'error', 'notice'),
  about: fc.constantFrom('example.org', 'mx.example.org', ip),
  data: fc.constantFrom({}, { zone: 'a.example' }, { selector: 's' }, { why: 'time-out' }),
});
const anyAudit = fc.array(anyTold, { maxLength: 8 });

describe('whatever comes', () => {
  test('the same audit again changes nothing', () => {
    fc.assert(
      fc.property(anyAudit, (told) => {
        const [first, second, third] = audits([told], [told], [told]);
        expect(second?.changes).toEqual([]);
        expect(third?.changes).toEqual([]);
        expect(second?.states.map(({ key }) => key)).toEqual(first?.states.map(({ key }) => key));
      }),
    );
  });

  test('the same report taken in twice changes nothing at all', () => {
    fc.assert(
      fc.property(anyAudit, anyAudit, (before, told) => {
        const first = foldStates([], seenAudit(0, before), 's', true);
        const seen = seenAudit(1, told);
        const once = foldStates(first.states, seen, 's', false);
        const twice = foldStates(once.states, seen, 's', false);
        if (once.states.length > 0) {
          expect(twice.states).toEqual(once.states);
          expect(twice.changes).toEqual([]);
        }
      }),
    );
  });

  test('an audit that could ask nothing opens and closes nothing', () => {
    fc.assert(
      fc.property(anyAudit, anyAudit, (before, told) => {
        const first = foldStates([], seenAudit(0, before), 's', true);
        const unknown = told.map((one) => ({ ...one, outcome: 'unknown' as const }));
        const next = foldStates(first.states, seenAudit(1, unknown), 's', false);
        const failures = ({ states }: Folded) =>
          states.filter(({ outcome }) => outcome === 'fail').map(({ key, since }) => `${key} ${since}`);
        expect(failures(next)).toEqual(failures(first));
        expect(next.changes).toEqual([]);
      }),
    );
  });

  test('keys of one audit are different', () => {
    fc.assert(
      fc.property(anyAudit, (told) => {
        const keys = seenAudit(0, told).findings.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('every change has a state behind it: a failure that came stands, one that went does not', () => {
    fc.assert(
      fc.property(fc.array(anyAudit, { minLength: 2, maxLength: 5 }), (all) => {
        for (const { states, changes } of audits(...all.map((told) => [told] as const))) {
          const failing = new Set(states.filter(({ outcome }) => outcome === 'fail').map(({ key }) => key));
          for (const { key, to } of changes) expect(failing.has(key)).toBe(to === 'fail');
        }
      }),
    );
  });
});
