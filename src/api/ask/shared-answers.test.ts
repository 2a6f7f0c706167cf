/** What links show is made once, breathing, and remembered within bounds. */
import { describe, expect, test } from 'vitest';
import { Breather } from '../../desk/limits.ts';
import { redactReport, redactSlowly } from '../../desk/redact.ts';
import type { Report } from '../../store/reports/types.ts';
import { testClock } from '../kit/testing.ts';
import { createSharedAnswers } from './shared-answers.ts';

const reportOf = (id: string, refusals = 1): Report => ({
  id,
  kind: 'explain',
  at: '2026-11-26T10:00:00.000Z',
  askedBy: 'Ann',
  about: 'a reply',
  headline: 'bob@third.example is not there.',
  standing: 'bad',
  tags: [],
  turn: '',
  options: {},
  document: {
    schema: 'waypost/explain/1',
    total: refusals,
    explanations: Array.from({ length: refusals }, (_, at) => ({
      input: 'reply',
      verdict: { reply: { text: `550 <bob${at}@third.example>: user unknown` } },
    })),
  },
});

function opened(maxBytes?: number) {
  const clock = testClock();
  let read = 0;
  let gate: Promise<void> | undefined;
  const gone = new Set<string>();
  const reports = {
    get: async (id: string) => {
      read += 1;
      await gate;
      return gone.has(id) ? undefined : reportOf(id);
    },
  };
  const needs = { store: { reports }, desk: { languages: [], sayAgain: async () => undefined }, clock };
  const shared = createSharedAnswers(needs as unknown as Parameters<typeof createSharedAnswers>[0], maxBytes);
  const show = (reportId: string, isRedacted = true) =>
    shared.piecesOf({ reportId, isRedacted, language: undefined });
  return {
    ...shared,
    show,
    clock,
    gone,
    read: () => read,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  };
}

describe('an answer', () => {
  test('is made once, also for those who ask at the same time', async () => {
    const { show, read } = opened();
    const all = await Promise.all([show('a'), show('a'), show('a')]);
    expect(await show('a')).toEqual(all[0]);
    expect(read()).toBe(1);
    expect(all[0]?.join('')).not.toContain('bob');
  });

  test('is another where it is not redacted', async () => {
    const { show } = opened();
    await show('a');
    expect((await show('a', false))?.join('')).toContain('bob0@third.example');
  });

  test('goes with its report, also while it is made', async () => {
    const { show, drop, hold, read, gone } = opened();
    await show('a');
    drop('a');
    const go = hold();
    const late = show('a');
    drop('a');
    go();
    await late;
    gone.add('a');
    expect(await show('a')).toBeUndefined();
    expect(read()).toBe(3);
  });

  test('is forgotten when nobody asks for it, and when others need its room', async () => {
    const size = ((await opened().show('a'))?.join('').length ?? 0) * 2;
    const { show, clock, read } = opened(size * 2);
    await show('a');
    await show('b');
    await show('a');
    await show('c');
    expect(read()).toBe(3);
    await show('a');
    expect(read()).toBe(3);
    await show('b');
    expect(read()).toBe(4);
    clock.ms += 600_000;
    await show('d');
    await show('b');
    expect(read()).toBe(6);
  });

  test('that is larger than all the room is not remembered', async () => {
    const { show, read } = opened(10);
    await show('a');
    await show('a');
    expect(read()).toBe(2);
  });
});

test('redacting breathes between the parts of a large report, and gives the same', async () => {
  const large = reportOf('a', 200);
  let ms = 0;
  let turns = 0;
  const count = (): void => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  // Each look at the clock finds that a breath is due.
  const shown = await redactSlowly(large, new Breather(() => (ms += 20)));
  clearImmediate(next);
  expect(turns).toBeGreaterThanOrEqual(200);
  expect(shown).toEqual(redactReport(large));
});
