/** Alerts whose cause several watched names share, on a real store. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditDocument, bad, good, type Told } from '../outcome/testing.ts';
import { byOperator as by, openStage, type WatchStage } from '../schedule/testing.ts';

let stage: WatchStage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.end());

const run = async (id: string, findings: readonly Told[]) => {
  await stage.watch.subjects.auditNow(id, by);
  await stage.jobs.end(id, auditDocument(findings));
  stage.clock.pass(3_600_000);
};

describe('an alert', () => {
  test('of an address that several watched names use is one, names them, and ends with the last of them', async () => {
    await stage.watch.start();
    const ip = '192.0.2.1';
    const [a, b, own] = [await stage.add('a.example'), await stage.add('b.example'), await stage.add(ip)];
    const listed = bad('listing/ip-on-list', {
      ip,
      about: ip,
      severity: 'critical',
      data: { zone: 'z.example' },
    });
    const reverse = bad('dns/ptr-exists', { ip, about: ip, severity: 'critical' });
    const open = async () => (await stage.watch.alerts.list({ state: 'open' }, { limit: 10 })).items;
    const concerned = async () =>
      (await open())
        .filter(({ about }) => about === ip)
        .map(({ finding: { concerns } }) =>
          (concerns as { name: string }[]).map(({ name }) => name).join(' '),
        );
    for (const { id } of [a, b, own]) await run(id, [listed, reverse]);
    expect(await concerned()).toEqual(Array(2).fill(`${ip} a.example b.example`));
    for (const { id } of [a, own])
      expect((await stage.watch.alerts.list({ subjectId: id }, { limit: 10 })).items).toHaveLength(2);

    await run(own.id, [good('listing/ip-on-list', { ip, about: ip, data: { zone: 'z.example' } }), reverse]);
    expect(await open()).toHaveLength(2);
    expect(await concerned()).toEqual(
      expect.arrayContaining(['a.example b.example', `${ip} a.example b.example`]),
    );

    await stage.watch.subjects.remove(b.id);
    await run(own.id, [good('dns/ptr-exists', { ip, about: ip })]);
    expect((await open()).map(({ subjectId }) => subjectId)).toEqual([a.id, a.id]);
    await run(a.id, [
      good('listing/ip-on-list', { ip, about: ip, data: { zone: 'z.example' } }),
      good('dns/ptr-exists', { ip, about: ip }),
    ]);
    expect(await open()).toEqual([]);
  });

  test('of what each watched name has by itself is one for each, and names it', async () => {
    await stage.watch.start();
    const names = ['a.example', 'b.example'];
    for (const name of names) await run((await stage.add(name)).id, [bad('spf/x', { severity: 'critical' })]);
    const { items } = await stage.watch.alerts.list({ state: 'open' }, { limit: 10 });
    expect(items.map(({ finding: { concerns } }) => concerns)).toEqual(
      expect.arrayContaining(names.map((name) => [expect.objectContaining({ name })])),
    );
    expect(items).toHaveLength(2);
  });
});
