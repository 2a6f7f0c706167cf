/** Which fixes stand for which category, and what each mends: `data/fixes.toml`. */
import { type Actor, type CategoryId, isCategoryId } from '../findings/category.ts';
import type { TomlTable } from './classify/index.ts';
import { isToldFact, type ToldFact } from './told-auth/index.ts';

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
  /** Told by the words of the refusal, they bring it before what is only usual. */
  readonly toldBy: readonly ToldFact[];
  /** Told by the words, they leave nothing for it to mend. What a look-up found broken is mended all the same. */
  readonly excludedBy: readonly ToldFact[];
}

export interface FixTable {
  /** Fix ids, best first. */
  readonly byCategory: ReadonlyMap<CategoryId, readonly string[]>;
  /** Fixes that a category has besides, where the words or a look-up ask for them. */
  readonly whereTold: ReadonlyMap<CategoryId, readonly string[]>;
  readonly fixes: ReadonlyMap<string, FixEntry>;
  /** What the receiving side can do, by group of own-refusal.ts. */
  readonly own: ReadonlyMap<string, readonly string[]>;
}

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

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
      toldBy: toldFactsOf(id, entry.toldBy),
      excludedBy: toldFactsOf(id, entry.excludedBy),
    });
  }
  const byCategory = categoriesOf(file.category, fixes);
  const whereTold = categoriesOf(file.told, fixes);
  const own = new Map<string, readonly string[]>();
  for (const [group, ids] of Object.entries((file.own ?? {}) as TomlTable)) {
    for (const id of strings(ids))
      if (!fixes.has(id)) throw new Error(`fixes.toml: own.${group} names the unknown fix '${id}'`);
    own.set(group, strings(ids));
  }
  return { byCategory, whereTold, fixes, own };
}

function categoriesOf(
  table: unknown,
  fixes: ReadonlyMap<string, FixEntry>,
): ReadonlyMap<CategoryId, readonly string[]> {
  const byCategory = new Map<CategoryId, readonly string[]>();
  for (const [category, ids] of Object.entries((table ?? {}) as TomlTable)) {
    if (!isCategoryId(category)) throw new Error(`fixes.toml: '${category}' is not a category`);
    for (const id of strings(ids))
      if (!fixes.has(id)) throw new Error(`fixes.toml: ${category} names the unknown fix '${id}'`);
    byCategory.set(category, strings(ids));
  }
  return byCategory;
}

function toldFactsOf(id: string, value: unknown): readonly ToldFact[] {
  return strings(value).map((name) => {
    if (!isToldFact(name)) throw new Error(`fixes.toml: ${id} names '${name}', which no words tell`);
    return name;
  });
}

/** Do the words of a refusal of this category move its fixes? */
export function heedsWords(category: CategoryId, { byCategory, whereTold, fixes }: FixTable): boolean {
  if (whereTold.has(category)) return true;
  return (byCategory.get(category) ?? []).some((id) => {
    const entry = fixes.get(id);
    return entry !== undefined && entry.toldBy.length + entry.excludedBy.length > 0;
  });
}
