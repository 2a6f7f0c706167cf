/** What the repositories of the inventory, of findings over time and of listings do. Test support. */
import { expect, test } from 'vitest';
import { at, findingState, present, readAll, subject } from '../samples/testing.ts';
import type { StoreOf } from '../testing.ts';
import type { FindingChange, ListingSpan } from './types.ts';

const change = (subjectId: string, key: string, hour: number): Omit<FindingChange, 'id'> => ({
  subjectId,
  at: at(hour),
  key,
  title: 'Everybody may send as example.org.',
  from: 'pass',
  to: 'fail',
  severity: 'error',
  reportId: 'r1',
});

const seen = (
  subjectId: string,
  hour: number,
  more: Partial<ListingSpan> = {},
): Omit<ListingSpan, 'from'> => ({
  subjectId,
  about: '192.0.2.1',
  zone: 'list.example',
  state: 'not-listed',
  codes: [],
  reason: '',
  until: at(hour),
  ...more,
});

export function testInventory(storeOf: StoreOf): void {
  test('a subject is found as it was added, a name once', async () => {
    const { inventory } = storeOf();
    const full = {
      ...subject,
      nextAuditAt: at(9),
      lastAuditAt: at(7),
      lastReportId: 'r0',
      lastProblem: 'servfail',
    };
    const added = present(await inventory.add(full));
    expect(added).toEqual({ ...full, id: added.id, version: 1 });
    expect(await inventory.add(subject)).toBeUndefined();
    expect(await inventory.get(added.id)).toEqual(added);
    expect(await inventory.byName('example.org')).toEqual(added);
    const other = present(await inventory.add({ ...subject, name: 'a.example' }));
    expect((await inventory.list()).map(({ id }) => id)).toEqual([other.id, added.id]);
  });

  test('a change names the version it read; what the program notes is none', async () => {
    const { inventory } = storeOf();
    const { id } = present(await inventory.add({ ...subject, nextAuditAt: at(9), lastProblem: 'servfail' }));
    await inventory.audited(id, { lastAuditAt: at(10), kind: 'host', failedAudits: 2, lastProblem: null });
    await inventory.audited(id, {});
    expect(await inventory.change(id, 1, { note: 'ours', everyHours: 0, nextAuditAt: null })).toEqual({
      ok: true,
      value: {
        ...subject,
        id,
        kind: 'host',
        note: 'ours',
        everyHours: 0,
        lastAuditAt: at(10),
        failedAudits: 2,
        version: 2,
      },
    });
    expect(await inventory.change(id, 1, { note: 'x' })).toEqual({
      ok: false,
      problem: { code: 'changed-elsewhere', version: 2 },
    });
    expect(await inventory.change('none', 1, {})).toEqual({ ok: false, problem: { code: 'not-found' } });
  });

  test('due are those whose time has come, longest waiting first', async () => {
    const { inventory } = storeOf();
    const hours: readonly [string, number | undefined][] = [
      ['a', 10],
      ['b', 8],
      ['c', 11],
      ['d', undefined],
      ['e', 9],
    ];
    for (const [name, hour] of hours)
      await inventory.add({ ...subject, name, ...(hour !== undefined && { nextAuditAt: at(hour) }) });
    const names = async (limit: number) => (await inventory.due(at(10), limit)).map(({ name }) => name);
    expect(await names(10)).toEqual(['b', 'e', 'a']);
    expect(await names(2)).toEqual(['b', 'e']);
  });

  test('findings of a subject are replaced as a whole, and changes added', async () => {
    const { inventory, findings } = storeOf();
    const { id } = present(await inventory.add(subject));
    const other = present(await inventory.add({ ...subject, name: 'a.example' }));
    await findings.record(other.id, [findingState(other.id, 'k9')], []);
    const { severity: _, ...noWeight } = findingState(id, 'k2', {
      outcome: 'pass',
      unknownSince: at(8),
      missedTimes: 1,
    });
    await findings.record(id, [findingState(id, 'k1'), noWeight], [change(id, 'k1', 9)]);
    expect(await findings.statesOf(id)).toEqual([findingState(id, 'k1'), noWeight]);
    await findings.record(id, [findingState(id, 'k3')], [change(id, 'k1', 10), change(id, 'k3', 10)]);
    expect((await findings.statesOf(id)).map(({ key }) => key)).toEqual(['k3']);
    expect((await findings.failures()).map(({ key }) => key).sort()).toEqual(['k3', 'k9']);
    const about = (key: string, check: string, about: string) => findingState(id, key, { check, about });
    await findings.record(
      id,
      [
        about('k3', 'listing/a', '192.0.2.2'),
        about('k4', 'listing/b', '192.0.2.2'),
        about('k5', 'listing/b', '192.0.2.1'),
        about('k6', 'listings/c', '192.0.2.9'),
      ],
      [],
    );
    expect(await findings.aboutsOf('listing')).toEqual([
      { subjectId: id, about: '192.0.2.1' },
      { subjectId: id, about: '192.0.2.2' },
    ]);
    const all = await readAll((request) => findings.changesOf(id, request), 2);
    expect(all).toEqual([
      { ...change(id, 'k3', 10), id: expect.any(String) },
      { ...change(id, 'k1', 10), id: expect.any(String) },
      { ...change(id, 'k1', 9), id: expect.any(String) },
    ]);
    expect((await findings.changesSince(at(10), 10)).map(({ key }) => key)).toEqual(['k3', 'k1']);
    expect(await findings.changesSince(at(9), 1)).toHaveLength(1);
  });

  test('states and changes are written together or not at all', async () => {
    const { inventory, findings } = storeOf();
    const { id } = present(await inventory.add(subject));
    await findings.record(id, [findingState(id, 'k1')], []);
    const twice = [findingState(id, 'k2'), findingState(id, 'k2')];
    await expect(findings.record(id, twice, [change(id, 'k2', 9)])).rejects.toThrow();
    expect((await findings.statesOf(id)).map(({ key }) => key)).toEqual(['k1']);
    expect((await findings.changesOf(id, { limit: 5 })).items).toEqual([]);
  });

  test('a change without outcomes before or after has none', async () => {
    const { inventory, findings } = storeOf();
    const { id } = present(await inventory.add(subject));
    const { from: _, severity: __, ...came } = change(id, 'k1', 9);
    await findings.record(id, [], [came]);
    expect((await findings.changesOf(id, { limit: 5 })).items).toEqual([{ ...came, id: expect.any(String) }]);
  });

  test('hundreds of findings go in at once', async () => {
    const { inventory, findings } = storeOf();
    const { id } = present(await inventory.add(subject));
    const states = Array.from({ length: 700 }, (_, n) => findingState(id, `k${n}`));
    await findings.record(
      id,
      states,
      states.map(({ key }) => change(id, key, 9)),
    );
    expect(await findings.statesOf(id)).toHaveLength(700);
    expect(await readAll((request) => findings.changesOf(id, request), 200)).toHaveLength(700);
  });

  test('a listing lasts as long as the list says the same', async () => {
    const { inventory, listings } = storeOf();
    const { id } = present(await inventory.add(subject));
    const listed = { state: 'listed' as const, codes: ['127.0.0.2'] };
    await listings.record([seen(id, 8), seen(id, 8, { zone: 'other.example' })]);
    await listings.record([seen(id, 9, { reason: 'still clean' })]);
    await listings.record([seen(id, 10, listed)]);
    await listings.record([seen(id, 11, { ...listed, codes: ['127.0.0.3'] })]);
    await listings.record([seen(id, 12)]);
    const spans = await listings.historyOf('192.0.2.1', 'list.example');
    expect(spans.map(({ from, until, codes }) => [from, until, codes[0]])).toEqual([
      [at(12), at(12), undefined],
      [at(11), at(11), '127.0.0.3'],
      [at(10), at(10), '127.0.0.2'],
      [at(8), at(9), undefined],
    ]);
    expect(spans[3]?.reason).toBe('still clean');
    expect((await listings.current()).map(({ zone, from }) => [zone, from])).toEqual([
      ['list.example', at(12)],
      ['other.example', at(8)],
    ]);
  });

  test('the same address seen twice in one go is one span', async () => {
    const { inventory, listings } = storeOf();
    const { id } = present(await inventory.add(subject));
    await listings.record([seen(id, 8), seen(id, 9)]);
    expect(await listings.historyOf('192.0.2.1', 'list.example')).toEqual([{ ...seen(id, 9), from: at(8) }]);
  });

  test('removing a subject takes findings, changes and listings along; what comes late is not kept', async () => {
    const { inventory, findings, listings } = storeOf();
    const { id } = present(await inventory.add(subject));
    await findings.record(id, [findingState(id, 'k1')], [change(id, 'k1', 9)]);
    await listings.record([seen(id, 8)]);
    expect(await inventory.remove(id)).toBe(true);
    expect(await inventory.remove(id)).toBe(false);
    await findings.record(id, [findingState(id, 'k1')], [change(id, 'k1', 10)]);
    await listings.record([seen(id, 9)]);
    expect(await findings.failures()).toEqual([]);
    expect(await findings.changesSince(at(0), 10)).toEqual([]);
    expect(await listings.current()).toEqual([]);
  });
}
