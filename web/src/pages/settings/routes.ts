import type { Route } from '../../router/routes.ts';

export const settingsRoutes: readonly Route[] = [];
