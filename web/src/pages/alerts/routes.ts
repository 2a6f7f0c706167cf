/** Alerts, one alert, and where alerts are sent. */
import type { Route } from '../../router/routes.ts';

export const alertRoutes: readonly Route[] = [
  {
    path: '/alerts',
    load: () => import('./alerts-page.tsx').then((page) => page.AlertsPage),
    needs: 'read',
    section: 'alerts',
  },
  {
    path: '/alerts/targets',
    load: () => import('./targets-page.tsx').then((page) => page.TargetsPage),
    needs: 'admin',
    section: 'alerts',
  },
  {
    path: '/alerts/:id',
    load: () => import('./alert-page.tsx').then((page) => page.AlertPage),
    needs: 'read',
    section: 'alerts',
  },
];
