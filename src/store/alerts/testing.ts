/** What the repositories of alerts, of those who are told and of what was sent do. Test support. */
import { expect, test } from 'vitest';
import { at, readAll } from '../samples/testing.ts';
import type { StoreOf } from '../testing.ts';

const alert = {
  key: 'sub1|k1',
  about: 'example.org',
  severity: 'error' as const,
  title: 'Everybody may send as example.org.',
  finding: { check: 'spf/all' },
  turn: 'your turn: DNS of example.org',
  subjectId: 'sub1',
  reportId: 'r1',
};
const target = {
  kind: 'webhook' as const,
  name: 'chat',
  settings: { url: 'https://chat.example/hook' },
  leastSeverity: 'error' as const,
  isEnabled: true,
  createdAt: at(8),
};

export function testAlerts(storeOf: StoreOf): void {
  test('one alert is open for each key: the second time it is seen', async () => {
    const { alerts } = storeOf();
    const [first, second] = await Promise.all([
      alerts.raise(alert, at(8)),
      alerts.raise({ ...alert, title: 'Newer words.', reportId: 'r2' }, at(9)),
    ]);
    const base = { ...alert, id: first.alert.id, state: 'open', openedAt: at(8), version: 1 };
    expect(first).toEqual({ what: 'opened', alert: { ...base, lastSeenAt: at(8) } });
    expect(second).toEqual({
      what: 'seen',
      alert: { ...base, title: 'Newer words.', reportId: 'r2', lastSeenAt: at(9) },
    });
    expect(await alerts.countOpen()).toBe(1);
  });

  test('a closed one stays; the same key then opens another', async () => {
    const { alerts } = storeOf();
    const { alert: first } = await alerts.raise(alert, at(8));
    expect(await alerts.close('sub1|k1', at(9))).toMatchObject({
      id: first.id,
      state: 'closed',
      closedAt: at(9),
      version: 2,
    });
    expect(await alerts.close('sub1|k1', at(10))).toBeUndefined();
    const again = await alerts.raise(alert, at(11));
    expect(again.what).toBe('opened');
    expect((await alerts.list({ state: 'closed' }, { limit: 5 })).items.map(({ id }) => id)).toEqual([
      first.id,
    ]);
    expect((await alerts.openOf('sub1')).map(({ id }) => id)).toEqual([again.alert.id]);
    expect(await alerts.openOf('sub2')).toEqual([]);
  });

  test('acknowledging and muting name the version they read, and can be taken back', async () => {
    const { alerts } = storeOf();
    const { alert: one } = await alerts.raise(alert, at(8));
    const changed = await alerts.change(one.id, 1, {
      acknowledgedAt: at(9),
      acknowledgedBy: 'Kim',
      mutedUntil: at(20),
    });
    expect(changed).toMatchObject({
      ok: true,
      value: { acknowledgedBy: 'Kim', mutedUntil: at(20), version: 2 },
    });
    await alerts.raise(alert, at(10));
    expect(await alerts.get(one.id)).toMatchObject({ acknowledgedBy: 'Kim', version: 2, lastSeenAt: at(10) });
    const back = await alerts.change(one.id, 2, {
      acknowledgedAt: null,
      acknowledgedBy: null,
      mutedUntil: null,
    });
    expect(back).toEqual({ ok: true, value: { ...one, lastSeenAt: at(10), version: 3 } });
    expect(await alerts.change(one.id, 2, {})).toMatchObject({ ok: false, problem: { version: 3 } });
    expect(await alerts.change('none', 1, {})).toEqual({ ok: false, problem: { code: 'not-found' } });
  });

  test('those wait for somebody that are open, not acknowledged, and not muted at the moment', async () => {
    const { alerts } = storeOf();
    const raised = [];
    for (const key of ['k1', 'k2', 'k3', 'k4'])
      raised.push((await alerts.raise({ ...alert, key }, at(8))).alert);
    const [taken, muted] = raised;
    await alerts.change(taken?.id ?? '', 1, { acknowledgedAt: at(9), acknowledgedBy: 'Kim' });
    await alerts.change(muted?.id ?? '', 1, { mutedUntil: at(12) });
    await alerts.close('k3', at(9));
    expect(await alerts.countOpen()).toBe(3);
    expect(await alerts.countWaiting(at(11))).toBe(1);
    expect(await alerts.countWaiting(at(12))).toBe(2);
  });

  test('lists are filtered and paged, newest first', async () => {
    const { alerts } = storeOf();
    for (let n = 0; n < 5; n += 1)
      await alerts.raise({ ...alert, key: `k${n}`, subjectId: n === 2 ? 'sub2' : 'sub1' }, at(8));
    const all = await readAll((request) => alerts.list({ subjectId: 'sub1' }, request), 3);
    expect(all.map(({ key }) => key)).toEqual(['k4', 'k3', 'k1', 'k0']);
  });

  test('a target changes by version and takes what waits for it along', async () => {
    const { targets, deliveries } = storeOf();
    const added = await targets.add(target);
    expect(added).toEqual({ ...target, id: added.id, version: 1 });
    const change = { name: 'mail', isEnabled: false, settings: { url: 'https://b.example/' } };
    expect(await targets.change(added.id, 1, change)).toEqual({
      ok: true,
      value: { ...added, ...change, version: 2 },
    });
    expect(await targets.change(added.id, 1, {})).toMatchObject({
      ok: false,
      problem: { code: 'changed-elsewhere' },
    });
    await deliveries.add({ targetId: added.id, alertId: '', event: 'test', createdAt: at(8), nextAt: at(8) });
    expect(await targets.list()).toHaveLength(1);
    expect(await targets.remove(added.id)).toBe(true);
    expect(await targets.get(added.id)).toBeUndefined();
    expect(await deliveries.due(at(9), 5)).toEqual([]);
  });

  test('what was not sent waits until its time comes', async () => {
    const { targets, deliveries } = storeOf();
    const { id: targetId } = await targets.add(target);
    const waiting = { targetId, alertId: 'a1', event: 'opened', createdAt: at(8) };
    const late = await deliveries.add({ ...waiting, nextAt: at(10) });
    const soon = await deliveries.add({ ...waiting, nextAt: at(9) });
    const ids = async (hour: number) => (await deliveries.due(at(hour), 5)).map(({ id }) => id);
    expect(await ids(8)).toEqual([]);
    expect(await ids(10)).toEqual([soon.id, late.id]);
    await deliveries.noted(soon.id, {
      state: 'waiting',
      attempts: 1,
      nextAt: at(12),
      lastProblem: 'time-out',
    });
    expect(await ids(11)).toEqual([late.id]);
    await deliveries.noted(late.id, { state: 'sent', attempts: 1, nextAt: at(10), sentAt: at(10) });
    await deliveries.noted(soon.id, { state: 'given-up', attempts: 2, nextAt: at(12) });
    expect(await ids(23)).toEqual([]);
    expect(await deliveries.listOf(targetId, 5)).toEqual([
      { ...soon, state: 'given-up', attempts: 2, nextAt: at(12), lastProblem: 'time-out' },
      { ...late, state: 'sent', attempts: 1, sentAt: at(10) },
    ]);
  });
}
