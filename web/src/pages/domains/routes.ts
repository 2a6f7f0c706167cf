import type { Route } from '../../router/routes.ts';

export const domainRoutes: readonly Route[] = [];
