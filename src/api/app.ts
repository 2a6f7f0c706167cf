/**
 * The whole API: every route under /api/v1. Its `fetch` answers what comes to /api; health, metrics and the dashboard stand beside it
 * in src/main.
 */
import { type Api, createApi } from './kit/index.ts';
import type { ApiServices } from './services.ts';

/** The API over what it works with. One line for each noun. */
export function createApiApp(services: ApiServices): Api {
  const api = createApi(services);
  // addAuthentication goes first: everything behind it knows who asks.
  return api;
}
