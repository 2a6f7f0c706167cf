/** Alerts, from the audits that open them to their end. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '../../base/clock.ts';
import { auditDocument, bad, good } from '../outcome/testing.ts';
import { byOperator as by, openStage, type WatchStage } from '../schedule/testing.ts';
import type { Watch } from '../types.ts';

const hour = 3_600_000;

let stage: WatchStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.end());

describe('an alert', () => {
  const run = async (
    id: string,
    ...told: readonly (readonly Parameters<typeof auditDocument>[0][number][])[]
  ) => {
    for (const findings of told) {
      await stage.watch.subjects.auditNow(id, by);
      await stage.jobs.end(id, auditDocument(findings));
      stage.clock.pass(hour);
    }
  };

  test('opens at the second sight, carries cause, evidence and fix, closes by itself', async () => {
    await stage.watch.start();
    const { id } = await stage.add('example.org', { everyHours: 0 });
    await run(id, [good('spf/x')], [bad('spf/x')]);
    expect(await stage.watch.alerts.countWaiting()).toBe(0);
    await run(id, [bad('spf/x')]);
    const [alert] = (await stage.watch.alerts.list({ state: 'open' }, { limit: 10 })).items;
    expect(alert).toMatchObject({
      subjectId: id,
      severity: 'error',
      about: 'example.org',
      title: 'spf/x of example.org: wrong',
      finding: { todo: 'mend it', lookups: ['example.org TXT NOERROR'] },
      turn: 'your turn',
    });
    await run(id, [bad('spf/x')], [bad('spf/x')]);
    expect((await stage.watch.alerts.list({}, { limit: 10 })).items).toHaveLength(1);
    await run(id, [good('spf/x')]);
    expect(await stage.watch.alerts.get(alert?.id ?? '')).toMatchObject({ state: 'closed' });
    expect(
      (await stage.watch.subjects.changes(id, { limit: 10 })).items.map(({ from, to }) => [from, to]),
    ).toEqual([
      ['fail', 'pass'],
      ['pass', 'fail'],
    ]);
  });

  test('is acknowledged and muted by people, each from the version they saw', async () => {
    await stage.watch.start();
    const { id } = await stage.add('example.org', { everyHours: 0 });
    await run(id, [bad('spf/x', { severity: 'critical' })]);
    const [alert] = (await stage.watch.alerts.list({}, { limit: 1 })).items;
    const { id: alertId = '', version = 0 } = alert ?? {};
    const changed = await stage.watch.alerts.change(alertId, version, { acknowledged: true }, by);
    expect(changed).toMatchObject({ ok: true, value: { acknowledgedBy: 'op@example.org' } });
    expect(await stage.watch.alerts.change(alertId, version, { acknowledged: false }, by)).toMatchObject({
      ok: false,
      problem: { code: 'changed-elsewhere' },
    });
  });

  test('live views are told of open alerts and of changed subjects', async () => {
    await stage.watch.start();
    const told: string[] = [];
    stage.watch.onEvent((event) => told.push(event.kind === 'alerts' ? `alerts ${event.open}` : 'change'));
    const { id } = await stage.add('example.org', { everyHours: 0 });
    await run(id, [bad('spf/x', { severity: 'critical' })]);
    await expect.poll(() => told).toEqual(expect.arrayContaining(['alerts 1', 'change']));
  });

  test('what is acknowledged or muted waits for nobody, until it is taken back or the muting has ended', async () => {
    await stage.watch.start();
    const { id } = await stage.add('example.org', { everyHours: 0 });
    await run(id, [bad('spf/x', { severity: 'critical' })]);
    const told: number[] = [];
    stage.watch.onEvent((event) => event.kind === 'alerts' && told.push(event.open));
    const change = async (change: Parameters<Watch['alerts']['change']>[2]) => {
      const [alert] = (await stage.watch.alerts.list({}, { limit: 1 })).items;
      await stage.watch.alerts.change(alert?.id ?? '', alert?.version ?? 0, change, by);
      return stage.watch.alerts.countWaiting();
    };
    expect(await change({ acknowledged: true })).toBe(0);
    expect(await change({ acknowledged: false })).toBe(1);
    expect(await change({ mutedUntil: instantOf(stage.clock.nowMs() + hour) })).toBe(0);
    await expect.poll(() => told).toEqual([0, 1, 0]);
    stage.clock.pass(hour);
    await expect.poll(() => told).toEqual([0, 1, 0, 1]);
  });
});
