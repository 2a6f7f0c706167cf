/**
 * Words are read for a fact only where a fix of the category, at the place, names some fact of its group (`groupOf`). Held against that is
 * everything that depends on facts: the cases of categories, conditions of texts, and what makes a refusal a notice. What is not heeded
 * stands below with its reason; a gap that is not named there fails, and so does a name without a gap. Left out is home: what words tell
 * they tell of others' servers, so that nothing is offered there for it ([told]) and no case arises.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FixTable, fixTableAt, groupsHeeded, parseFixTable } from '../src/explain/fix-table.ts';
import { type Place, places } from '../src/explain/place.ts';
import { toldCases } from '../src/explain/say/told-words.ts';
import {
  groupOf,
  isFiled,
  isHeld,
  isOpen,
  type ToldFact,
  toldData,
  toldFacts,
} from '../src/explain/told/index.ts';
import { placeholdersOf } from '../src/findings/catalogue.ts';
import { type CategoryId, categories, isCategoryId } from '../src/findings/category.ts';
import { readDataFolder } from '../src/main/data-folder.ts';
import { projectRoot } from './source-files.ts';

const data = readDataFolder(join(projectRoot, 'data'));
const categoryIds = Object.keys(categories).filter(isCategoryId);
const table = parseFixTable(data['fixes.toml'] ?? {});
const tables: readonly (readonly [place: Place | 'anywhere', table: FixTable])[] = [
  ['anywhere', fixTableAt(undefined, table)],
  ...places.filter((place) => place !== 'home').map((place) => [place, fixTableAt(place, table)] as const),
];

const isHeeded = (fact: ToldFact, category: CategoryId, at: FixTable): boolean =>
  groupsHeeded([category], at).has(groupOf(fact));

/** '<place> <what> <category>' wherever one of the facts is not looked for. */
const gapsOf = (what: string, facts: readonly ToldFact[], asked: readonly CategoryId[]): readonly string[] =>
  tables.flatMap(([place, at]) =>
    asked
      .filter((category) => facts.some((fact) => !isHeeded(fact, category, at)))
      .map((category) => `${place} ${what} ${category}`),
  );

const each = (place: string, what: string, ...of: readonly CategoryId[]): readonly string[] =>
  of.map((category) => `${place} ${what} ${category}`);

/** Who wants a reverse name of a client wants it to log in: the sentences of the relay say so, and must not give way to those of the name. */
const casesNotHeeded = [
  ...each('relay', 'ptr-mismatch', 'dns.ptr'),
  // Whom one logs in to asks no list about oneself.
  ...each('relay', 'open-resolver', 'server.config'),
];

const textsNotHeeded = [
  // At the relay as above.
  ...each('relay', '{ptrMissing}', 'dns.ptr'),
  // The rule only carries out what a check found, which is the sender's to mend; an ambiguous address is no rule's.
  ...['anywhere', 'client', 'relay', 'gateway'].flatMap((place) =>
    ['{mailFlowRule}', '{ruleReason}'].flatMap((name) =>
      each(place, name, 'recipient.ambiguous', 'auth.dmarc', 'auth.unauthenticated'),
    ),
  ),
];

/** Names that texts ask for, each with the facts that they come from. */
const factsByName = new Map<string, readonly ToldFact[]>([
  ...Map.groupBy(toldFacts, (fact) => Object.keys(toldData({ facts: [fact] }))[0] ?? ''),
  ['askedHost', ['dns/of-host']],
  ['certificateName', ['tls/other-name']],
  ['expectedName', ['tls/other-name']],
]);
factsByName.delete('');

function namesIn(text: unknown): readonly string[] {
  if (typeof text === 'string') return placeholdersOf(text);
  return typeof text === 'object' && text !== null ? Object.values(text).flatMap(namesIn) : [];
}

const textsOf = (language: string, file: string) => data[`texts/${language}/${file}.toml`] ?? {};

/** Every fix that a refusal of the category may be answered with, with those that may stand in its place. */
function fixesOf(category: CategoryId, at: FixTable): readonly string[] {
  const ids = [...(at.byCategory.get(category) ?? []), ...(at.whereTold.get(category) ?? [])];
  return ids.flatMap((id) => [id, ...(at.fixes.get(id)?.instead.values() ?? [])]);
}

const PARTS = ['turn', 'tell', 'avoid', 'wait'];

/** What the texts of the category, said at the place, may depend on. */
function namesAskedFor(
  language: string,
  place: string,
  category: CategoryId,
  at: FixTable,
): ReadonlySet<string> {
  const [ofCategories, ofFixes, ui] = ['categories', 'fixes', 'ui'].map((file) => textsOf(language, file));
  return new Set([
    ...namesIn(ofCategories?.[category]),
    ...fixesOf(category, at).flatMap((id) => namesIn(ofFixes?.[id])),
    ...PARTS.flatMap((part) => namesIn(ui?.[`${place}.${part}.${category}`])),
  ]);
}

describe('facts are looked for where something depends on them', () => {
  test('cases of categories', () => {
    const gaps = toldCases.flatMap(({ key, by, categories: asked }) => gapsOf(key, by, asked));
    expect([...new Set(gaps)].sort()).toEqual([...casesNotHeeded].sort());
  });

  test.each(['en', 'de'])('conditions of texts: %s', (language) => {
    const gaps = tables.flatMap(([place, at]) =>
      categoryIds.flatMap((category) =>
        [...namesAskedFor(language, place, category, at)]
          .filter((name) => factsByName.get(name)?.some((fact) => !isHeeded(fact, category, at)))
          .map((name) => `${place} {${name}} ${category}`),
      ),
    );
    expect(gaps.sort()).toEqual([...textsNotHeeded].sort());
  });

  test('what makes a refusal a notice, and a rule that is named', () => {
    const held = categoryIds.filter((id) => isHeld({ facts: ['list/held'] }, id));
    const filed = categoryIds.filter((id) => isFiled({ facts: ['content/filed'] }, id));
    expect(held).not.toEqual([]);
    expect(filed).not.toEqual([]);
    expect(isOpen({ facts: ['rule/mail-flow'] }, 'content.spam')).toBe(false);
    const ofRules = ['policy.unspecified', 'recipient.restricted', 'sender.blocked', 'unknown'] as const;
    const gaps = [
      ...gapsOf('held', ['list/held'], held),
      ...gapsOf('filed', ['content/filed'], filed),
      ...gapsOf('rule', ['rule/mail-flow'], ofRules),
    ];
    // There the sender may not use the address: his account is mended, not a rule.
    expect(gaps).toEqual(each('relay', 'rule', 'sender.blocked'));
  });
});
