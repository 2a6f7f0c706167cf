/**
 * Two reports of the same kind beside each other: what came, what went, and what changed its outcome or its weight. Findings of an
 * audit are the same by their key, those of a message by check, message and place, explanations by category and cause. Pure.
 */
import { isCompatible } from '../findings/finding-key.ts';
import type { Report } from '../store/reports/types.ts';
import { type Item, itemsOf } from './report-items.ts';

type Compared = Pick<
  Report,
  'id' | 'kind' | 'at' | 'about' | 'headline' | 'standing' | 'language' | 'document'
>;

export interface ComparedSide {
  readonly id: string;
  readonly at: string;
  readonly about: string;
  readonly headline: string;
  readonly standing: Report['standing'];
  /** Of its headline, and of what is told of its things. */
  readonly language?: string;
}

/** How a thing stood in one of the reports. */
export interface ComparedState {
  /** 'pass', 'fail', 'unknown', 'not-applicable'; of an explanation its class. */
  readonly outcome: string;
  /** A severity, a consequence, how many refusals. */
  readonly weight: string;
  readonly word: string;
  readonly detail: string;
}

export interface ComparedThing extends ComparedState {
  readonly key: string;
  readonly about: string;
  readonly label: string;
}

export interface ChangedThing {
  readonly key: string;
  readonly about: string;
  readonly label: string;
  readonly from: ComparedState;
  readonly to: ComparedState;
}

/** Each list holds at most 500 things; `more` counts the rest of all three. */
export interface Comparison {
  readonly kind: Report['kind'];
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  /** Only in b: what failed, or could not be seen, and did not before. */
  readonly came: readonly ComparedThing[];
  readonly went: readonly ComparedThing[];
  readonly changed: readonly ChangedThing[];
  readonly same: number;
  readonly more: number;
}

const MAX_THINGS = 500;

/** `a` is the earlier one. */
export function compareReports(a: Compared, b: Compared): Comparison {
  const before = remaining(itemsOf(a.kind, a.document));
  const after: Item[] = [];
  const changed: ChangedThing[] = [];
  let same = 0;
  for (const item of itemsOf(b.kind, b.document)) {
    const old = before.take((one) => one.key === item.key, item.group);
    if (old === undefined) after.push(item);
    else if (old.outcome === item.outcome && old.weight === item.weight) same += 1;
    else changed.push(changeOf(old, item));
  }
  const came: ComparedThing[] = [];
  for (const item of after) {
    const old = before.take(
      (one) => one.outcome !== item.outcome && isCompatible(one.data, item.data),
      item.group,
    );
    const other = old ?? (item.group === 'cause' ? before.only(item.group) : undefined);
    if (other !== undefined) changed.push(changeOf(other, item));
    else if (matters(item)) came.push(thingOf(item));
  }
  const went = before.rest().filter(matters).map(thingOf);
  const lists = [came, went, changed];
  return {
    kind: a.kind,
    a: sideOf(a),
    b: sideOf(b),
    came: came.slice(0, MAX_THINGS),
    went: went.slice(0, MAX_THINGS),
    changed: changed.slice(0, MAX_THINGS),
    same,
    more: lists.reduce((sum, { length }) => sum + Math.max(0, length - MAX_THINGS), 0),
  };
}

/** That something is in order, or that a question does not arise, neither comes nor goes. */
const matters = ({ outcome }: Item): boolean => outcome !== 'pass' && outcome !== 'not-applicable';

const sideOf = ({ id, at, about, headline, standing, language }: Compared): ComparedSide => ({
  id,
  at,
  about,
  headline,
  standing,
  ...(language !== undefined && { language }),
});
const stateOf = ({ outcome, weight, word, detail }: Item): ComparedState => ({
  outcome,
  weight,
  word,
  detail,
});
const thingOf = (item: Item): ComparedThing => ({
  key: item.key,
  about: item.about,
  label: item.label,
  ...stateOf(item),
});
const changeOf = (from: Item, to: Item): ChangedThing => ({
  key: to.key,
  about: to.about,
  // A question that no longer arises has no words of its own.
  label: to.word === '' && from.word !== '' ? from.label : to.label,
  from: stateOf(from),
  to: stateOf(to),
});

/** Items by group, each taken once; so that many items cost no more than their groups are large. */
function remaining(items: readonly Item[]) {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.group);
    if (group === undefined) groups.set(item.group, [item]);
    else group.push(item);
  }
  const take = (fits: (item: Item) => boolean, group: string): Item | undefined => {
    const known = groups.get(group) ?? [];
    const at = known.findIndex(fits);
    return at === -1 ? undefined : known.splice(at, 1)[0];
  };
  return {
    take,
    /** The last one of a group, where it is alone. */
    only: (group: string): Item | undefined =>
      groups.get(group)?.length === 1 ? take(() => true, group) : undefined,
    rest: (): readonly Item[] => [...groups.values()].flat(),
  };
}
