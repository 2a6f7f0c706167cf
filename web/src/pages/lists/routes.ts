import type { Route } from '../../router/routes.ts';

export const listRoutes: readonly Route[] = [];
