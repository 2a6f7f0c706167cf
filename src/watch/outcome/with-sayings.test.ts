/** What is seen in several languages is kept in all of them: states, changes and alerts. */
import { expect, test } from 'vitest';
import { mergeAlike } from '../../audit/say/merge-alike.ts';
import { testTexts } from '../testing.ts';
import { alertsOf, type FoldViews } from './alerts-of.ts';
import { foldStates } from './fold-states.ts';
import { bad, good, seenAudit, seenInBoth } from './testing.ts';
import { withSayings } from './with-sayings.ts';

const fold: FoldViews = (views, language) => mergeAlike(views as never, testTexts(language ?? 'en')) as never;

const error = bad('spf/x');
const own = { title: 'spf/x of example.org: wrong', language: 'en' };
const both = { ...own, said: { de: { title: 'de spf/x of example.org: wrong' } } };

test('states, and changes that come and go', () => {
  const first = foldStates([], seenInBoth(0, [good('spf/x')]), 's', true).states;
  const second = foldStates(first, seenInBoth(1, [error]), 's', false);
  const third = foldStates(second.states, seenAudit(2, [good('spf/x')]), 's', false);
  expect(second.states).toMatchObject([both]);
  expect(second.changes).toMatchObject([{ ...both, to: 'fail' }]);
  // What is gone is called as it was while it was there.
  expect(third.changes).toMatchObject([{ ...both, from: 'fail', to: 'pass' }]);
  expect(third.states[0]).not.toHaveProperty('said');
});

test('an alert: its words, of the finding only what differs', () => {
  const seen = seenInBoth(0, [bad('spf/x', { severity: 'critical' })]);
  const { states } = foldStates([], seen, 's', true);
  const [alert] = alertsOf(states, seen, 'error', fold).raised;
  expect(alert).toMatchObject({
    ...{ title: own.title, language: 'en', turn: 'your turn' },
    finding: { label: 'spf/x of example.org', todo: 'mend it', lookups: ['example.org TXT NOERROR'] },
  });
  expect(alert?.said).toEqual({
    de: {
      title: 'de spf/x of example.org: wrong',
      finding: { label: 'de spf/x of example.org' },
      turn: 'de turn',
    },
  });
});

test('one cause at many addresses is folded in each language', () => {
  const ips = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'];
  const seen = seenInBoth(
    0,
    ips.map((ip) => bad('spf/authorises-ip', { severity: 'critical', ip, about: ip, data: { ip } })),
  );
  const { states } = foldStates([], seen, 's', true);
  const { raised } = alertsOf(states, seen, 'error', fold);
  expect(raised).toHaveLength(1);
  expect(raised[0]?.title).toContain('and 1 more');
  expect(raised[0]?.said?.de?.title).toMatch(/^de .*und 1 weitere/);
});

test('a report that holds other findings, or none, adds nothing', () => {
  const seen = seenAudit(0, [error]);
  const other = { id: 'r', at: seen.at, turn: '', language: 'de' };
  expect(withSayings(seen, [{ ...other, document: { schema: 'waypost/check/1' } }])).toEqual(seen);
  const different = seenInBoth(0, [good('dmarc/x')]);
  expect(different.findings[0]?.key).not.toBe(seen.findings[0]?.key);
});
