/** Every finding of the tree's checks has its words and weight. */
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { fillFirst, placeholdersOf } from '../../findings/catalogue.ts';
import { createProfile } from '../../findings/profile.ts';
import { readSpfRecord } from '../../wire/spf/index.ts';
import { everyZone, judged } from './testing.ts';

describe('words and weights', () => {
  type Texts = Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, string | string[]>>>>>
  >;
  const read = (path: string): Texts => parse(readFileSync(path, 'utf8')) as Texts;
  const weights = read('data/profiles/default/spf.toml');

  test.each(['en', 'de'])('every finding of the cases can be said in %s without a hole', async (language) => {
    const texts = read(`data/texts/${language}/audit/spf.toml`);
    const findings = (await Promise.all(everyZone.map(judged))).flat();
    expect(new Set(findings.map(({ message }) => message)).size).toBeGreaterThan(50);
    for (const { check, message, outcome, data } of findings) {
      const own = texts[check];
      const parts = outcome === 'fail' ? (['messages', 'todo'] as const) : (['messages'] as const);
      for (const part of parts) {
        const templates = [own?.[part]?.[message] ?? []].flat();
        expect(templates, `${check} ${message} ${part}`).not.toEqual([]);
        expect(fillFirst(templates, data), `${check} ${message} ${part}`).not.toBe('');
        // The last needs nothing.
        expect(placeholdersOf(templates.at(-1) ?? '{x}'), `${check} ${message} ${part}`).toEqual([]);
      }
    }
  });

  test('every failure has a weight', async () => {
    const findings = (await Promise.all(everyZone.map(judged))).flat();
    const failing = new Set(
      findings.flatMap(({ outcome, check, message }) => (outcome === 'fail' ? `${check} ${message}` : [])),
    );
    const weighed = Object.entries(weights).flatMap(([check, messages]) =>
      Object.keys(messages).map((message) => `${check} ${message}`),
    );
    expect([...failing].filter((id) => !weighed.includes(id))).toEqual([]);
    const profile = createProfile([weights]);
    expect(profile.severityOf({ check: 'spf/all', message: 'pass-all', outcome: 'fail' })).toBe('critical');
  });

  test('every fault that the reader knows has a message', () => {
    const faults = [
      'moo',
      '1up=x',
      '-all/8',
      'include',
      'a:museum',
      'exists:%x.y',
      'ip4:1',
      'a/33',
      'exp=a.b exp=a.b',
      'a\u0001b',
    ];
    const codes = faults.map((fault) => readSpfRecord(`v=spf1 ${fault}`).problems[0]?.code ?? '');
    expect(codes.filter((code) => weights['spf/syntax']?.[code] === undefined)).toEqual([]);
  });
});
