/** Settings: one's own account for everybody; people and the server for administrators. */
import type { Route } from '../../router/routes.ts';

export const settingsRoutes: readonly Route[] = [
  {
    path: '/settings',
    load: () => import('./account-page.tsx').then((page) => page.AccountPage),
    needs: 'read',
    section: 'settings',
  },
  {
    path: '/settings/tokens',
    load: () => import('./tokens-page.tsx').then((page) => page.TokensPage),
    needs: 'read',
    section: 'settings',
  },
  {
    path: '/settings/people',
    load: () => import('./people-page.tsx').then((page) => page.PeoplePage),
    needs: 'admin',
    section: 'settings',
  },
  {
    path: '/settings/server',
    load: () => import('./server-page.tsx').then((page) => page.ServerPage),
    needs: 'admin',
    section: 'settings',
  },
  {
    path: '/settings/lists',
    load: () => import('./list-keys-page.tsx').then((page) => page.ListKeysPage),
    needs: 'admin',
    section: 'settings',
  },
  {
    path: '/settings/log',
    load: () => import('./log-page.tsx').then((page) => page.LogPage),
    needs: 'admin',
    section: 'settings',
  },
];
