import { describe, expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { limitedResolver, offlineResolver } from './index.ts';
import { zoneResolver } from './testing.ts';
import type { DnsObservation, Resolver } from './types.ts';

const zone = { 'a.example': { A: ['192.0.2.1'] }, 'b.example': { A: ['192.0.2.2'] } };
const limits = (maxQuestions: number, deadlineMs = 10_000) => ({
  maxQuestions,
  deadlineMs,
  clock: systemClock,
});
const outcome = (observation: DnsObservation): string =>
  observation.state === 'unknown' ? observation.why.code : observation.state;

/** Answers only when called off. */
const hanging: Resolver = {
  lookup: (_, __, signal) =>
    new Promise((resolve) => {
      const why = { code: 'aborted', message: 'called off' };
      const from = { kind: 'dns', question: 'a.example. A', server: 'none', elapsedMs: 0 } as const;
      signal?.addEventListener('abort', () => resolve({ state: 'unknown', why, seenAt: '', from }));
    }),
};

describe('the number of questions', () => {
  test('past the limit nothing is asked', async () => {
    const asked: string[] = [];
    const resolver = limitedResolver(zoneResolver(zone, asked), limits(2));
    const names = ['a.example', 'b.example', 'c.example'];
    const answers = await Promise.all(names.map((name) => resolver.lookup(name, 'A')));
    expect(answers.map(outcome)).toEqual(['present', 'present', 'budget']);
    expect(asked).toEqual(['a.example A', 'b.example A']);
    expect(resolver.log.map(({ question }) => question)).toEqual(['a.example. A', 'b.example. A']);
  });

  test('a question asked before in this work is free, and is asked once', async () => {
    const asked: string[] = [];
    const resolver = limitedResolver(zoneResolver(zone, asked), limits(1));
    const names = ['a.example', 'A.example.', 'a.example'];
    const answers = await Promise.all(names.map((name) => resolver.lookup(name, 'A')));
    expect([answers.map(outcome), asked]).toEqual([['present', 'present', 'present'], ['a.example A']]);
  });

  test('what the resolver below remembers is free and stands in the log', async () => {
    const below = zoneResolver(zone);
    const known = await below.lookup('a.example', 'A');
    const recall = (name: string) => (name === 'a.example' ? known : undefined);
    const resolver = limitedResolver({ ...below, recall }, limits(0));
    expect(outcome(await resolver.lookup('a.example', 'A'))).toBe('present');
    expect(outcome(await resolver.lookup('b.example', 'A'))).toBe('budget');
    expect(resolver.log).toHaveLength(1);
  });

  test('a bad name costs nothing', async () => {
    const resolver = limitedResolver(zoneResolver(zone), limits(1));
    expect(outcome(await resolver.lookup('a..example', 'A'))).toBe('bad-name');
    expect(outcome(await resolver.lookup('a.example', 'A'))).toBe('present');
  });
});

describe('the deadline', () => {
  test('what is under way is called off and counts as over the budget', async () => {
    const resolver = limitedResolver(hanging, limits(5, 30));
    expect(outcome(await resolver.lookup('a.example', 'A'))).toBe('budget');
    expect(outcome(await resolver.lookup('b.example', 'A'))).toBe('budget');
  });

  test('the clock counts, also where the timer is late', async () => {
    let nowMs = 0;
    const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
    const resolver = limitedResolver(zoneResolver(zone), { maxQuestions: 5, deadlineMs: 3000, clock });
    nowMs = 3000;
    expect(outcome(await resolver.lookup('a.example', 'A'))).toBe('budget');
  });

  test("one caller's signal calls off nobody else", async () => {
    const controller = new AbortController();
    const resolver = limitedResolver(hanging, limits(5, 50));
    const leaving = resolver.lookup('a.example', 'A', controller.signal);
    const staying = resolver.lookup('a.example', 'A');
    controller.abort();
    expect([outcome(await leaving), outcome(await staying)]).toEqual(['aborted', 'budget']);
  });
});

test('offline every question is unknown', async () => {
  const observation = await offlineResolver(systemClock).lookup('a.example', 'TXT');
  expect(observation).toMatchObject({
    state: 'unknown',
    why: { code: 'offline' },
    from: { question: 'a.example. TXT', server: 'none' },
  });
});
