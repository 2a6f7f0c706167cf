/** What lists say of what is watched, on a real store. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditDocument, bad, good } from '../outcome/testing.ts';
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

const hour = 3_600_000;
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
  const added = await watch.subjects.add({ name, everyHours: 0 });
  if (!added.ok) throw new Error(added.problem.message);
  return added.value;
};

const ip = '192.0.2.1';
const zone = 'zen.spamhaus.org';
test('what a list says is kept over time, with the way off it in both languages', async () => {
  await watch.start();
  const { id } = await add('example.org');
  for (const state of ['not-listed', 'listed', 'listed', 'not-checked', 'listed'] as const) {
    await watch.subjects.auditNow(id, by);
    await jobs.end(
      id,
      auditDocument([good('spf/x')], { lists: [{ about: ip, zone, state, codes: ['127.0.0.4'] }] }),
    );
    clock.pass(hour);
  }
  const history = await watch.listings.history(ip, zone);
  expect(history.map(({ state }) => state)).toEqual(['listed', 'unknown', 'listed', 'not-listed']);
  const [english] = await watch.listings.current('en');
  expect(english).toMatchObject({
    about: ip,
    zone,
    state: 'listed',
    subjectName: 'example.org',
    operator: 'Spamhaus',
    tier: 1,
    delisting: { isRequest: true },
  });
  expect(english?.delisting?.how).toContain('https://check.spamhaus.org/');
  expect(english?.delisting?.cause).toBeDefined();
  const [german] = await watch.listings.current('de');
  expect(german?.delisting?.how).not.toBe(english?.delisting?.how);
});

test('an address on a list belongs to every watched name that sends from it', async () => {
  await watch.start();
  const asked = { about: ip, zone, state: 'listed', codes: ['127.0.0.4'] } as const;
  const ids = [];
  for (const name of ['b.example', 'a.example', 'c.example']) {
    const { id } = await add(name);
    ids.push(id);
    await watch.subjects.auditNow(id, by);
    const found = name === 'c.example' ? good('spf/x') : bad('listing/ip-on-list', { about: ip, ip });
    await jobs.end(id, auditDocument([found], { subject: name, lists: name === 'c.example' ? [] : [asked] }));
  }
  const names = async (subjectId?: string) =>
    (await watch.listings.current('en', subjectId)).map(({ subjects }) => subjects.map(({ name }) => name));
  expect(await names()).toEqual([['a.example', 'b.example']]);
  expect(await Promise.all(ids.map((id) => names(id)))).toEqual([
    [['a.example', 'b.example']],
    [['a.example', 'b.example']],
    [],
  ]);
});
