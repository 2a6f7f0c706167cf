import { describe, expect, test } from 'vitest';
import { mergeAlike } from '../../audit/say/merge-alike.ts';
import type { Severity } from '../../findings/profile.ts';
import type { FindingState } from '../../store/inventory/types.ts';
import { testTexts } from '../testing.ts';
import { type AlertsOf, alertsOf, type FoldViews } from './alerts-of.ts';
import { foldStates } from './fold-states.ts';
import { bad, dark, good, seenAudit, type Told } from './testing.ts';

const fold: FoldViews = (views) => mergeAlike(views as never, testTexts('en')) as never;

function toldAfter(audits: readonly (readonly Told[])[], least: Severity = 'error'): AlertsOf {
  let states: readonly FindingState[] = [];
  let told: AlertsOf = { raised: [], lasting: new Set(), isUnsettled: false };
  for (const [place, findings] of audits.entries()) {
    const seen = seenAudit(place, findings);
    states = foldStates(states, seen, 's', place === 0).states;
    told = alertsOf(states, seen, least, fold);
  }
  return told;
}

const error = bad('spf/x');
const critical = bad('spf/x', { severity: 'critical' });
const ips = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'];

describe('what alerts', () => {
  test.each<readonly [string, readonly (readonly Told[])[], number, boolean]>([
    ['critical at once', [[critical]], 1, false],
    ['an error once: not yet', [[error]], 0, true],
    ['an error twice', [[error], [error]], 1, false],
    ['once, not asked, once: seen twice', [[error], [dark('spf/x')], [error]], 1, false],
    [
      'what flaps: never seen twice in a row',
      [[error], [good('spf/x')], [error], [good('spf/x')], [error]],
      0,
      true,
    ],
    ['seen, missed, seen: not twice in a row', [[error, good('a/b')], [good('a/b')], [error]], 0, true],
    ['could not ask raises nothing', [[error], [dark('spf/x')]], 0, false],
    [
      'missed once: not raised anew, a second look',
      [[error, good('a/b')], [error, good('a/b')], [good('a/b')]],
      0,
      true,
    ],
    [
      'lighter than the threshold',
      [[bad('spf/x', { severity: 'notice' })], [bad('spf/x', { severity: 'notice' })]],
      0,
      false,
    ],
  ])('%s', (_, audits, count, isUnsettled) => {
    const told = toldAfter(audits);
    expect(told.raised).toHaveLength(count);
    expect(told.isUnsettled).toBe(isUnsettled);
  });
});

test('it is the turn of whoever mends this one, not the worst of the audit', () => {
  const { raised } = toldAfter([[critical, bad('dns/ptr', { severity: 'critical', turn: 'the provider' })]]);
  expect(raised.map(({ turn }) => turn)).toEqual(['your turn', 'the provider']);
});

describe('what lasts', () => {
  test.each<readonly [string, readonly (readonly Told[])[], number]>([
    ['while it fails', [[critical], [critical]], 1],
    ['while it cannot be asked', [[critical], [dark('spf/x')], [dark('spf/x')]], 1],
    ['while it was missed once', [[critical, good('a/b')], [good('a/b')]], 1],
    ['not after a pass', [[critical], [good('spf/x')]], 0],
    ['not after two misses', [[critical, good('a/b')], [good('a/b')], [good('a/b')]], 0],
  ])('%s', (_, audits, count) => {
    expect(toldAfter(audits).lasting.size).toBe(count);
  });
});

describe('one alert for one cause', () => {
  const atEach = ips.map((ip) =>
    bad('spf/authorises-ip', { ip, about: ip, severity: 'critical', data: { ip, domain: 'example.org' } }),
  );

  test('a fault of the sender at all its addresses, in the words of the report', () => {
    const { raised } = toldAfter([atEach]);
    expect(raised).toHaveLength(1);
    expect(raised[0]?.title).toContain('192.0.2.1, 192.0.2.2, 192.0.2.3 and 1 more');
    expect(raised[0]).toMatchObject({ about: 'example.org', severity: 'critical', turn: 'your turn' });
  });

  test('its key does not depend on how many they are', () => {
    expect(toldAfter([atEach.slice(0, 1)]).raised[0]?.key).toBe(toldAfter([atEach]).raised[0]?.key);
  });

  test('where words differ the others are named beside the first', () => {
    const two = atEach
      .slice(0, 2)
      .map((one, place) => ({ ...one, message: 'wrong', data: { ...one.data, seen: place } }));
    const { raised } = toldAfter([two]);
    expect(raised).toHaveLength(1);
    expect(raised[0]?.finding.also).toHaveLength(1);
  });

  test('listings are asked to be removed one by one: each is an alert', () => {
    const listed = ips.map((ip) =>
      bad('listing/ip-on-list', { ip, about: ip, severity: 'critical', data: { zone: 'zen.example' } }),
    );
    expect(toldAfter([listed]).raised).toHaveLength(4);
  });

  test('the evidence and what to do go with it', () => {
    expect(toldAfter([[critical]]).raised[0]?.finding).toMatchObject({
      check: 'spf/x',
      todo: 'mend it',
      lookups: ['example.org TXT NOERROR'],
    });
  });
});
