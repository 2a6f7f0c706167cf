/** What the routes about watching share: problems of its use cases as answers, pages of lists that are held whole. */
import type { JsonValue } from '../../base/json.ts';
import type { Problem, Result } from '../../base/result.ts';
import type { Changed } from '../../store/types.ts';
import { changed, comeAgain, problem, problemFrom, writeDown } from '../kit/index.ts';
import type { ApiContext } from '../kit/types.ts';
import type { ApiServices } from '../services.ts';

const conflicts: ReadonlySet<string> = new Set(['watched-already', 'too-many-subjects', 'too-many-targets']);

/** 404, 409, 422 or 503, by the code. */
export function watchProblem(of: Problem): Response {
  const { code, message, data } = of;
  if (code === 'not-found') return problem('not-found', { detail: message });
  if (code === 'queue-full' || code === 'stopping') return comeAgain('overloaded', 10, message);
  if (conflicts.has(code)) return problemFrom(of, 409);
  if (code !== 'invalid') return problemFrom(of);
  return problem('invalid', { detail: message, errors: fieldErrors(data?.errors) });
}

function fieldErrors(value: JsonValue | undefined): { readonly path: string; readonly message: string }[] {
  return (Array.isArray(value) ? value : []).map((one) => {
    const { path, message } = Object(one) as { readonly path?: unknown; readonly message?: unknown };
    return { path: String(path ?? ''), message: String(message ?? '') };
  });
}

/** 404 for a subject. */
export const noSubject = (): Response => problem('not-found', { detail: 'No such subject is watched.' });

/** One thing of which more may change than its version says: the tag is for changes, not for caching. */
export const tagged = <T extends { readonly version: number }>(c: ApiContext, found: T): Response =>
  c.json(found, 200, { etag: `"${found.version}"` });

/** What an entry of the log of who changed what is about. */
interface About {
  readonly noun: 'subject' | 'target';
  readonly id: string;
}

/** The answer to a change by `body`; the log of who changed what has the name and which members were given. */
export async function changeAnswer<T extends { readonly name: string; readonly version: number }>(
  c: ApiContext,
  services: ApiServices,
  { noun, id }: About,
  body: object,
  done: Result<Changed<T>>,
): Promise<Response> {
  if (!done.ok) return watchProblem(done.problem);
  if (done.value.ok)
    await writeDown(c, services, `${noun}.changed`, `${noun} ${id}`, {
      name: done.value.value.name,
      changed: Object.keys(body),
    });
  return changed(c, done.value);
}

/** Where things are kept that can be taken away. */
interface Kept {
  readonly get: (id: string) => Promise<{ readonly name: string } | undefined>;
  readonly remove: (id: string) => Promise<boolean>;
}

/** The answer to a removal, which is noted with the name; `missing` where there is nothing of that id. */
export async function removalAnswer(
  c: ApiContext,
  services: ApiServices,
  { noun, id }: About,
  kept: Kept,
  missing: () => Response,
): Promise<Response> {
  const found = await kept.get(id);
  if (found === undefined || !(await kept.remove(id))) return missing();
  await writeDown(c, services, `${noun}.removed`, `${noun} ${id}`, { name: found.name });
  return c.body(null, 204);
}

/** A page in the order of the list; `after` is the key of the last one before it. What is no key begins at the start. */
export function pageInOrder<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): { items: readonly T[]; next?: string } {
  const place = after === undefined ? -1 : all.findIndex((one) => keyOf(one) === after);
  const items = all.slice(place + 1, place + 1 + limit);
  const last = items.at(-1);
  const isMore = place + 1 + limit < all.length;
  return { items, ...(last !== undefined && isMore && { next: keyOf(last) }) };
}

/** The language of who asks, else the server's. */
export function languageOf(c: ApiContext, { settings }: Pick<ApiServices, 'settings'>): string {
  return c.get('who')?.person?.language ?? settings.language;
}
