/** The ways in: the first administrator, and signing in. */
import type { Route } from '../../router/routes.ts';

export const peopleRoutes: readonly Route[] = [
  { path: '/setup', load: () => import('./setup-page.tsx').then((page) => page.SetupPage), needs: 'open' },
  {
    path: '/sign-in',
    load: () => import('./sign-in-page.tsx').then((page) => page.SignInPage),
    needs: 'open',
  },
];
