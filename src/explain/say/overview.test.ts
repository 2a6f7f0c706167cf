import { expect, test } from 'vitest';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import { type GroupKind, overviewOf, type ToldGroup } from './overview.ts';
import type { VerdictView } from './view.ts';

const texts = catalogueOf(readDataFolder('data'), 'en');

const group = (count: number, title: string, turn = 'you', kind: GroupKind = 'failure'): ToldGroup => ({
  kind,
  count,
  view: { title, turn, usualTurn: 'somebody' } as VerdictView,
});
const linesOf = (groups: readonly ToldGroup[]) => overviewOf(groups, texts).lines.map(({ text }) => text);

test('of many: how many have which cause, whose turn it is, largest first, notices behind failures', () => {
  const groups = [
    group(312, 'SPF fails'),
    group(8, 'Mailbox full', 'wait'),
    group(500, 'Answer', 'nobody', 'notice'),
  ];
  expect(overviewOf(groups, texts).headline).toContain('820');
  expect(linesOf(groups)).toEqual([
    '312 of 820: SPF fails · you',
    '8 of 820: Mailbox full · wait',
    '500 of 820: Answer · nobody',
  ]);
});

test('groups with the same title are one line, which names nobody and leads to the first', () => {
  const groups = [group(5, 'A', 'x'), group(4, 'B'), group(3, 'A', 'y')];
  expect(overviewOf(groups, texts).lines).toEqual([
    { text: '8 of 12: A · somebody', group: 0 },
    { text: '4 of 12: B · you', group: 1 },
  ]);
});

test.each<readonly [why: string, groups: readonly ToldGroup[], lines: number, ordinary: string]>([
  ['one refusal', [group(1, 'A')], 0, ''],
  ['one cause', [group(300, 'A')], 0, ''],
  ['two recipients with two fates', [group(1, 'A'), group(1, 'B')], 0, ''],
  ['two causes of many', [group(2, 'A'), group(1, 'B')], 2, ''],
  ['one ordinary message', [group(1, 'O', '', 'ordinary')], 0, ''],
  ['ordinary mail', [group(3, 'O', '', 'ordinary')], 0, '3 ordinary'],
  ['a bounce in ordinary mail', [group(1, 'A'), group(3000, 'O', '', 'ordinary')], 0, '3000 ordinary'],
  ['a bounce and an ordinary message', [group(1, 'A'), group(1, 'O', '', 'ordinary')], 0, 'One ordinary'],
])('%s', (_, groups, lines, ordinary) => {
  const overview = overviewOf(groups, texts);
  expect([overview.lines.length, overview.headline !== '']).toEqual([lines, lines > 0]);
  expect(overview.ordinary.slice(0, ordinary.length || undefined)).toBe(ordinary);
});

test('of very many causes the smallest are counted together', () => {
  const groups = Array.from({ length: 40 }, (_, i) => group(100 - i, `T${i}`));
  const { lines, more } = overviewOf(groups, texts);
  expect(lines).toHaveLength(12);
  expect(more).toContain('28 other causes');
});

test('every cause is named with all its groups, those beyond the lines too', () => {
  const groups = [group(5, 'A', 'x'), group(4, 'B'), group(3, 'A', 'y'), group(2, 'O', '', 'ordinary')];
  const { title, causes } = overviewOf(groups, texts);
  expect(title).toBe('12 refusals and notices have 2 causes.');
  expect(causes.map(({ count, groups: places, turn }) => [count, places, turn])).toEqual([
    [8, [0, 2], 'somebody'],
    [4, [1], 'you'],
  ]);
  const many = Array.from({ length: 40 }, (_, i) => group(100 - i, `T${i}`));
  expect(overviewOf(many, texts).causes).toHaveLength(40);
});
