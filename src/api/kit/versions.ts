/** Versions of things as ETags (RFC 9110 §8.8.3, §13.1): a change names the version it read, or is refused. */
import type { JsonObject } from '../../base/json.ts';
import type { Changed } from '../../store/types.ts';
import type { ApiContext } from './api.ts';
import { changeProblem, problem } from './problems.ts';

/** A version that nothing has: what a tag that is none of ours stands for. */
const noVersion = -1;

/** The version that `If-Match` names, or 428. A tag that is none of ours fits no version, so that the change is refused with 412. */
export function namedVersion(c: ApiContext): number | Response {
  const header = c.req.header('if-match')?.trim();
  if (header === undefined || header === '' || header === '*')
    return problem('precondition-needed', {
      detail: 'Send the ETag that came with what you read as If-Match.',
    });
  const version = /^"(\d{1,15})"$/.exec(header)?.[1];
  return version === undefined ? noVersion : Number(version);
}

/** One thing with its ETag; 304 where `If-None-Match` says it is known (RFC 9110 §13.1.2). `tag`: a version, or an id that never changes. */
export function single(
  c: ApiContext,
  value: object,
  tag: number | string,
  status: 200 | 201 | 202 = 200,
): Response {
  const unchanged = status === 200 ? notModified(c, tag) : undefined;
  return unchanged ?? c.json(value, status, status === 200 ? tagged(tag) : { etag: `"${tag}"` });
}

/** 304 where `If-None-Match` says that what has this tag is known. */
export const notModified = (c: ApiContext, tag: number | string): Response | undefined =>
  isKnown(c, `"${tag}"`) ? c.body(null, 304, tagged(tag)) : undefined;

/** Headers of what has this tag. */
export const tagged = (tag: number | string): Readonly<Record<string, string>> => ({
  etag: `"${tag}"`,
  ...kept,
});

/** May be kept by whoever asked, and is another for another reader (surface.ts). */
const kept = { 'cache-control': 'private, no-cache', vary: 'Waypost-Surface' };

function isKnown(c: ApiContext, etag: string): boolean {
  const known = c.req.header('if-none-match');
  if (known === undefined) return false;
  return known
    .slice(0, 2000)
    .split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** The answer to a change: the thing as it is now, or why it was not changed. */
export function changed<T extends { readonly version: number }>(
  c: ApiContext,
  result: Changed<T>,
  show: (value: T) => object = (value) => value as T & JsonObject,
): Response {
  if (!result.ok) return changeProblem(result.problem);
  return c.json(show(result.value), 200, { etag: `"${result.value.version}"` });
}
