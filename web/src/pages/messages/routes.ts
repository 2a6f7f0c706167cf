/** Checked messages: the list, one beside its findings, variants beside each other. */
import type { Route } from '../../router/routes.ts';

export const messageRoutes: readonly Route[] = [
  {
    path: '/messages',
    load: () => import('./messages-page.tsx').then((page) => page.MessagesPage),
    needs: 'read',
    section: 'messages',
  },
  {
    path: '/messages/variants',
    load: () => import('./variants-page.tsx').then((page) => page.VariantsPage),
    needs: 'read',
    section: 'messages',
  },
  {
    path: '/messages/:id',
    load: () => import('./message-page.tsx').then((page) => page.MessagePage),
    needs: 'read',
    section: 'messages',
  },
];
