/** When audits begin, and what comes of them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditDocument, bad, dark, good } from '../outcome/testing.ts';
import { testJobs, testWatch } from '../testing.ts';
import { byOperator as by, openStage, type WatchStage } from './testing.ts';

const minute = 60_000;
const hour = 3_600_000;

let stage: WatchStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.end());

describe('the schedule', () => {
  test('begins at most as many as allowed at once', async () => {
    for (let place = 0; place < 6; place += 1) await stage.add(`d${place}.example.org`);
    const scheduler = stage.scheduler();
    expect([await scheduler.tick(), await scheduler.tick()]).toEqual([2, 0]);
    const [first] = await stage.jobs.waiting();
    await stage.jobs.end(first?.subjectId ?? '', auditDocument([good('spf/x')]));
    expect(await scheduler.tick()).toBe(1);
  });

  test('nothing runs twice: a stop between the job and the next time finds the job', async () => {
    const { id } = await stage.add('example.org');
    await stage.scheduler().tick();
    // As if the process had stopped before the next time was written.
    await stage.store.inventory.audited(id, { nextAuditAt: '2026-11-01T00:00:00.000Z' });
    expect(await stage.scheduler().tick()).toBe(0);
    expect(await stage.jobs.waiting()).toHaveLength(1);
    expect((await stage.watch.subjects.get(id))?.nextAuditAt).not.toBe('2026-11-01T00:00:00.000Z');
  });

  test('a full queue leaves them due', async () => {
    await stage.add('example.org');
    const full = testJobs(stage.store, stage.clock, 0);
    expect(await stage.scheduler({ jobs: full }).tick()).toBe(0);
    expect(await stage.scheduler().tick()).toBe(1);
  });

  test('turned off, nothing begins, and no next audit is told', async () => {
    await stage.add('example.org');
    await stage.watch.settings.put('schedule', 0, { isEnabled: false });
    expect(await stage.scheduler().tick()).toBe(0);
    const [first] = await stage.watch.subjects.list('en');
    expect(first?.nextAuditAt).toBeUndefined();
    expect((await stage.watch.subjects.get(first?.id ?? '', 'en'))?.nextAuditAt).toBeUndefined();
  });

  test('lists are asked no faster than the setting says', async () => {
    await stage.watch.settings.put('schedule', 0, { maxAtOnce: 16, listQuestionsPerMinute: 6 });
    for (let place = 0; place < 8; place += 1) await stage.add(`d${place}.example.org`);
    const scheduler = stage.scheduler();
    const begun: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      begun.push(await scheduler.tick());
      stage.clock.pass(minute);
    }
    // Three questions each where nothing is known yet: two audits a minute.
    expect(begun).toEqual([2, 2, 2, 2]);
  });

  test('after a long stop what is overdue is spread, the longest waiting first', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => `${letter}.example.org`);
    for (const name of names) {
      await stage.add(name);
      stage.clock.pass(1000);
    }
    stage.clock.pass(240 * hour);
    expect(await stage.scheduler().catchUp()).toBe(5);
    const subjects = await stage.store.inventory.list();
    const times = subjects.map(({ nextAuditAt }) => Date.parse(nextAuditAt ?? '') - stage.clock.nowMs());
    expect(times).toEqual([0, 30_000, 60_000, 90_000, 120_000]);
    expect(await stage.scheduler().tick()).toBe(1);
  });

  test('an audit that said nothing is tried again, later each time, and the reason stands there', async () => {
    await stage.watch.start();
    const { id } = await stage.add('example.org');
    const waits: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await stage.scheduler().tick();
      await stage.jobs.end(id, { code: 'resolver', message: 'The resolver is silent.' });
      const subject = await stage.watch.subjects.get(id);
      expect(subject).toMatchObject({ failedAudits: round + 1, lastProblem: 'The resolver is silent.' });
      const wait = Date.parse(subject?.nextAuditAt ?? '') - stage.clock.nowMs();
      waits.push(Math.round(wait / minute));
      stage.clock.pass(wait);
    }
    expect(waits).toEqual([11, 22, 44]);
    await stage.scheduler().tick();
    await stage.jobs.end(id, auditDocument([good('spf/x')]));
    const mended = await stage.watch.subjects.get(id);
    expect(mended?.failedAudits).toBe(0);
    expect(mended?.lastProblem).toBeUndefined();
  });

  test('an audit in which nobody answered counts as one that said nothing, and closes nothing', async () => {
    await stage.watch.start();
    const { id } = await stage.add('example.org');
    await stage.scheduler().tick();
    await stage.jobs.end(id, auditDocument([bad('spf/x', { severity: 'critical' })]));
    await stage.watch.subjects.auditNow(id, by);
    stage.clock.pass(hour);
    await stage.jobs.end(id, auditDocument([dark('spf/x')]));
    expect(await stage.watch.subjects.get(id)).toMatchObject({
      failedAudits: 1,
      unknown: 1,
      failures: { critical: 1 },
    });
    expect(await stage.watch.alerts.countWaiting()).toBe(1);
  });

  test('what is new and not critical is looked at again soon, once', async () => {
    await stage.watch.start();
    const { id } = await stage.add('example.org');
    const next = async (): Promise<number> =>
      Math.round(
        (Date.parse((await stage.watch.subjects.get(id))?.nextAuditAt ?? '') - stage.clock.nowMs()) / minute,
      );
    await stage.scheduler().tick();
    await stage.jobs.end(id, auditDocument([bad('spf/x')]));
    expect(await next()).toBe(33);
    stage.clock.pass(33 * minute);
    await stage.scheduler().tick();
    await stage.jobs.end(id, auditDocument([bad('dmarc/x')]));
    expect(await next()).toBeGreaterThan(11 * 60);
  });

  test('an audit that ended unheard is taken in at the next start, once', async () => {
    const { id } = await stage.add('example.org');
    await stage.scheduler().tick();
    await stage.jobs.endUnheard(id, auditDocument([bad('spf/x', { severity: 'critical' })]));
    expect(await stage.watch.alerts.countWaiting()).toBe(0);
    await stage.watch.start();
    expect(await stage.watch.alerts.countWaiting()).toBe(1);
    await stage.watch.stop();
    const states = await stage.watch.subjects.findings(id);
    const again = testWatch(stage.store, stage.clock, stage.jobs);
    await again.start();
    expect(await again.subjects.findings(id)).toEqual(states);
    await again.stop();
  });

  test('the options of the subject, the plan and the language go with the job', async () => {
    await stage.watch.settings.put('alerts', 0, { language: 'de' });
    await stage.add('example.org', {
      options: { sendingIps: ['192.0.2.1'], selectors: ['s1'], lists: false },
    });
    await stage.scheduler().tick();
    expect((await stage.jobs.waiting())[0]).toMatchObject({
      kind: 'audit',
      askedBy: 'schedule',
      options: { sendingIps: ['192.0.2.1'], selectors: ['s1'], lists: false, plan: true, language: 'de' },
    });
  });
});
