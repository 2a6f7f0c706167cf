/** Reports: the list, one of them, two compared. */
import type { Route } from '../../router/routes.ts';

export const reportRoutes: readonly Route[] = [
  {
    path: '/reports',
    load: () => import('./reports-page.tsx').then((page) => page.ReportsPage),
    needs: 'read',
    section: 'reports',
  },
  {
    path: '/reports/compare',
    load: () => import('./compare-page.tsx').then((page) => page.ComparePage),
    needs: 'read',
    section: 'reports',
  },
  {
    path: '/reports/:id',
    load: () => import('./report-page.tsx').then((page) => page.ReportPage),
    needs: 'read',
    section: 'reports',
  },
];
