/** Days of watching on a real store: the clock goes on by minutes, each audit ends a minute after it began. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditDocument, bad, good } from '../outcome/testing.ts';
import type { Scheduler } from './scheduler.ts';
import { openStage, type WatchStage } from './testing.ts';

const minute = 60_000;
const hour = 60 * minute;
let stage: WatchStage;
let scheduler: Scheduler;
/** When each audit began, by name. */
let begun: Map<string, number[]>;
let most: number;

beforeEach(async () => {
  stage = await openStage();
  begun = new Map();
  most = 0;
  restart();
});
afterEach(() => stage.end());

/** What a process does when it begins. */
function restart(): void {
  let place = 0;
  const chance = (): number => {
    place = (place + 7) % 10;
    return place / 10;
  };
  scheduler = stage.scheduler({ chance });
  stage.jobs.onEnd(scheduler.ended);
}

const sound = auditDocument([good('spf/x')]);

async function pass(minutes: number, next: () => typeof sound = () => sound): Promise<void> {
  for (let left = minutes; left > 0; left -= 1) {
    for (const { subjectId = '' } of await stage.jobs.waiting()) await stage.jobs.end(subjectId, next());
    await scheduler.tick();
    const waiting = await stage.jobs.waiting();
    most = Math.max(most, waiting.length);
    for (const { about } of waiting) begun.set(about, [...(begun.get(about) ?? []), stage.clock.nowMs()]);
    stage.clock.pass(minute);
  }
}

async function addMany(count: number): Promise<void> {
  for (let place = 0; place < count; place += 1) await stage.add(`d${place}.example.org`);
}

describe('sixty names, each once a day', () => {
  test('never more than two at once; spread over the hours from the second day on', async () => {
    await addMany(60);
    const start = stage.clock.nowMs();
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
    await addMany(60);
    await pass(60);
    stage.clock.pass(5 * 24 * hour);
    begun = new Map();
    most = 0;
    restart();
    const start = stage.clock.nowMs();
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
  await addMany(1);
  let audits = 0;
  await pass(48 * 60, () => {
    audits += 1;
    return auditDocument([bad(audits % 2 === 0 ? 'spf/x' : 'dmarc/x')]);
  });
  // Two days: three regular audits at most, each with one second look.
  expect(begun.get('d0.example.org')?.length).toBeLessThanOrEqual(6);
  expect((await stage.watch.alerts.list({}, { limit: 10 })).items).toEqual([]);
});

test('an audit that ended is taken in once, however often it is told', async () => {
  await addMany(1);
  await scheduler.tick();
  const [job] = await stage.jobs.waiting();
  const subjectId = job?.subjectId ?? '';
  await stage.jobs.end(subjectId, auditDocument([good('spf/x')]));
  stage.clock.pass(hour);
  const begunJob = await stage.watch.subjects.auditNow(subjectId, { kind: 'system', name: 'x' });
  if (!begunJob.ok) throw new Error(begunJob.problem.message);
  await stage.jobs.endUnheard(subjectId, auditDocument([bad('spf/x', { severity: 'critical' })]));
  const [summary] = (await stage.store.reports.list({ subjectId }, { limit: 1 })).items;
  const report = await stage.store.reports.get(summary?.id ?? '');
  if (report === undefined) throw new Error('no report');
  const ended = { job: begunJob.value, report };
  await Promise.all([scheduler.ended(ended), scheduler.ended(ended), scheduler.ended(ended)]);
  expect((await stage.watch.subjects.changes(subjectId, { limit: 10 })).items).toHaveLength(1);
  expect((await stage.watch.subjects.findings(subjectId))[0]).toMatchObject({ seenTimes: 1 });
  expect(await stage.watch.alerts.countWaiting()).toBe(1);
});
