/** The grid of names and lists. */
import { expect, test } from 'vitest';
import type { Listing } from '../../api/types.ts';
import { gridOf, unknownLists } from './grid-of.ts';

const listing = (
  about: string,
  zone: string,
  state: Listing['state'] = 'not-listed',
  more: Partial<Listing> = {},
): Listing => ({
  subjectId: `of ${about}`,
  subjectName: about,
  subjects: [
    { id: `of ${about}`, name: about },
    { id: 'of z', name: 'z' },
  ],
  about,
  zone,
  state,
  codes: [],
  reason: '',
  from: '2026-11-20T00:00:00.000Z',
  until: '2026-11-26T00:00:00.000Z',
  operator: zone.toUpperCase(),
  tier: 1,
  ...more,
});

test('names and lists with the heaviest listing stand first, then by name', () => {
  const { zones, rows } = gridOf([
    listing('a', 'clean'),
    listing('a', 'small', 'listed', { tier: 3 }),
    listing('b', 'big', 'listed'),
    listing('b', 'small'),
    listing('c', 'clean'),
    listing('d', 'clean', 'unknown'),
  ]);
  expect(zones.map(({ zone }) => zone)).toEqual(['big', 'small', 'clean']);
  expect(rows.map(({ about }) => about)).toEqual(['b', 'a', 'd', 'c']);
  expect(zones[0]).toEqual({ zone: 'big', operator: 'BIG' });
});

test('a cell is what the list said; where it was not asked there is none', () => {
  const [row] = gridOf([listing('a', 'x', 'listed'), listing('a', 'y')]).rows;
  expect(row?.byZone.get('x')?.state).toBe('listed');
  expect(row?.byZone.get('y')?.state).toBe('not-listed');
  expect(row?.byZone.has('z')).toBe(false);
  expect(row).toMatchObject({ subjects: [{ name: 'a' }, { name: 'z' }], moreSubjects: 0 });
});

test('of nothing there is an empty grid', () => {
  expect(gridOf([])).toEqual({ zones: [], rows: [] });
});

test('lists that could not be asked, by their reason', () => {
  expect(
    unknownLists([
      listing('a', 'x', 'unknown', { reason: 'needs-key' }),
      listing('a', 'y', 'unknown', { reason: 'refused' }),
      listing('b', 'y', 'unknown', { reason: 'refused' }),
      listing('b', 'z', 'listed'),
    ]).map(({ zone, reason, names }) => [zone, reason, names]),
  ).toEqual([
    ['y', 'refused', 2],
    ['x', 'needs-key', 1],
  ]);
});
