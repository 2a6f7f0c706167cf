/** What stands above the section of a group: how many it stands for, of how many, who refused, and some of the recipients. */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { Side } from '../side.ts';
import { type GroupRecipients, groupRecipients } from './group-recipients.ts';
import type { Overview } from './overview.ts';
import { sideNames } from './side-names.ts';

export interface HeadedGroup extends GroupRecipients {
  readonly count: number;
  readonly sides?: readonly Side[];
  readonly view: { readonly title: string };
}

/** Sides that a heading names. */
const NAMED = 10;

/** Lines; none where the section tells of one refusal and its cause has no other. `place`: among the groups of the overview. */
export function groupHeading(
  group: HeadedGroup,
  place: number,
  { causes }: Overview,
  all: number,
  texts: Catalogue,
): readonly string[] {
  const { count, sides = [], recipients, recipientCount, view } = group;
  const cause = causes.find(({ groups }) => groups.length > 1 && groups.includes(place));
  const total = cause?.count ?? all;
  const { title } = view;
  if (count === 1) return cause === undefined ? [] : [texts.ui('group.one', { total, title })];
  const who = sideNames(sides, count, NAMED, texts);
  const line = texts.ui(cause === undefined ? 'group.line' : 'group.part', {
    count,
    total,
    title,
    ...(who !== '' && { who }),
  });
  const named = groupRecipients({ recipients, recipientCount }, texts);
  return named === '' ? [line] : [line, named];
}
