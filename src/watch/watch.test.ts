/** Watching as a whole on a real store: the clock and the audits are the test's. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '../base/clock.ts';
import { auditDocument, bad, dark, good } from './outcome/testing.ts';
import { openIntake } from './schedule/intake.ts';
import { createScheduler } from './schedule/scheduler.ts';
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
} from './testing.ts';
import type { Watch } from './types.ts';

const hour = 3_600_000;
const minute = 60_000;
const by = { kind: 'person', id: '0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10', name: 'op@example.org' } as const;

let clock: SetClock;
let opened: TestStore;
let jobs: TestJobs;
let watch: Watch;

/** The scheduler alone, so that its rounds are the test's. */
function schedulerOf(runner: TestJobs = jobs) {
  const { store } = opened;
  const { settings, alerts } = watch;
  const intake = openIntake({
    store,
    alerts: alerts as never,
    settings,
    clock,
    chance: () => 0.5,
    textsIn: testTexts,
    desk: testDesk,
    changed: () => undefined,
  });
  return createScheduler({ store, jobs: runner, settings, intake, clock, chance: () => 0.5 });
}

const add = async (name: string, more = {}) => {
  const added = await watch.subjects.add({ name, ...more });
  if (!added.ok) throw new Error(added.problem.message);
  return added.value;
};

beforeEach(async () => {
  clock = setClock();
  opened = await testStore(clock);
  jobs = testJobs(opened.store, clock);
  watch = testWatch(opened.store, clock, jobs);
});
afterEach(async () => {
  await watch.stop();
  await opened.end();
});

describe('the inventory', () => {
  test.each([
    ['example.org', 'domain', 'example.org'],
    ['  Postmaster@EXAMPLE.org ', 'domain', 'example.org'],
    ['https://bücher.example/', 'domain', 'xn--bcher-kva.example'],
    ['192.0.2.1', 'ip', '192.0.2.1'],
    ['2001:DB8::1', 'ip', '2001:db8::1'],
  ])('%s is watched as %s %s', async (typed, kind, name) => {
    expect(await add(typed)).toMatchObject({ kind, name, everyHours: 24, failedAudits: 0, version: 1 });
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
    expect(await watch.subjects.add({ name, ...more })).toMatchObject({ ok: false, problem: { code } });
  });

  test('what is wrong is named with its place', async () => {
    const refused = await watch.subjects.add({
      name: 'example.org',
      options: { sendingIps: ['192.0.2.1', 'x'] },
    });
    expect(refused).toMatchObject({ problem: { data: { errors: [{ path: 'options.sendingIps.1' }] } } });
  });

  test('a name is watched once', async () => {
    await add('example.org');
    expect(await watch.subjects.add({ name: 'EXAMPLE.org.' })).toMatchObject({
      problem: { code: 'watched-already' },
    });
  });

  test('two who change one subject: the second is told', async () => {
    const { id } = await add('example.org');
    expect(await watch.subjects.change(id, 1, { note: 'a' })).toMatchObject({
      value: { ok: true, value: { version: 2 } },
    });
    expect(await watch.subjects.change(id, 1, { note: 'b' })).toMatchObject({
      value: { ok: false, problem: { code: 'changed-elsewhere', version: 2 } },
    });
  });

  test('with 0 hours nothing is audited by itself, and again once hours are set', async () => {
    const { id } = await add('example.org');
    await watch.subjects.change(id, 1, { everyHours: 0 });
    expect(await schedulerOf().tick()).toBe(0);
    await watch.subjects.change(id, 2, { everyHours: 6 });
    expect(await schedulerOf().tick()).toBe(1);
  });

  test('audited on demand once, however often it is asked for', async () => {
    const { id } = await add('example.org', { everyHours: 0 });
    const first = await watch.subjects.auditNow(id, by);
    const second = await watch.subjects.auditNow(id, by);
    expect(first.ok && second.ok && first.value.id === second.value.id).toBe(true);
    expect(first).toMatchObject({ value: { askedBy: by.name, personId: by.id, subjectId: id } });
    expect(await watch.subjects.auditNow('0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10', by)).toMatchObject({
      problem: { code: 'not-found' },
    });
  });

  test('removed: its job is cancelled, its alerts close, its findings go', async () => {
    await watch.start();
    const { id } = await add('example.org');
    await schedulerOf().tick();
    await jobs.end(id, auditDocument([bad('spf/x', { severity: 'critical' })]));
    expect(await watch.alerts.countWaiting()).toBe(1);
    await watch.subjects.auditNow(id, by);
    expect(await watch.subjects.remove(id)).toBe(true);
    expect(await watch.alerts.countWaiting()).toBe(0);
    expect(await jobs.waiting()).toEqual([]);
    expect(await opened.store.findings.failures()).toEqual([]);
    expect(await watch.subjects.remove(id)).toBe(false);
  });
});

describe('the schedule', () => {
  test('begins at most as many as allowed at once', async () => {
    for (let place = 0; place < 6; place += 1) await add(`d${place}.example.org`);
    const scheduler = schedulerOf();
    expect([await scheduler.tick(), await scheduler.tick()]).toEqual([2, 0]);
    const [first] = await jobs.waiting();
    await jobs.end(first?.subjectId ?? '', auditDocument([good('spf/x')]));
    expect(await scheduler.tick()).toBe(1);
  });

  test('nothing runs twice: a stop between the job and the next time finds the job', async () => {
    const { id } = await add('example.org');
    await schedulerOf().tick();
    // As if the process had stopped before the next time was written.
    await opened.store.inventory.audited(id, { nextAuditAt: '2026-11-01T00:00:00.000Z' });
    expect(await schedulerOf().tick()).toBe(0);
    expect(await jobs.waiting()).toHaveLength(1);
    expect((await watch.subjects.get(id))?.nextAuditAt).not.toBe('2026-11-01T00:00:00.000Z');
  });

  test('a full queue leaves them due', async () => {
    await add('example.org');
    const full = testJobs(opened.store, clock, 0);
    expect(await schedulerOf(full).tick()).toBe(0);
    expect(await schedulerOf().tick()).toBe(1);
  });

  test('turned off, nothing begins, and no next audit is told', async () => {
    await add('example.org');
    await watch.settings.put('schedule', 0, { isEnabled: false });
    expect(await schedulerOf().tick()).toBe(0);
    const [first] = await watch.subjects.list('en');
    expect(first?.nextAuditAt).toBeUndefined();
    expect((await watch.subjects.get(first?.id ?? '', 'en'))?.nextAuditAt).toBeUndefined();
  });

  test('lists are asked no faster than the setting says', async () => {
    await watch.settings.put('schedule', 0, { maxAtOnce: 16, listQuestionsPerMinute: 6 });
    for (let place = 0; place < 8; place += 1) await add(`d${place}.example.org`);
    const scheduler = schedulerOf();
    const begun: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      begun.push(await scheduler.tick());
      clock.pass(minute);
    }
    // Three questions each where nothing is known yet: two audits a minute.
    expect(begun).toEqual([2, 2, 2, 2]);
  });

  test('after a long stop what is overdue is spread, the longest waiting first', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => `${letter}.example.org`);
    for (const name of names) {
      await add(name);
      clock.pass(1000);
    }
    clock.pass(240 * hour);
    expect(await schedulerOf().catchUp()).toBe(5);
    const subjects = await opened.store.inventory.list();
    const times = subjects.map(({ nextAuditAt }) => Date.parse(nextAuditAt ?? '') - clock.nowMs());
    expect(times).toEqual([0, 30_000, 60_000, 90_000, 120_000]);
    expect(await schedulerOf().tick()).toBe(1);
  });

  test('an audit that said nothing is tried again, later each time, and the reason stands there', async () => {
    await watch.start();
    const { id } = await add('example.org');
    const waits: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await schedulerOf().tick();
      await jobs.end(id, { code: 'resolver', message: 'The resolver is silent.' });
      const subject = await watch.subjects.get(id);
      expect(subject).toMatchObject({ failedAudits: round + 1, lastProblem: 'The resolver is silent.' });
      const wait = Date.parse(subject?.nextAuditAt ?? '') - clock.nowMs();
      waits.push(Math.round(wait / minute));
      clock.pass(wait);
    }
    expect(waits).toEqual([11, 22, 44]);
    await schedulerOf().tick();
    await jobs.end(id, auditDocument([good('spf/x')]));
    const mended = await watch.subjects.get(id);
    expect(mended?.failedAudits).toBe(0);
    expect(mended?.lastProblem).toBeUndefined();
  });

  test('an audit in which nobody answered counts as one that said nothing, and closes nothing', async () => {
    await watch.start();
    const { id } = await add('example.org');
    await schedulerOf().tick();
    await jobs.end(id, auditDocument([bad('spf/x', { severity: 'critical' })]));
    await watch.subjects.auditNow(id, by);
    clock.pass(hour);
    await jobs.end(id, auditDocument([dark('spf/x')]));
    expect(await watch.subjects.get(id)).toMatchObject({
      failedAudits: 1,
      unknown: 1,
      failures: { critical: 1 },
    });
    expect(await watch.alerts.countWaiting()).toBe(1);
  });

  test('what is new and not critical is looked at again soon, once', async () => {
    await watch.start();
    const { id } = await add('example.org');
    const next = async (): Promise<number> =>
      Math.round((Date.parse((await watch.subjects.get(id))?.nextAuditAt ?? '') - clock.nowMs()) / minute);
    await schedulerOf().tick();
    await jobs.end(id, auditDocument([bad('spf/x')]));
    expect(await next()).toBe(33);
    clock.pass(33 * minute);
    await schedulerOf().tick();
    await jobs.end(id, auditDocument([bad('dmarc/x')]));
    expect(await next()).toBeGreaterThan(11 * 60);
  });

  test('an audit that ended unheard is taken in at the next start, once', async () => {
    const { id } = await add('example.org');
    await schedulerOf().tick();
    await jobs.endUnheard(id, auditDocument([bad('spf/x', { severity: 'critical' })]));
    expect(await watch.alerts.countWaiting()).toBe(0);
    await watch.start();
    expect(await watch.alerts.countWaiting()).toBe(1);
    await watch.stop();
    const states = await watch.subjects.findings(id);
    const again = testWatch(opened.store, clock, jobs);
    await again.start();
    expect(await again.subjects.findings(id)).toEqual(states);
    await again.stop();
  });

  test('the options of the subject, the plan and the language go with the job', async () => {
    await watch.settings.put('alerts', 0, { language: 'de' });
    await add('example.org', { options: { sendingIps: ['192.0.2.1'], selectors: ['s1'], lists: false } });
    await schedulerOf().tick();
    expect((await jobs.waiting())[0]).toMatchObject({
      kind: 'audit',
      askedBy: 'schedule',
      options: { sendingIps: ['192.0.2.1'], selectors: ['s1'], lists: false, plan: true, language: 'de' },
    });
  });
});

describe('everybody reads in their own language', () => {
  const audited = async (...told: readonly Parameters<typeof auditDocument>[0][]) => {
    const { id } = await add('example.org', { everyHours: 0 });
    for (const findings of told) {
      await watch.subjects.auditNow(id, by);
      await jobs.end(id, auditDocument(findings));
      clock.pass(minute);
    }
    return id;
  };
  const english = { title: 'spf/x of example.org: wrong', language: 'en' };
  const german = { title: 'de spf/x of example.org: wrong', language: 'de' };

  test('findings, changes, the inventory, the plan, alerts', async () => {
    await watch.start();
    const critical = bad('spf/x', { severity: 'critical' });
    const id = await audited([good('spf/x')], [critical]);
    const { subjects, alerts } = watch;
    for (const [language, words] of [
      [undefined, english],
      ['en', english],
      ['de', german],
      ['fr', english],
    ] as const) {
      const [state] = await subjects.findings(id, language);
      const { items: changes } = await subjects.changes(id, { limit: 5 }, language);
      const [change] = await subjects.changesSince('2026-01-01T00:00:00.000Z', language);
      const { top, worst } = (await subjects.get(id, language)) ?? {};
      const [listed] = await subjects.list(language);
      const { items: listedAlerts } = await alerts.list({}, { limit: 5 }, language);
      const alert = await alerts.get(listedAlerts[0]?.id ?? '', language);
      const all = [state, changes[0], change, worst, top?.[0], listed?.worst, listedAlerts[0], alert];
      for (const one of all) expect(one).toMatchObject(words);
      for (const one of all) expect(one).not.toHaveProperty('said');
      expect(alert?.finding).toMatchObject({
        label: words.title.replace(': wrong', ''),
        todo: 'mend it',
        concerns: [{ id, name: 'example.org' }],
      });
      expect(alert?.turn).toBe(words === german ? 'de turn' : 'your turn');
      expect((await subjects.plan(id, language))?.language).toBe(words.language);
    }
    const { items } = await alerts.list({}, { limit: 1 });
    const { id: alertId = '', version = 0 } = items[0] ?? {};
    expect(await alerts.change(alertId, version, { acknowledged: true }, by, 'de')).toMatchObject({
      ok: true,
      value: german,
    });
  });

  test('why an audit said nothing', async () => {
    await watch.start();
    const id = await audited();
    await watch.subjects.auditNow(id, by);
    await jobs.end(id, { code: 'not-offline', message: 'An audit asks DNS.' });
    const [own, other] = [await watch.subjects.get(id), await watch.subjects.get(id, 'de')];
    expect([own?.language, other?.language]).toEqual(['en', 'de']);
    expect(own?.lastProblem).not.toBe(other?.lastProblem);
    await watch.subjects.auditNow(id, by);
    await jobs.end(id, { code: 'unheard-of', message: 'It broke.' });
    expect(await watch.subjects.get(id, 'de')).toMatchObject({ lastProblem: 'It broke.', language: 'en' });
    await watch.subjects.auditNow(id, by);
    await jobs.end(id, auditDocument([dark('spf/x')]));
    expect(await watch.subjects.get(id, 'de')).toMatchObject({ lastProblem: 'de said', language: 'de' });
    await watch.subjects.auditNow(id, by);
    await jobs.end(id, auditDocument([good('spf/x')]));
    expect((await watch.subjects.get(id, 'de'))?.lastProblem).toBeUndefined();
  });
});

describe('an alert', () => {
  const run = async (
    id: string,
    ...told: readonly (readonly Parameters<typeof auditDocument>[0][number][])[]
  ) => {
    for (const findings of told) {
      await watch.subjects.auditNow(id, by);
      await jobs.end(id, auditDocument(findings));
      clock.pass(hour);
    }
  };

  test('opens at the second sight, carries cause, evidence and fix, closes by itself', async () => {
    await watch.start();
    const { id } = await add('example.org', { everyHours: 0 });
    await run(id, [good('spf/x')], [bad('spf/x')]);
    expect(await watch.alerts.countWaiting()).toBe(0);
    await run(id, [bad('spf/x')]);
    const [alert] = (await watch.alerts.list({ state: 'open' }, { limit: 10 })).items;
    expect(alert).toMatchObject({
      subjectId: id,
      severity: 'error',
      about: 'example.org',
      title: 'spf/x of example.org: wrong',
      finding: { todo: 'mend it', lookups: ['example.org TXT NOERROR'] },
      turn: 'your turn',
    });
    await run(id, [bad('spf/x')], [bad('spf/x')]);
    expect((await watch.alerts.list({}, { limit: 10 })).items).toHaveLength(1);
    await run(id, [good('spf/x')]);
    expect(await watch.alerts.get(alert?.id ?? '')).toMatchObject({ state: 'closed' });
    expect((await watch.subjects.changes(id, { limit: 10 })).items.map(({ from, to }) => [from, to])).toEqual(
      [
        ['fail', 'pass'],
        ['pass', 'fail'],
      ],
    );
  });

  test('is acknowledged and muted by people, each from the version they saw', async () => {
    await watch.start();
    const { id } = await add('example.org', { everyHours: 0 });
    await run(id, [bad('spf/x', { severity: 'critical' })]);
    const [alert] = (await watch.alerts.list({}, { limit: 1 })).items;
    const { id: alertId = '', version = 0 } = alert ?? {};
    const changed = await watch.alerts.change(alertId, version, { acknowledged: true }, by);
    expect(changed).toMatchObject({ ok: true, value: { acknowledgedBy: 'op@example.org' } });
    expect(await watch.alerts.change(alertId, version, { acknowledged: false }, by)).toMatchObject({
      ok: false,
      problem: { code: 'changed-elsewhere' },
    });
  });

  test('live views are told of open alerts and of changed subjects', async () => {
    await watch.start();
    const told: string[] = [];
    watch.onEvent((event) => told.push(event.kind === 'alerts' ? `alerts ${event.open}` : 'change'));
    const { id } = await add('example.org', { everyHours: 0 });
    await run(id, [bad('spf/x', { severity: 'critical' })]);
    await expect.poll(() => told).toEqual(expect.arrayContaining(['alerts 1', 'change']));
  });

  test('what is acknowledged or muted waits for nobody, until it is taken back or the muting has ended', async () => {
    await watch.start();
    const { id } = await add('example.org', { everyHours: 0 });
    await run(id, [bad('spf/x', { severity: 'critical' })]);
    const told: number[] = [];
    watch.onEvent((event) => event.kind === 'alerts' && told.push(event.open));
    const change = async (change: Parameters<Watch['alerts']['change']>[2]) => {
      const [alert] = (await watch.alerts.list({}, { limit: 1 })).items;
      await watch.alerts.change(alert?.id ?? '', alert?.version ?? 0, change, by);
      return watch.alerts.countWaiting();
    };
    expect(await change({ acknowledged: true })).toBe(0);
    expect(await change({ acknowledged: false })).toBe(1);
    expect(await change({ mutedUntil: instantOf(clock.nowMs() + hour) })).toBe(0);
    await expect.poll(() => told).toEqual([0, 1, 0]);
    clock.pass(hour);
    await expect.poll(() => told).toEqual([0, 1, 0, 1]);
  });
});
