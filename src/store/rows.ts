/** What repositories share: rows to records, pages, and changes that name the version they read. */
import type { JsonObject } from '../base/json.ts';
import type { Sayings } from '../base/spoken.ts';
import type { Changed, Page, PageRequest } from './types.ts';

type NullsAway<T> = { [Key in keyof T as null extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as null extends T[Key] ? Key : never]?: Exclude<T[Key], null>;
};

/** Leaves out members that are null: a record has no such member. */
export function withoutNulls<T extends object>(record: T): NullsAway<T> {
  for (const [key, value] of Object.entries(record)) if (value === null) Reflect.deleteProperty(record, key);
  // Every null is gone now, which the type says and the compiler cannot see.
  return record as unknown as NullsAway<T>;
}

/** Reads a column that the store itself wrote as JSON. */
export function readObject(text: string): JsonObject {
  return JSON.parse(text) as JsonObject;
}

/** Reads a column of strings that the store itself wrote as JSON. */
export function readStrings<T extends string = string>(text: string): readonly T[] {
  return JSON.parse(text) as readonly T[];
}

/** The columns of sentences, read: no `said` where there are none in other languages. */
export function readSpoken<Sentences>({
  language,
  said,
}: {
  readonly language: string | null;
  readonly said: string;
}): { readonly language?: string; readonly said?: Sayings<Sentences> } {
  return {
    ...(language !== null && { language }),
    ...(said !== NONE_SAID && { said: JSON.parse(said) as Sayings<Sentences> }),
  };
}

const NONE_SAID = '{}';

/** The same, to be written. */
export function spokenRow({
  language,
  said,
}: {
  readonly language?: string | undefined;
  readonly said?: object | undefined;
}): { readonly language: string | null; readonly said: string } {
  return { language: language ?? null, said: said === undefined ? NONE_SAID : JSON.stringify(said) };
}

const maxPage = 200;

/** How many rows a page asks for: one more than it shows, to know whether there are more. */
export function rowsOf(request: PageRequest): number {
  return pageSize(request) + 1;
}

function pageSize(request: PageRequest): number {
  return Math.min(maxPage, Math.max(1, Math.floor(request.limit) || 1));
}

/** Makes a page of rows sorted by id; `next` is the id of the last one shown, so that rows added later move nothing. */
export function pageOf<Row extends { readonly id: string }, T>(
  rows: readonly Row[],
  request: PageRequest,
  read: (row: Row) => T,
): Page<T> {
  const size = pageSize(request);
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(read),
    ...(rows.length > size && last !== undefined && { next: last.id }),
  };
}

/** The answer to a change: what it became, or why it was not made. `current` reads the version where no row was changed. */
export async function changedOr<T>(
  value: T | undefined,
  current: () => Promise<{ readonly version: number } | undefined>,
): Promise<Changed<T>> {
  if (value !== undefined) return { ok: true, value };
  const row = await current();
  return {
    ok: false,
    problem: row === undefined ? { code: 'not-found' } : { code: 'changed-elsewhere', version: row.version },
  };
}

/** Whether a statement touched any row. */
export function touched(
  result: { readonly numDeletedRows: bigint } | { readonly numUpdatedRows: bigint },
): boolean {
  return ('numDeletedRows' in result ? result.numDeletedRows : result.numUpdatedRows) > 0n;
}

/** Cuts a list into parts of at most `size`: statements have a limit on their parameters. */
export function* inParts<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
