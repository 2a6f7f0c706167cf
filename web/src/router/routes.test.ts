/** Every page is reached by its own path and no other one's. */
import { expect, test } from 'vitest';
import { findRoute, routes } from './routes.ts';

test('each route finds itself: none is hidden behind one before it', () => {
  const hidden = routes.filter((route) => findRoute(route.path.replaceAll(/:\w+/g, '0198'))?.route !== route);
  expect(hidden.map(({ path }) => path)).toEqual([]);
});

test('only these pages are open without a sign-in', () => {
  const open = routes.filter(({ needs }) => needs === 'open').map(({ path }) => path);
  expect(open.sort()).toEqual(['/public', '/setup', '/shared/:secret', '/sign-in']);
});

test('a path that is nobody’s finds nothing', () => {
  expect(findRoute('/no/such/page')).toBeUndefined();
});
