/** Which fixes stand for which category, and what each mends: `data/fixes.toml`. */
import { type Actor, type CategoryId, isCategoryId } from '../findings/category.ts';
import type { WayOff } from '../findings/facts/listings.ts';
import type { TomlTable } from './classify/index.ts';
import { type Place, places } from './place.ts';
import { groupOf, isToldFact, type ToldFact } from './told/index.ts';

/** What must be true of the list behind a listing; a member left out asks for nothing. */
export interface ListCondition {
  readonly ways?: readonly ListWay[];
  readonly holds?: 'ip' | 'domain';
  readonly causes?: readonly string[];
  readonly exceptCauses?: readonly string[];
  /** Whether the provider has a form, or the reply names a page or an address. */
  readonly form?: boolean;
}

/** 'none': no list is named. */
export type ListWay = WayOff | 'none';

/** A fix: what it mends, who does it, and when it is offered. */
export interface FixEntry {
  /** Checks whose failure this fix mends; where all of them pass, the fix is not offered. */
  readonly answers: readonly string[];
  readonly actor: Actor;
  /** Checks that must not fail: a record that is broken is repaired before anything is added to it. */
  readonly requires: readonly string[];
  /** Fixes that come after this one wherever both are offered: the root before the symptom. */
  readonly precedes: readonly string[];
  /** It ends mail to the address: not offered where nothing else stops it. */
  readonly stopsMail: boolean;
  /** It waits for the server's next attempt: not offered after 5yz, which ends them (RFC 5321 §4.2.1). */
  readonly waits: boolean;
  /** Names of what its text cannot do without (`textData`): where one is not known, it is not offered. */
  readonly needs: readonly string[];
  readonly list?: ListCondition;
  /** Told by the words of the refusal, they bring it before what is only usual. */
  readonly toldBy: readonly ToldFact[];
  /** Told by the words, they leave nothing for it to mend. What a look-up found broken is mended all the same. */
  readonly excludedBy: readonly ToldFact[];
  /** Fixes that stand in its place where the words tell a fact: a program that keeps no queue lets no server try again. The first told counts. */
  readonly instead: ReadonlyMap<ToldFact, string>;
  /** The fix that is the same step for a reader who has a server. */
  readonly like?: string;
}

/** `data/fixes.toml`: which fixes there are, and which are offered for what. */
export interface FixTable {
  /** Fix ids, best first. */
  readonly byCategory: ReadonlyMap<CategoryId, readonly string[]>;
  /** Fixes that a category has besides, where the words or a look-up ask for them. */
  readonly whereTold: ReadonlyMap<CategoryId, readonly string[]>;
  readonly fixes: ReadonlyMap<string, FixEntry>;
  /** The same by where it was said; what a place does not name is as anywhere. */
  readonly byPlace: ReadonlyMap<Place, ReadonlyMap<CategoryId, readonly string[]>>;
  /** What the receiving side can do, by group of own-refusal.ts. */
  readonly own: ReadonlyMap<string, readonly string[]>;
  /** What can be done for a client of ours that our own server refused, by group of own-client.ts. */
  readonly ownClient: ReadonlyMap<string, readonly string[]>;
  /** What is to be done by whoever says that the mail was to come to him, by group of asker.ts. */
  readonly receives: ReadonlyMap<string, readonly string[]>;
  /** What somebody can do who has a mailbox at a provider, by group of own-mailbox.ts; 'told': what the words may ask for besides. */
  readonly hasMailbox: ReadonlyMap<string, readonly string[]>;
  /** And by whoever says that he never wrote it: one list, 'any'. */
  readonly didNotSend: ReadonlyMap<string, readonly string[]>;
}

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const WAYS: ReadonlySet<string> = new Set<ListWay>([
  ...(['request', 'expires', 'owner', 'neighbours', 'closed', 'unknown', 'none'] as const),
]);
const CONDITIONS: ReadonlySet<string> = new Set(['ways', 'holds', 'causes', 'exceptCauses', 'form']);

function listConditionOf(id: string, raw: TomlTable): ListCondition {
  const fail = (what: string): Error => new Error(`fixes.toml: list of '${id}': ${what}`);
  const unknown = Object.keys(raw).find((key) => !CONDITIONS.has(key));
  if (unknown !== undefined) throw fail(`'${unknown}' is not known`);
  const way = strings(raw.ways).find((one) => !WAYS.has(one));
  if (way !== undefined) throw fail(`'${way}' is no way off a list`);
  if (!['ip', 'domain', undefined].includes(raw.holds as string | undefined))
    throw fail(`it holds neither 'ip' nor 'domain'`);
  return {
    ...(raw.ways !== undefined && { ways: strings(raw.ways) as readonly ListWay[] }),
    ...(raw.holds !== undefined && { holds: raw.holds as 'ip' | 'domain' }),
    ...(raw.causes !== undefined && { causes: strings(raw.causes) }),
    ...(raw.exceptCauses !== undefined && { exceptCauses: strings(raw.exceptCauses) }),
    ...(raw.form !== undefined && { form: raw.form === true }),
  };
}

/** Reads the table. Throws where a category is not one of ours or a fix is used that is not described. */
export function parseFixTable(file: TomlTable): FixTable {
  const fixes = new Map<string, FixEntry>();
  for (const [id, raw] of Object.entries((file.fix ?? {}) as TomlTable)) {
    const entry = raw as TomlTable;
    fixes.set(id, {
      answers: strings(entry.answers),
      actor: entry.actor as Actor,
      requires: strings(entry.requires),
      precedes: strings(entry.precedes),
      stopsMail: entry.stopsMail === true,
      waits: entry.waits === true,
      needs: strings(entry.needs),
      ...(entry.list !== undefined && { list: listConditionOf(id, entry.list as TomlTable) }),
      toldBy: toldFactsOf(id, entry.toldBy),
      excludedBy: toldFactsOf(id, entry.excludedBy),
      instead: insteadOf(id, (entry.instead ?? {}) as TomlTable),
      ...(typeof entry.like === 'string' && { like: entry.like }),
    });
  }
  for (const [id, { instead }] of fixes)
    for (const other of instead.values())
      if (!fixes.has(other)) throw new Error(`fixes.toml: ${id} names the unknown fix '${other}'`);
  const byCategory = categoriesOf(file, 'category', fixes);
  const byPlace = new Map(
    places.map((place) => {
      const here = categoriesOf(file, `at-${place}`, fixes);
      return [place, new Map([...byCategory, ...here])] as const;
    }),
  );
  return {
    byCategory,
    byPlace,
    whereTold: categoriesOf(file, 'told', fixes),
    fixes,
    own: groupsOf(file, 'own', fixes),
    ownClient: groupsOf(file, 'own-client', fixes),
    receives: groupsOf(file, 'receives', fixes),
    hasMailbox: groupsOf(file, 'has-mailbox', fixes),
    didNotSend: groupsOf(file, 'did-not-send', fixes),
  };
}

type Fixes = FixTable['fixes'];

/** One of the file's tables of lists; each of the fixes in it must be described. */
function groupsOf(file: TomlTable, name: string, fixes: Fixes): ReadonlyMap<string, readonly string[]> {
  const lists = Object.entries((file[name] ?? {}) as TomlTable);
  for (const [group, ids] of lists)
    for (const id of strings(ids))
      if (!fixes.has(id)) throw new Error(`fixes.toml: ${name}.${group} names the unknown fix '${id}'`);
  return new Map(lists.map(([group, ids]) => [group, strings(ids)]));
}

function categoriesOf(
  file: TomlTable,
  name: string,
  fixes: Fixes,
): ReadonlyMap<CategoryId, readonly string[]> {
  const lists = new Map<CategoryId, readonly string[]>();
  for (const [category, ids] of groupsOf(file, name, fixes)) {
    if (!isCategoryId(category)) throw new Error(`fixes.toml: '${category}' is not a category`);
    lists.set(category, ids);
  }
  return lists;
}

function toldFactsOf(id: string, value: unknown): readonly ToldFact[] {
  return strings(value).map((name) => {
    if (!isToldFact(name)) throw new Error(`fixes.toml: ${id} names '${name}', which no words tell`);
    return name;
  });
}

function insteadOf(id: string, table: TomlTable): FixEntry['instead'] {
  const places = Object.entries(table);
  return new Map(
    places.flatMap(([name, other]) =>
      toldFactsOf(id, [name]).map((fact): [ToldFact, string] => [fact, String(other)]),
    ),
  );
}

/** The table where a refusal was said there; undefined: nobody can tell where. */
export const fixTableAt = (place: Place | undefined, table: FixTable): FixTable => ({
  ...table,
  byCategory: (place === undefined ? undefined : table.byPlace.get(place)) ?? table.byCategory,
  // What words tell beside the category they tell of others' servers.
  ...(place === 'home' && { whereTold: new Map() }),
});

/** The table for somebody with a mailbox at a provider, in all categories of that group; `isFinal`: nobody tries again. */
export function fixTableForMailbox(group: string, isFinal: boolean, table: FixTable): FixTable {
  const ended = isFinal ? table.hasMailbox.get(`${group}-ended`) : undefined;
  const ids = ended ?? table.hasMailbox.get(group) ?? [];
  const kept = new Set(table.hasMailbox.get('told'));
  const asked = [...table.whereTold].map(
    ([category, told]) => [category, told.filter((id) => kept.has(id))] as const,
  );
  return {
    ...table,
    byCategory: new Map([...table.byCategory.keys()].map((category) => [category, ids])),
    whereTold: new Map(asked),
  };
}

/** The groups of facts that move fixes of a refusal of these categories: no other facts are looked for in its words (`groupOf`). */
export function groupsHeeded(
  categories: readonly CategoryId[],
  { byCategory, whereTold, fixes }: FixTable,
): ReadonlySet<string> {
  const ids = categories.flatMap((one) => [...(byCategory.get(one) ?? []), ...(whereTold.get(one) ?? [])]);
  const facts = ids.flatMap((id) => {
    const { toldBy = [], excludedBy = [], instead = new Map<ToldFact, string>() } = fixes.get(id) ?? {};
    return [...toldBy, ...excludedBy, ...instead.keys()];
  });
  return new Set(facts.map(groupOf));
}
