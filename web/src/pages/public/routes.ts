/** What people without a sign-in see: the public Ask page, and a report behind a share link. */
import type { Route } from '../../router/routes.ts';

export const publicRoutes: readonly Route[] = [
  { path: '/public', load: () => import('./public-page.tsx').then((page) => page.PublicPage), needs: 'open' },
  {
    path: '/shared/:secret',
    load: () => import('./shared-page.tsx').then((page) => page.SharedPage),
    needs: 'open',
  },
];
