/** Days of watching on a real store: the clock goes on by minutes, each audit ends a minute after it began. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditDocument, bad, good } from '../outcome/testing.ts';
import {
  type SetClock,
  setClock,
  type TestJobs,
  type TestStore,
  testDesk,
  testJobs,
  testStore,
  testTexts,
  testWatch,
} from '../testing.ts';
import type { Watch } from '../types.ts';
import { openIntake } from './intake.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

const minute = 60_000;
const hour = 60 * minute;
let clock: SetClock;
let opened: TestStore;
let jobs: TestJobs;
let watch: Watch;
let scheduler: Scheduler;
/** When each audit began, by name. */
let begun: Map<string, number[]>;
let most: number;

beforeEach(async () => {
  clock = setClock();
  opened = await testStore(clock);
  jobs = testJobs(opened.store, clock);
  watch = testWatch(opened.store, clock, jobs);
  begun = new Map();
  most = 0;
  restart();
});
afterEach(() => opened.end());

/** What a process does when it begins. */
function restart(): void {
  let place = 0;
  const chance = (): number => {
    place = (place + 7) % 10;
    return place / 10;
  };
  const intake = openIntake({
    store: opened.store,
    alerts: watch.alerts as never,
    settings: watch.settings,
    clock,
    chance,
    textsIn: testTexts,
    desk: testDesk,
    changed: () => undefined,
  });
  scheduler = createScheduler({ store: opened.store, jobs, settings: watch.settings, intake, clock, chance });
  jobs.onEnd(scheduler.ended);
}

const sound = auditDocument([good('spf/x')]);

async function pass(minutes: number, next: () => typeof sound = () => sound): Promise<void> {
  for (let left = minutes; left > 0; left -= 1) {
    for (const { subjectId = '' } of await jobs.waiting()) await jobs.end(subjectId, next());
    await scheduler.tick();
    const waiting = await jobs.waiting();
    most = Math.max(most, waiting.length);
    for (const { about } of waiting) begun.set(about, [...(begun.get(about) ?? []), clock.nowMs()]);
    clock.pass(minute);
  }
}

async function add(count: number): Promise<void> {
  for (let place = 0; place < count; place += 1) {
    const added = await watch.subjects.add({ name: `d${place}.example.org` });
    if (!added.ok) throw new Error(added.problem.message);
  }
}

describe('sixty names, each once a day', () => {
  test('never more than two at once; spread over the hours from the second day on', async () => {
    await add(60);
    const start = clock.nowMs();
    await pass(3 * 24 * 60);
    expect(most).toBeLessThanOrEqual(2);
    expect(begun.size).toBe(60);
    for (const [name, times] of begun) {
      expect([name, times.length >= 3 && times.length <= 4]).toEqual([name, true]);
      const gaps = times.slice(1).map((time, place) => (time - (times[place] ?? 0)) / hour);
      // The first audit came at once; from then on each name has its own time of the day.
      for (const gap of gaps.slice(1)) expect(Math.abs(gap - 24)).toBeLessThan(3);
    }
    const second = [...begun.values()]
      .flat()
      .filter((time) => time >= start + 36 * hour && time < start + 60 * hour);
    const byHour = Map.groupBy(second, (time) => Math.floor(time / hour));
    expect(byHour.size).toBeGreaterThan(14);
    for (const times of byHour.values()) expect(times.length).toBeLessThan(12);
  });

  test('after five days of rest they are caught up one after the other, each once', async () => {
    await add(60);
    await pass(60);
    clock.pass(5 * 24 * hour);
    begun = new Map();
    most = 0;
    restart();
    const start = clock.nowMs();
    expect(await scheduler.catchUp()).toBe(60);
    await pass(3 * 60);
    expect(most).toBeLessThanOrEqual(2);
    expect(begun.size).toBe(60);
    const times = [...begun.values()].flat();
    expect(times).toHaveLength(60);
    expect(Math.max(...times) - start).toBeGreaterThan(25 * minute);
  });
});

test('a finding that flaps is looked at again once a round, not for ever', async () => {
  await add(1);
  let audits = 0;
  await pass(48 * 60, () => {
    audits += 1;
    return auditDocument([bad(audits % 2 === 0 ? 'spf/x' : 'dmarc/x')]);
  });
  // Two days: three regular audits at most, each with one second look.
  expect(begun.get('d0.example.org')?.length).toBeLessThanOrEqual(6);
  expect((await watch.alerts.list({}, { limit: 10 })).items).toEqual([]);
});

test('an audit that ended is taken in once, however often it is told', async () => {
  await add(1);
  await scheduler.tick();
  const [job] = await jobs.waiting();
  const subjectId = job?.subjectId ?? '';
  await jobs.end(subjectId, auditDocument([good('spf/x')]));
  clock.pass(hour);
  const begunJob = await watch.subjects.auditNow(subjectId, { kind: 'system', name: 'x' });
  if (!begunJob.ok) throw new Error(begunJob.problem.message);
  await jobs.endUnheard(subjectId, auditDocument([bad('spf/x', { severity: 'critical' })]));
  const [summary] = (await opened.store.reports.list({ subjectId }, { limit: 1 })).items;
  const report = await opened.store.reports.get(summary?.id ?? '');
  if (report === undefined) throw new Error('no report');
  const ended = { job: begunJob.value, report };
  await Promise.all([scheduler.ended(ended), scheduler.ended(ended), scheduler.ended(ended)]);
  expect((await watch.subjects.changes(subjectId, { limit: 10 })).items).toHaveLength(1);
  expect((await watch.subjects.findings(subjectId))[0]).toMatchObject({ seenTimes: 1 });
  expect(await watch.alerts.countWaiting()).toBe(1);
});
