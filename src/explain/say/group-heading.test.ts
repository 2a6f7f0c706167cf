/** The counts above a section are those of the overview, and both name who refused. */
import { expect, test } from 'vitest';
import type { Side } from '../side.ts';
import { texts } from '../testing.ts';
import { groupHeading } from './group-heading.ts';
import { overviewOf, type ToldGroup } from './overview.ts';
import type { VerdictView } from './view.ts';

const side = (name: string, count: number): Side => ({ name, role: 'recipient-gateway', count });
const group = (title: string, turn: string, ...sides: readonly Side[]): ToldGroup => ({
  kind: 'failure',
  count: sides.reduce((sum, { count }) => sum + count, 0),
  sides,
  view: { title, turn, usualTurn: 'the list' } as VerdictView,
});

const groups = [
  group('Full', 'the owner', side('Google', 3), side('GMX', 2)),
  group('Unknown', 'the address a@example.org', side('example.org', 1), side('example.com', 1)),
  group('Full', 'the owner', side('Google', 1)),
  group('Spam', 'you', ...['a', 'b', 'c', 'd', 'e'].map((name) => side(`${name}.example`, 1))),
];
const overview = overviewOf(groups, texts);
const headings = groups.map((one, place) =>
  groupHeading({ ...one, recipients: [] }, place, overview, 13, texts),
);

test('a line names some of who refused with their counts, and nobody’s address where it is of several', () => {
  expect(overview.lines.map(({ text }) => text)).toEqual([
    '6 of 13: Full · Google 4, GMX 2 · the owner',
    '5 of 13: Spam · a.example, b.example, c.example and 2 more · you',
    '2 of 13: Unknown · example.org, example.com · the list',
  ]);
});

test('a section counts within its line, where the line holds others', () => {
  expect(headings).toEqual([
    ['5 of 6 of this cause: Full · Google 3, GMX 2. One of them:'],
    ['2 of 13: Unknown · example.org, example.com. One of them:'],
    ['1 of 6 of this cause: Full'],
    ['5 of 13: Spam · a.example, b.example, c.example, d.example, e.example. One of them:'],
  ]);
});

test('a role stands for whom no name is known of; of nobody that is known nothing is said', () => {
  const own = group('Full', 'you', { role: 'own-server', count: 2 });
  const none: ToldGroup = { ...group('Odd', 'you'), count: 2 };
  expect(overviewOf([own, none], texts).lines.map(({ text }) => text)).toEqual([
    '2 of 4: Full · your own server · you',
    '2 of 4: Odd · you',
  ]);
});
