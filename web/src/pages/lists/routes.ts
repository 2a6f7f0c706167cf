/** What DNS lists say of everything that is watched. */
import type { Route } from '../../router/routes.ts';

export const listRoutes: readonly Route[] = [
  {
    path: '/lists',
    load: () => import('./lists-page.tsx').then((page) => page.ListsPage),
    needs: 'read',
    section: 'lists',
  },
];
