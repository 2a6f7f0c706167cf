/** Paths and their patterns: '/reports/:id' matches '/reports/0198' with id '0198'. Pure. */

export type PathParameters = Readonly<Record<string, string>>;

/** Ours have few segments; a longer path matches nothing. */
const MAX_SEGMENTS = 12;

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined; // '%zz' is no segment of ours
  }
}

/** undefined where the path is another. */
export function matchPath(pattern: string, path: string): PathParameters | undefined {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(path);
  if (wanted.length !== given.length || given.length > MAX_SEGMENTS) return undefined;
  const parameters: Record<string, string> = {};
  for (const [at, segment] of wanted.entries()) {
    const value = decoded(given[at] ?? '');
    if (value === undefined) return undefined;
    if (segment.startsWith(':')) parameters[segment.slice(1)] = value;
    else if (segment !== value) return undefined;
  }
  return parameters;
}

/** Where to go after a sign-in: a path of this server alone, never another host ('//evil.example', 'https:…', '\\'). */
export const safeReturn = (path: string | null | undefined): string =>
  path !== null && path !== undefined && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) ? path : '/';

/** The sign-in that leads back to a page. */
export const signInTo = (path: string): string =>
  path === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(path)}`;
