/** What the repositories of reports and of links to them do. Test support. */
import { describe, expect, test } from 'vitest';
import { at, present, readAll, report } from '../samples/testing.ts';
import type { StoreOf } from '../testing.ts';
import type { ReportFilter, Share } from './types.ts';

const share = (reportId: string, change: Partial<Share> = {}): Omit<Share, 'id'> => ({
  reportId,
  tokenHash: 's1',
  createdAt: at(9),
  expiresAt: at(20),
  isRedacted: true,
  createdBy: 'Kim',
  ...change,
});

/** Reports that filters tell apart, by what they are about. */
const mixed = [
  { ...report, about: 'a.example', at: at(8), personId: 'p1' },
  {
    ...report,
    about: 'b.example',
    at: at(9),
    personId: 'p2',
    kind: 'explain' as const,
    standing: 'good' as const,
  },
  { ...report, about: 'c.example', at: at(10), subjectId: 'sub1', tags: ['dkim/none', 'spf/all-x'] },
  { ...report, about: 'Zürich Straße 100%_x', at: at(11), headline: 'Ærø REFUSES Ελλάς.', tags: ['größe'] },
];

export function testReports(storeOf: StoreOf): void {
  test('a report is found as it was added, with its bytes', async () => {
    const { reports } = storeOf();
    const full = { ...report, personId: 'p1', subjectId: 'sub1', input: Uint8Array.of(0, 255, 10, 13, 128) };
    const added = await reports.add(full);
    expect(added).toMatchObject({ ...full, id: expect.any(String) });
    const got = present(await reports.get(added.id));
    expect({ ...got, input: [...present(got.input)] }).toEqual({
      ...full,
      id: added.id,
      input: [0, 255, 10, 13, 128],
    });
    expect(await reports.get('none')).toBeUndefined();
  });

  test.each([
    ['that repeat themselves', (n: number) => (n % 97) + 32],
    ['that nothing makes smaller', (n: number) => (Math.imul(n ^ 0x9e3779b9, 0x85ebca6b) >>> 13) & 255],
  ])('documents and inputs of every length are given back as they were: bytes %s', async (_, byteAt) => {
    const { reports } = storeOf();
    for (const length of [0, 1, 2047, 2048, 2049, 16_384, 16_385, 100_000, 1024 * 1024]) {
      const input = Uint8Array.from({ length }, (_byte, n) => byteAt(n));
      const document = { text: Buffer.from(input).toString('latin1'), 'ä€\u{1f4e7}': null };
      const added = await reports.add({ ...report, document, input });
      const got = present(await reports.get(added.id));
      for (const one of [added, got]) {
        expect(one.document).toEqual(document);
        expect(Buffer.from(present(one.input)).equals(input)).toBe(true);
      }
    }
  });

  test('input larger than 1 MiB is not kept, and what is too long for a list is cut', async () => {
    const { reports } = storeOf();
    const kept = await reports.add({ ...report, input: new Uint8Array(1024 * 1024) });
    const large = await reports.add({ ...report, input: new Uint8Array(1024 * 1024 + 1) });
    expect((await reports.get(kept.id))?.input).toHaveLength(1024 * 1024);
    expect(await reports.get(large.id)).not.toHaveProperty('input');
    const tags = Array.from({ length: 60 }, (_, n) => `t${n}`);
    const long = await reports.add({ ...report, about: 'x'.repeat(300), tags });
    expect(long.about).toHaveLength(200);
    expect(long.tags).toHaveLength(50);
  });

  test('what is said in other languages is kept, and found by its words', async () => {
    const { reports } = storeOf();
    const said = { de: { about: 'Dieser Text', headline: 'Alle dürfen senden.', turn: 'Sie' } };
    const added = await reports.add({ ...report, language: 'en', said, form: 1 });
    expect(await reports.get(added.id)).toMatchObject({ language: 'en', said, form: 1 });
    for (const words of ['Dieser', 'durfen', 'everybody']) {
      const { items } = await reports.list({ words }, { limit: 5 });
      expect(items).toMatchObject([{ id: added.id, language: 'en', said }]);
    }
    const older = await reports.add(report);
    for (const member of ['language', 'said', 'form'])
      expect(await reports.get(older.id)).not.toHaveProperty(member);
  });

  test('what a job found is kept with its end, once, and not where it has ended before', async () => {
    const { reports, jobs } = storeOf();
    const ask = { kind: 'audit', about: 'a', askedBy: 'Kim', options: {}, createdAt: at(8) } as const;
    const { id } = await jobs.add({ ...ask, input: Uint8Array.of(1) });
    await jobs.claim(at(9));
    const added = present(await reports.addOfJob(id, at(10), report));
    expect(await reports.get(added.id)).toEqual(added);
    expect(added).toMatchObject(report);
    const ended = await jobs.get(id);
    expect(ended).toMatchObject({ state: 'done', reportId: added.id, endedAt: at(10) });
    expect(ended).not.toHaveProperty('input');
    expect(await reports.addOfJob(id, at(11), report)).toBeUndefined();
    const cancelled = await jobs.add(ask);
    await jobs.end(cancelled.id, at(9), { state: 'cancelled' });
    expect(await reports.addOfJob(cancelled.id, at(11), report)).toBeUndefined();
    expect((await reports.list({}, { limit: 5 })).items.map((one) => one.id)).toEqual([added.id]);
    expect(await jobs.get(cancelled.id)).toMatchObject({ state: 'cancelled' });
  });

  test('lists show no document and no input', async () => {
    const { reports } = storeOf();
    await reports.add({ ...report, input: Uint8Array.of(1) });
    const [item] = (await reports.list({}, { limit: 10 })).items;
    expect(await reports.look(present(item).id)).toEqual(item);
    expect(await reports.look('none')).toBeUndefined();
    expect(Object.keys(present(item)).sort()).toEqual([
      'about',
      'askedBy',
      'at',
      'headline',
      'id',
      'kind',
      'standing',
      'tags',
      'turn',
    ]);
  });

  describe('filters', () => {
    test.each<[string, ReportFilter, readonly string[]]>([
      ['none', {}, ['Zürich Straße 100%_x', 'c.example', 'b.example', 'a.example']],
      ['kind', { kind: 'explain' }, ['b.example']],
      ['standing', { standing: 'good' }, ['b.example']],
      ['subject', { subjectId: 'sub1' }, ['c.example']],
      ['person', { personId: 'p2' }, ['b.example']],
      ['whatever people asked', { isByPerson: true }, ['b.example', 'a.example']],
      ['what nobody asked in person', { isByPerson: false }, ['Zürich Straße 100%_x', 'c.example']],
      ['tag', { tag: 'spf/all' }, ['b.example', 'a.example']],
      ['tag with letters beyond ASCII', { tag: 'größe' }, ['Zürich Straße 100%_x']],
      ['a part of a tag is no tag', { tag: 'spf' }, []],
      ['from is in', { from: at(10) }, ['Zürich Straße 100%_x', 'c.example']],
      ['to is out', { to: at(9) }, ['a.example']],
      ['kind and standing that do not meet', { kind: 'explain', standing: 'bad' }, []],
      ['words in any order', { words: 'strasse zurich' }, ['Zürich Straße 100%_x']],
      ['words without case and accents', { words: 'ZÜRICH aero ΕΛΛΑΣ' }, ['Zürich Straße 100%_x']],
      ['all words', { words: 'zurich example' }, []],
      ['words of a tag', { words: 'dkim' }, ['c.example']],
      ['a percent sign is itself', { words: '0%' }, ['Zürich Straße 100%_x']],
      ['an underscore is itself', { words: 'a_e' }, []],
      [
        'words of spaces alone',
        { words: ' \t ' },
        ['Zürich Straße 100%_x', 'c.example', 'b.example', 'a.example'],
      ],
      ['quotes and marks', { words: `'"!\\` }, []],
    ])('%s', async (_, filter, abouts) => {
      const { reports } = storeOf();
      for (const one of mixed) await reports.add(one);
      const { items } = await reports.list(filter, { limit: 10 });
      expect(items.map(({ about }) => about)).toEqual(abouts);
    });
  });

  test('pages of a filter show every one once', async () => {
    const { reports } = storeOf();
    for (let n = 0; n < 9; n += 1)
      await reports.add({ ...report, about: `r${n}`, standing: n % 2 === 0 ? 'good' : 'bad' });
    const good = await readAll((request) => reports.list({ standing: 'good' }, request), 2);
    expect(good.map(({ about }) => about)).toEqual(['r8', 'r6', 'r4', 'r2', 'r0']);
  });

  test('a link is found until it expires, and goes with its report', async () => {
    const { reports, shares } = storeOf();
    const { id: reportId } = await reports.add(report);
    const added = await shares.add(share(reportId));
    const plain = await shares.add(share(reportId, { tokenHash: 's2', isRedacted: false }));
    expect(added).toEqual({ ...share(reportId), id: added.id });
    expect(await shares.byHash('s1', at(19))).toEqual(added);
    expect(await shares.byHash('s1', at(20))).toBeUndefined();
    expect(await shares.listOf(reportId)).toEqual([plain, added]);
    expect(await shares.remove(plain.id)).toBe(true);
    expect(await shares.remove(plain.id)).toBe(false);
    expect(await reports.remove(reportId)).toBe(true);
    expect(await reports.remove(reportId)).toBe(false);
    expect(await shares.get(added.id)).toBeUndefined();
    expect(await reports.get(reportId)).toBeUndefined();
  });

  test('a link to no report is refused', async () => {
    await expect(storeOf().shares.add(share('none'))).rejects.toThrow();
  });
}
