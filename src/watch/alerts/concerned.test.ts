/** Alerts whose cause several watched names share, on a real store. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditDocument, bad, good, type Told } from '../outcome/testing.ts';
import {
  type SetClock,
  setClock,
  type TestJobs,
  type TestStore,
  testJobs,
  testStore,
  testWatch,
} from '../testing.ts';
import type { Watch } from '../types.ts';

const by = { kind: 'person', id: '0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10', name: 'op@example.org' } as const;

let clock: SetClock;
let opened: TestStore;
let jobs: TestJobs;
let watch: Watch;

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

const add = async (name: string) => {
  const added = await watch.subjects.add({ name });
  if (!added.ok) throw new Error(added.problem.message);
  return added.value;
};
const run = async (id: string, findings: readonly Told[]) => {
  await watch.subjects.auditNow(id, by);
  await jobs.end(id, auditDocument(findings));
  clock.pass(3_600_000);
};

describe('an alert', () => {
  test('of an address that several watched names use is one, names them, and ends with the last of them', async () => {
    await watch.start();
    const ip = '192.0.2.1';
    const [a, b, own] = [await add('a.example'), await add('b.example'), await add(ip)];
    const listed = bad('listing/ip-on-list', {
      ip,
      about: ip,
      severity: 'critical',
      data: { zone: 'z.example' },
    });
    const reverse = bad('dns/ptr-exists', { ip, about: ip, severity: 'critical' });
    const open = async () => (await watch.alerts.list({ state: 'open' }, { limit: 10 })).items;
    const concerned = async () =>
      (await open())
        .filter(({ about }) => about === ip)
        .map(({ finding: { concerns } }) =>
          (concerns as { name: string }[]).map(({ name }) => name).join(' '),
        );
    for (const { id } of [a, b, own]) await run(id, [listed, reverse]);
    expect(await concerned()).toEqual(Array(2).fill(`${ip} a.example b.example`));
    for (const { id } of [a, own])
      expect((await watch.alerts.list({ subjectId: id }, { limit: 10 })).items).toHaveLength(2);

    await run(own.id, [good('listing/ip-on-list', { ip, about: ip, data: { zone: 'z.example' } }), reverse]);
    expect(await open()).toHaveLength(2);
    expect(await concerned()).toEqual(
      expect.arrayContaining(['a.example b.example', `${ip} a.example b.example`]),
    );

    await watch.subjects.remove(b.id);
    await run(own.id, [good('dns/ptr-exists', { ip, about: ip })]);
    expect((await open()).map(({ subjectId }) => subjectId)).toEqual([a.id, a.id]);
    await run(a.id, [
      good('listing/ip-on-list', { ip, about: ip, data: { zone: 'z.example' } }),
      good('dns/ptr-exists', { ip, about: ip }),
    ]);
    expect(await open()).toEqual([]);
  });

  test('of what each watched name has by itself is one for each, and names it', async () => {
    await watch.start();
    const names = ['a.example', 'b.example'];
    for (const name of names) await run((await add(name)).id, [bad('spf/x', { severity: 'critical' })]);
    const { items } = await watch.alerts.list({ state: 'open' }, { limit: 10 });
    expect(items.map(({ finding: { concerns } }) => concerns)).toEqual(
      expect.arrayContaining(names.map((name) => [expect.objectContaining({ name })])),
    );
    expect(items).toHaveLength(2);
  });
});
