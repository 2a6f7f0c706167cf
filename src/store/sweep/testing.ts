/** What the sweep throws away and what it leaves. Test support. */
import { expect, test } from 'vitest';
import { stranger } from '../reports/types.ts';
import { at, person, present, report, subject } from '../samples/testing.ts';
import type { StoreOf } from '../testing.ts';

const days = (count: number): string => new Date(Date.parse(at(12)) - count * 86_400_000).toISOString();
const now = at(12);
const keepAll = { reportDays: 0, historyDays: 0, auditLogDays: 0 };

export function testSweep(storeOf: StoreOf): void {
  test('what was kept for strangers goes with its link, and is weighed until then', async () => {
    const { sweep, reports } = storeOf();
    const { personId: _, subjectId: __, input: ___, ...nobodys } = { ...report, askedBy: stranger };
    await reports.add({ ...nobodys, at: days(31) });
    const fresh = await reports.add({ ...nobodys, at: days(29), input: new Uint8Array(1000) });
    const others = await reports.add({ ...nobodys, askedBy: 'Kim', at: days(31) });
    const { count, bytes } = await reports.weightOf(stranger);
    expect(count).toBe(2);
    expect(bytes).toBeGreaterThan(1000 + 2 * JSON.stringify(report.document).length);
    expect((await sweep(keepAll, now)).reports).toBe(1);
    expect((await reports.weightOf(stranger)).count).toBe(1);
    expect(await reports.get(fresh.id)).toBeDefined();
    expect(await reports.get(others.id)).toBeDefined();
    expect(await reports.weightOf('nobody at all')).toEqual({ count: 0, bytes: 0 });
  });

  test('what is older than it may be goes, the rest stays', async () => {
    const { sweep, reports, jobs, inventory, findings, listings, auditLog } = storeOf();
    const kept = await reports.add({ ...report, at: days(29) });
    for (let n = 0; n < 450; n += 1) void reports.add({ ...report, at: days(31) });
    const old = await jobs.add({
      kind: 'audit',
      about: 'a',
      askedBy: 'Kim',
      options: {},
      createdAt: days(40),
    });
    const waits = await jobs.add({
      kind: 'audit',
      about: 'b',
      askedBy: 'Kim',
      options: {},
      createdAt: days(40),
    });
    await jobs.end(old.id, days(31), { state: 'done' });
    const { id } = present(await inventory.add(subject));
    const change = { subjectId: id, key: 'k', title: 't', reportId: 'r' };
    await findings.record(
      id,
      [],
      [
        { ...change, at: days(91) },
        { ...change, at: days(89) },
      ],
    );
    const span = { subjectId: id, about: '192.0.2.1', zone: 'z.example', codes: [], reason: '' };
    await listings.record([{ ...span, state: 'listed', until: days(200) }]);
    await listings.record([{ ...span, state: 'not-listed', until: days(100) }]);
    for (const age of [366, 364])
      await auditLog.add({
        at: days(age),
        actor: { kind: 'system', name: 's' },
        action: `a${age}`,
        target: 't',
        data: {},
      });

    const swept = await sweep({ reportDays: 30, historyDays: 90, auditLogDays: 365 }, now);
    expect(swept).toEqual({ reports: 450, jobs: 1, history: 2, auditLog: 1, sessions: 0 });
    expect((await reports.list({}, { limit: 5 })).items.map((one) => one.id)).toEqual([kept.id]);
    expect(await jobs.get(waits.id)).toMatchObject({ state: 'queued' });
    expect(await jobs.get(old.id)).toBeUndefined();
    expect(await findings.changesSince(days(1000), 9)).toHaveLength(1);
    // What a list says now stays, however long ago it began.
    expect(await listings.historyOf('192.0.2.1', 'z.example')).toHaveLength(1);
    expect((await auditLog.list({ limit: 5 })).items.map(({ action }) => action)).toEqual(['a364']);
    expect(await sweep({ reportDays: 30, historyDays: 90, auditLogDays: 365 }, now)).toMatchObject({
      reports: 0,
    });
  });

  test('0 days keep it for ever; what expired goes all the same', async () => {
    const { sweep, reports, shares, people, sessions, auditLog, throttle, idempotency } = storeOf();
    const { id: reportId } = await reports.add({ ...report, at: days(5000) });
    const share = { reportId, createdAt: days(9), isRedacted: false, createdBy: 'Kim' };
    const gone = await shares.add({ ...share, tokenHash: 's1', expiresAt: now });
    const stays = await shares.add({ ...share, tokenHash: 's2', expiresAt: at(13) });
    const { id: personId } = present(await people.add(person));
    const session = { personId, createdAt: days(9), lastSeenAt: days(9), userAgent: '', ip: '' };
    await sessions.add({ ...session, idHash: 'h1', expiresAt: now });
    await sessions.add({ ...session, idHash: 'h2', expiresAt: at(13) });
    await auditLog.add({
      at: days(5000),
      actor: { kind: 'system', name: 's' },
      action: 'a',
      target: 't',
      data: {},
    });
    await throttle.failed('k', days(2));
    await throttle.failed('k', at(11));
    await idempotency.begin('p', 'k', 'r', days(2));

    expect(await sweep(keepAll, now)).toEqual({ reports: 0, jobs: 0, history: 0, auditLog: 0, sessions: 1 });
    expect(await reports.get(reportId)).toBeDefined();
    expect(await shares.get(gone.id)).toBeUndefined();
    expect(await shares.get(stays.id)).toBeDefined();
    expect((await sessions.listOf(personId)).map(({ idHash }) => idHash)).toEqual(['h2']);
    expect((await auditLog.list({ limit: 5 })).items).toHaveLength(1);
    expect(await throttle.failures('k', days(9))).toMatchObject({ count: 1 });
  });

  test('closed alerts and what was sent go with history, open ones stay', async () => {
    const { sweep, alerts, targets, deliveries } = storeOf();
    const alert = { about: 'a', severity: 'error' as const, title: 't', finding: {}, turn: '' };
    await alerts.raise({ ...alert, key: 'open' }, days(100));
    await alerts.raise({ ...alert, key: 'closed' }, days(100));
    await alerts.close('closed', days(99));
    const { id: targetId } = await targets.add({
      kind: 'email',
      name: 'm',
      settings: {},
      leastSeverity: 'error',
      isEnabled: true,
      createdAt: days(100),
    });
    const delivery = { targetId, alertId: 'a', event: 'opened', createdAt: days(99), nextAt: days(99) };
    const sent = await deliveries.add(delivery);
    const waits = await deliveries.add(delivery);
    await deliveries.noted(sent.id, { state: 'sent', attempts: 1, nextAt: days(99), sentAt: days(99) });
    expect(await sweep({ ...keepAll, historyDays: 90 }, now)).toMatchObject({ history: 2 });
    expect((await alerts.list({}, { limit: 5 })).items.map(({ key }) => key)).toEqual(['open']);
    expect((await deliveries.listOf(targetId, 5)).map(({ id }) => id)).toEqual([waits.id]);
  });
}
