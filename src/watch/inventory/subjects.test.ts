/** The inventory: what may stand in it, who changes it, what goes with it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditDocument, bad } from '../outcome/testing.ts';
import { byOperator as by, openStage, type WatchStage } from '../schedule/testing.ts';

let stage: WatchStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.end());

describe('the inventory', () => {
  test.each([
    ['example.org', 'domain', 'example.org'],
    ['  Postmaster@EXAMPLE.org ', 'domain', 'example.org'],
    ['https://bücher.example/', 'domain', 'xn--bcher-kva.example'],
    ['192.0.2.1', 'ip', '192.0.2.1'],
    ['2001:DB8::1', 'ip', '2001:db8::1'],
  ])('%s is watched as %s %s', async (typed, kind, name) => {
    expect(await stage.add(typed)).toMatchObject({ kind, name, everyHours: 24, failedAudits: 0, version: 1 });
  });

  test.each([
    ['', {}, 'empty'],
    ['10.0.0.1', {}, 'private-ip'],
    ['org', {}, 'single-label'],
    ['192.0.2.0/24', {}, 'network'],
    ['example.org', { everyHours: -1 }, 'invalid'],
    ['example.org', { everyHours: 1.5 }, 'invalid'],
    ['example.org', { everyHours: 745 }, 'invalid'],
    ['example.org', { note: 'x'.repeat(2001) }, 'invalid'],
    ['example.org', { options: { sendingIps: ['10.0.0.1'] } }, 'invalid'],
    [
      'example.org',
      { options: { sendingIps: Array.from({ length: 17 }, (_, n) => `192.0.2.${n}`) } },
      'invalid',
    ],
    ['example.org', { options: { selectors: ['not a selector'] } }, 'invalid'],
    ['example.org', { options: { allowPrivate: true } }, 'invalid'],
    ['example.org', { options: { helo: 'localhost' } }, 'invalid'],
  ])('%j with %j is refused: %s', async (name, more, code) => {
    expect(await stage.watch.subjects.add({ name, ...more })).toMatchObject({ ok: false, problem: { code } });
  });

  test('what is wrong is named with its place', async () => {
    const refused = await stage.watch.subjects.add({
      name: 'example.org',
      options: { sendingIps: ['192.0.2.1', 'x'] },
    });
    expect(refused).toMatchObject({ problem: { data: { errors: [{ path: 'options.sendingIps.1' }] } } });
  });

  test('a name is watched once', async () => {
    await stage.add('example.org');
    expect(await stage.watch.subjects.add({ name: 'EXAMPLE.org.' })).toMatchObject({
      problem: { code: 'watched-already' },
    });
  });

  test('two who change one subject: the second is told', async () => {
    const { id } = await stage.add('example.org');
    expect(await stage.watch.subjects.change(id, 1, { note: 'a' })).toMatchObject({
      value: { ok: true, value: { version: 2 } },
    });
    expect(await stage.watch.subjects.change(id, 1, { note: 'b' })).toMatchObject({
      value: { ok: false, problem: { code: 'changed-elsewhere', version: 2 } },
    });
  });

  test('with 0 hours nothing is audited by itself, and again once hours are set', async () => {
    const { id } = await stage.add('example.org');
    await stage.watch.subjects.change(id, 1, { everyHours: 0 });
    expect(await stage.scheduler().tick()).toBe(0);
    await stage.watch.subjects.change(id, 2, { everyHours: 6 });
    expect(await stage.scheduler().tick()).toBe(1);
  });

  test('audited on demand once, however often it is asked for', async () => {
    const { id } = await stage.add('example.org', { everyHours: 0 });
    const first = await stage.watch.subjects.auditNow(id, by);
    const second = await stage.watch.subjects.auditNow(id, by);
    expect(first.ok && second.ok && first.value.id === second.value.id).toBe(true);
    expect(first).toMatchObject({ value: { askedBy: by.name, personId: by.id, subjectId: id } });
    expect(await stage.watch.subjects.auditNow('0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10', by)).toMatchObject({
      problem: { code: 'not-found' },
    });
  });

  test('removed: its job is cancelled, its alerts close, its findings go', async () => {
    await stage.watch.start();
    const { id } = await stage.add('example.org');
    await stage.scheduler().tick();
    await stage.jobs.end(id, auditDocument([bad('spf/x', { severity: 'critical' })]));
    expect(await stage.watch.alerts.countWaiting()).toBe(1);
    await stage.watch.subjects.auditNow(id, by);
    expect(await stage.watch.subjects.remove(id)).toBe(true);
    expect(await stage.watch.alerts.countWaiting()).toBe(0);
    expect(await stage.jobs.waiting()).toEqual([]);
    expect(await stage.store.findings.failures()).toEqual([]);
    expect(await stage.watch.subjects.remove(id)).toBe(false);
  });
});
