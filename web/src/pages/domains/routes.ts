/** What is watched: the inventory, and one name of it. */
import type { Route } from '../../router/routes.ts';

export const domainRoutes: readonly Route[] = [
  {
    path: '/domains',
    load: () => import('./domains-page.tsx').then((page) => page.DomainsPage),
    needs: 'read',
    section: 'domains',
  },
  {
    path: '/domains/:id',
    load: () => import('./domain-page.tsx').then((page) => page.DomainPage),
    needs: 'read',
    section: 'domains',
  },
];
