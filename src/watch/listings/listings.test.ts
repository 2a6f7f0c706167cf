/** What lists say of what is watched, on a real store. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditDocument, bad, good } from '../outcome/testing.ts';
import { byOperator as by, openStage, type WatchStage } from '../schedule/testing.ts';

const hour = 3_600_000;

let stage: WatchStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.end());

const ip = '192.0.2.1';
const zone = 'zen.spamhaus.org';
test('what a list says is kept over time, with the way off it in both languages', async () => {
  await stage.watch.start();
  const { id } = await stage.add('example.org', { everyHours: 0 });
  for (const state of ['not-listed', 'listed', 'listed', 'not-checked', 'listed'] as const) {
    await stage.watch.subjects.auditNow(id, by);
    await stage.jobs.end(
      id,
      auditDocument([good('spf/x')], { lists: [{ about: ip, zone, state, codes: ['127.0.0.4'] }] }),
    );
    stage.clock.pass(hour);
  }
  const history = await stage.watch.listings.history(ip, zone);
  expect(history.map(({ state }) => state)).toEqual(['listed', 'unknown', 'listed', 'not-listed']);
  const [english] = await stage.watch.listings.current('en');
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
  const [german] = await stage.watch.listings.current('de');
  expect(german?.delisting?.how).not.toBe(english?.delisting?.how);
});

test('an address on a list belongs to every watched name that sends from it', async () => {
  await stage.watch.start();
  const asked = { about: ip, zone, state: 'listed', codes: ['127.0.0.4'] } as const;
  const ids = [];
  for (const name of ['b.example', 'a.example', 'c.example']) {
    const { id } = await stage.add(name, { everyHours: 0 });
    ids.push(id);
    await stage.watch.subjects.auditNow(id, by);
    const found = name === 'c.example' ? good('spf/x') : bad('listing/ip-on-list', { about: ip, ip });
    await stage.jobs.end(
      id,
      auditDocument([found], { subject: name, lists: name === 'c.example' ? [] : [asked] }),
    );
  }
  const names = async (subjectId?: string) =>
    (await stage.watch.listings.current('en', subjectId)).map(({ subjects }) =>
      subjects.map(({ name }) => name),
    );
  expect(await names()).toEqual([['a.example', 'b.example']]);
  expect(await Promise.all(ids.map((id) => names(id)))).toEqual([
    [['a.example', 'b.example']],
    [['a.example', 'b.example']],
    [],
  ]);
});
