import { describe, expect, test } from 'vitest';
import { isCrossOrigin } from './own-origin.ts';

const own = 'https://waypost.example';
const ownOrigins = [own, 'http://127.0.0.1:8465'];

const sites = [undefined, 'same-origin', 'same-site', 'cross-site', 'none', 'nonsense'] as const;
const origins = [
  undefined,
  own,
  'HTTPS://WAYPOST.EXAMPLE',
  'http://127.0.0.1:8465',
  'http://waypost.example',
  'https://waypost.example:444',
  'https://evil.example',
  'https://waypost.example.evil.example',
  'null',
  '',
] as const;

/** Sec-Fetch-Site decides where a browser sent it, Origin where it did not; without both only a cookie makes it suspect. */
function expected(site: string | undefined, origin: string | undefined, hasCookie: boolean): boolean {
  if (site !== undefined) return site !== 'same-origin';
  if (origin === undefined) return hasCookie;
  return ![own, 'HTTPS://WAYPOST.EXAMPLE', 'http://127.0.0.1:8465'].includes(origin);
}

describe.each(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing', (method) => {
  test('and is let in from everywhere', () => {
    for (const secFetchSite of sites)
      for (const origin of origins)
        for (const hasCookie of [true, false])
          expect(isCrossOrigin({ method, secFetchSite, origin, hasCookie, ownOrigins })).toBe(false);
  });
});

describe.each(['POST', 'PUT', 'PATCH', 'DELETE', 'get', 'PROPFIND'])('%s', (method) => {
  const cases = sites.flatMap((site) =>
    origins.flatMap((origin) => [true, false].map((hasCookie) => [site, origin, hasCookie] as const)),
  );
  test.each(cases)('Sec-Fetch-Site %s, Origin %s, cookie %s', (secFetchSite, origin, hasCookie) => {
    expect(isCrossOrigin({ method, secFetchSite, origin, hasCookie, ownOrigins })).toBe(
      expected(secFetchSite, origin, hasCookie),
    );
  });
});
