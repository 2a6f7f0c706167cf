import { describe, expect, test } from 'vitest';
import { renderEngines } from '../../cli/check/render-engines.ts';
import { styleFor } from '../../cli/style.ts';
import type { MessageFinding } from '../../findings/message-check.ts';
import type { EngineReading } from '../../gather/engines/index.ts';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import type { EngineSymbol } from '../../wire/engines/index.ts';
import { readEngineSymbols } from '../engine-symbols.ts';
import { readMailTables } from '../mail-tables.ts';
import { viewEngines } from './engines.ts';
import { enginesHtml } from './engines-html.ts';
import { enginesJson } from './engines-json.ts';

const data = readDataFolder('data');
const symbols = readEngineSymbols(data);
const weights = readMailTables(data).weights;
const english = catalogueOf(data, 'en');
const german = catalogueOf(data, 'de');

const symbol = (name: string, score: number, description = ''): EngineSymbol => ({
  name,
  score,
  options: [],
  ...(description !== '' && { description }),
});
const rspamd = (fired: readonly EngineSymbol[], hasRelay = true): EngineReading => ({
  state: 'answered',
  server: '127.0.0.1:11333',
  elapsedMs: 12.3,
  hasRelay,
  answer: {
    engine: 'rspamd',
    version: '3.4',
    score: 4.5000001,
    threshold: 15,
    action: 'no action',
    symbols: fired,
  },
});
const gone: EngineReading = {
  state: 'failed',
  engine: 'SpamAssassin',
  server: '127.0.0.1:783',
  code: 'refused',
  why: 'connect ECONNREFUSED',
};
const finding = (consequence: MessageFinding['consequence']): MessageFinding => ({
  check: 'headers/from-present',
  message: 'missing',
  subject: { kind: 'message', name: '' },
  outcome: 'fail',
  confidence: 1,
  data: {},
  fixes: [],
  receivers: [],
  consequence,
});
const view = (
  readings: readonly EngineReading[],
  texts = english,
  findings: readonly MessageFinding[] = [],
) => {
  const made = viewEngines(readings, findings, symbols, weights, texts);
  if (made === undefined) throw new Error('no view');
  return made;
};

describe('engines beside ours', () => {
  test('one table: ours without a threshold, each engine with its own threshold, or why it was not asked', () => {
    const { rows } = view([rspamd([]), gone], english, [
      finding('refused'),
      finding('score'),
      finding('score'),
    ]);
    expect(rows).toEqual([
      { name: 'Waypost', score: '0, no threshold', says: '1 × refused, 2 × scored' },
      { name: 'rspamd 3.4', score: '4.5 of 15', says: expect.stringContaining('no action') },
      { name: 'SpamAssassin', score: '', says: expect.stringContaining('nothing listens there') },
    ]);
  });

  test('our points stand with their parts, in words', () => {
    const parts = [{ sign: 'urgent-3', points: 1.5 }];
    const signs: MessageFinding = { ...finding('information'), check: 'content/lure', data: { parts } };
    const rule = { engine: 'rspamd', rule: 'PHISHING', weight: 4 };
    const shown: MessageFinding = { ...finding('score'), check: 'links/text-target', engineRules: [rule] };
    const { rows, engines } = view([rspamd([])], english, [signs, shown]);
    expect(rows[0]?.score).toBe('3.5, no threshold');
    expect(engines[0]?.symbols.map(({ name, points, words }) => [name, points, words])).toEqual([
      ['links/text-target', '2', 'text and target of links'],
      ['content/lure', '1.5', 'words of urgency (3)'],
    ]);
  });

  test('rules in our words and language, unknown ones in those of the engine', () => {
    const fired = [
      symbol('MISSING_MID', 2.5, 'Message id is missing'),
      symbol('OWN_RULE', 1, 'Its own words'),
    ];
    expect(view([rspamd(fired)], german).engines[1]?.symbols).toMatchObject([
      {
        name: 'MISSING_MID',
        words: 'die Message-ID fehlt',
        isKnown: true,
        hint: expect.stringContaining('Message-ID'),
      },
      { name: 'OWN_RULE', words: 'Its own words', isKnown: false, hint: '' },
    ]);
  });

  test('what rests on DNS is doubtful until a rule shows that DNS answered', () => {
    const alone = view([rspamd([symbol('DMARC_NA', 0), symbol('R_DKIM_NA', 0)])]).engines[1];
    expect(alone?.symbols.map(({ isDoubtful }) => isDoubtful)).toEqual([true, false]);
    const answered = view([rspamd([symbol('DMARC_NA', 0), symbol('R_SPF_ALLOW', -0.2)])]).engines[1];
    expect(answered?.symbols.map(({ isDoubtful }) => isDoubtful)).toEqual([false, false]);
  });

  test.each<[string, EngineReading, readonly string[]]>([
    ['nothing known', rspamd([], false), ['network', 'received', 'bayes']],
    ['a connection', rspamd([]), ['network', 'bayes']],
    ['DNS', rspamd([symbol('R_SPF_ALLOW', -0.2)]), ['bayes']],
    ['training', rspamd([symbol('BAYES_HAM', -3), symbol('R_SPF_FAIL', 1)]), []],
  ])('rules that could not run are named, with %s', (_, reading, needs) => {
    const [json] = enginesJson([reading], symbols, 'en');
    const notRun = json?.['notRun'] as readonly { readonly needs: string; readonly count: number }[];
    expect(notRun.map((one) => one.needs)).toEqual(needs);
    for (const { count } of notRun) expect(count).toBeGreaterThan(1);
    expect(view([reading]).engines[1]?.notRun).toHaveLength(needs.length);
  });

  test('no engine, no section', () => {
    expect(viewEngines([], [], symbols, weights, english)).toBeUndefined();
  });

  test('as a page nothing of an engine is markup', () => {
    const html = enginesHtml(view([rspamd([symbol('X', 1, '<b>bold</b>')])]), english);
    expect(html).toContain('&lt;b&gt;bold');
    expect(html).not.toContain('<b>');
  });

  test('in a terminal rules without points stay out unless asked for', () => {
    const made = view([rspamd([symbol('MISSING_MID', 2.5), symbol('ARC_NA', 0)]), gone]);
    const style = styleFor({}, {}, false);
    expect(renderEngines(made, english, style, false)).not.toContain('ARC_NA');
    expect(renderEngines(made, english, style, true)).toContain('ARC_NA');
  });
});

describe('the words for rules', () => {
  test.each([
    ['SpamAssassin', 150],
    ['rspamd', 100],
  ] as const)('%s: at least %i rules', (engine, least) => {
    expect(symbols[engine].meanings.size).toBeGreaterThanOrEqual(least);
  });

  test('are short, and no sentence of their own', () => {
    for (const { meanings } of Object.values(symbols))
      for (const [name, { words }] of meanings)
        for (const text of Object.values(words)) {
          expect(text, name).not.toMatch(/[.!]$/);
          expect(text.length, name).toBeLessThanOrEqual(130);
        }
  });

  test('every kind of failure has words', () => {
    const codes = [
      'refused',
      'not-found',
      'denied',
      'time-out',
      'reset',
      'too-large',
      'not-rspamd',
      'not-spamd',
    ];
    for (const code of [...codes, 'message-too-large', 'cut-off', 'skipped', 'aborted'])
      for (const texts of [english, german]) {
        const row = view([{ ...gone, code, why: 'x' } as EngineReading], texts).rows[1];
        expect(row?.says, code).not.toMatch(/: x$/);
      }
  });
});
