/**
 * Sets of categories, and tables by category: ids, and families as 'recipient.*'. A name that no category or family has is an error of types,
 * so that a rename reaches every place that speaks of it.
 */
import { type CategoryId, familyOf } from './category.ts';

type Family = CategoryId extends infer Id ? (Id extends `${infer Name}.${string}` ? Name : never) : never;

/** A category, or all of a family: 'recipient.unknown', 'recipient.*'. */
export type CategoryPattern = CategoryId | `${Family}.*`;

const familyPattern = (id: CategoryId): string => `${familyOf(id)}.*`;

/** Is it the category, or one of the family? */
export const fitsCategory = (id: CategoryId, pattern: CategoryPattern): boolean =>
  pattern === id || pattern === familyPattern(id);

/** Tells whether a category is one of those named. */
export function categorySet(...patterns: readonly CategoryPattern[]): (id: CategoryId) => boolean {
  const named: ReadonlySet<string> = new Set(patterns);
  return (id) => named.has(id) || named.has(familyPattern(id));
}

/** What a table has for a category: its own entry, else the one of its family. */
export function categoryTable<T>(
  table: Readonly<Partial<Record<CategoryPattern, T>>>,
): (id: CategoryId) => T | undefined {
  const named: ReadonlyMap<string, T> = new Map(Object.entries(table));
  return (id) => named.get(id) ?? named.get(familyPattern(id));
}
