/** Can this resolver ask DNS lists at all? Public ones are refused by the big lists, some deny or redirect everything. */
import type { AuditListAnswer, ListProblem } from '../../findings/facts/listings.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

/** So many operators, or zones, must agree before it is the resolver's doing. */
const MIN_REFUSING = 2;
const MIN_STRANGE = 3;

export const listResolver: Check<'listings'> = {
  id: 'listing/resolver',
  needs: ['listings'],
  sources: [
    {
      title: 'Spamhaus: error return codes',
      url: 'https://www.spamhaus.org/news/article/788',
      seen: '2026-11-23',
    },
    { title: 'RFC 5782 §5' },
  ],
  run: (evidence) => {
    const answers = valueOn(evidence, 'listings')?.answers ?? [];
    const asked = answers.filter(
      ({ problem }) => problem?.code !== 'needs-key' && problem?.code !== 'over-limit',
    );
    if (asked.length === 0) return draft(evidence, 'listings', 'not-applicable', 'not-asked');
    const failing = (code: ListProblem['code']) => asked.filter(({ problem }) => problem?.code === code);
    // With a key the resolver does not matter; where it must be registered, that is what is missing.
    const refusing = failing('refused').filter(
      ({ tier, problem }) => tier <= 2 && problem?.isKeyed !== true && problem?.registerUrl === undefined,
    );
    const operators = unique(refusing.map(({ operator }) => operator));
    const server = refusing.map(({ problem }) => problem?.server).find((one) => one !== undefined);
    if (operators.length >= MIN_REFUSING) {
      const keyUrl = refusing.map(({ problem }) => problem?.keyUrl).find((one) => one !== undefined);
      const data = { operators: operators.join(', '), count: operators.length, server, keyUrl };
      return draft(evidence, 'listings', 'unknown', 'public-resolver', data);
    }
    for (const [code, message] of strange) {
      const zones = zonesOf(failing(code));
      const working = zonesOf(asked.filter(({ problem }) => problem === undefined));
      if (zones.length >= MIN_STRANGE && zones.length > working.length) {
        const answer = failing(code)[0]?.problem?.answer;
        return draft(evidence, 'listings', 'unknown', message, {
          zones: zones.join(', '),
          count: zones.length,
          answer,
        });
      }
    }
    const working = zonesOf(asked.filter(({ problem }) => problem === undefined));
    if (working.length === 0) return draft(evidence, 'listings', 'unknown', 'no-list-answered');
    return draft(evidence, 'listings', 'pass', 'lists-answer', {
      count: working.length,
      zones: working.join(', '),
    });
  },
};

const strange = [
  ['no-list', 'redirects'],
  ['lists-everything', 'redirects'],
  ['test-entry-gone', 'denies'],
] as const;

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];
const zonesOf = (answers: readonly AuditListAnswer[]): readonly string[] =>
  unique(answers.map(({ zone }) => zone));
