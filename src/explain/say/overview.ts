/**
 * Many refusals at a glance: how many have which cause and whose turn it is, before any of them is told. Groups with the same
 * title are one line; ordinary mail is counted apart. Limit: 12 lines, the rest is counted.
 */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { VerdictWords } from './view.ts';

/** Something failed; something is only told of (a delay, an automatic answer); mail that reports nothing. */
export type GroupKind = 'failure' | 'notice' | 'ordinary';

/** A group in words, and how many refusals are in it. */
export interface ToldGroup {
  readonly kind: GroupKind;
  readonly count: number;
  readonly view: VerdictWords;
}

/** One line of the overview. */
export interface OverviewLine {
  readonly text: string;
  /** Place of the first group that it counts. */
  readonly group: number;
}

/** All groups with one title. */
export interface OverviewCause {
  /** As in a line: '82 of 400: The mailbox does not exist · your turn: the address list'. */
  readonly text: string;
  readonly turn: string;
  readonly count: number;
  /** Places of its groups, the first told first. */
  readonly groups: readonly number[];
}

/** What is told of many refusals before each. */
export interface Overview {
  /** '' where one cause is all there is. */
  readonly headline: string;
  /** The same as a sentence of its own. */
  readonly title: string;
  readonly lines: readonly OverviewLine[];
  /** Every cause, those of the lines first; none where one is all there is. */
  readonly causes: readonly OverviewCause[];
  /** How many more causes there are; '' where none. */
  readonly more: string;
  /** How much ordinary mail there was; '' where none, or where it is told as the only thing there is. */
  readonly ordinary: string;
}

const MAX_LINES = 12;

interface Line {
  readonly title: string;
  /** Empty where the groups of the line differ in it. */
  turn: string;
  count: number;
  readonly groups: number[];
  readonly kind: GroupKind;
}

function linesOf(groups: readonly ToldGroup[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const [group, { kind, count, view }] of groups.entries()) {
    const line = lines.get(view.title);
    if (line === undefined) {
      lines.set(view.title, { title: view.title, turn: view.turn, count, groups: [group], kind });
      continue;
    }
    line.count += count;
    line.groups.push(group);
    if (line.turn !== view.turn) line.turn = view.usualTurn;
  }
  const failuresFirst = (a: Line, b: Line): number =>
    Number(a.kind !== 'failure') - Number(b.kind !== 'failure');
  return [...lines.values()].sort((a, b) => failuresFirst(a, b) || b.count - a.count);
}

const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((all, { count }) => all + count, 0);

/** The overview of groups in the order in which they are told. */
export function overviewOf(groups: readonly ToldGroup[], texts: Catalogue): Overview {
  const told = groups.filter(({ kind }) => kind !== 'ordinary');
  const ordinary = sum(groups.filter(({ kind }) => kind === 'ordinary'));
  const total = sum(told);
  const isMany = told.length > 2 || (told.length === 2 && total > 2);
  const lines = isMany ? linesOf(told) : [];
  const causes = lines.map(({ title, turn, count, groups: places }) => ({
    text: texts.ui('overview.line', { count, total, title, turn }),
    turn,
    count,
    groups: places,
  }));
  const rest = lines.slice(MAX_LINES);
  return {
    headline: isMany ? texts.ui('overview.headline', { total, causes: lines.length }) : '',
    title: isMany ? texts.ui('overview.title', { total, causes: lines.length }) : '',
    lines: causes.slice(0, MAX_LINES).map(({ text, groups: [group = 0] }) => ({ text, group })),
    causes,
    more: rest.length === 0 ? '' : texts.ui('overview.more', { causes: rest.length, count: sum(rest) }),
    ordinary:
      ordinary === 0 || (ordinary === 1 && told.length === 0)
        ? ''
        : texts.ui('overview.ordinary', ordinary === 1 ? {} : { count: ordinary }),
  };
}
