import type { Route } from '../../router/routes.ts';

export const alertRoutes: readonly Route[] = [];
