/** The Ask page. */
import type { Route } from '../../router/routes.ts';

export const askRoutes: readonly Route[] = [
  {
    path: '/',
    load: () => import('./ask-page.tsx').then((page) => page.AskPage),
    needs: 'read',
    section: 'ask',
  },
];
