/** The API's OpenAPI document without a server: routes are added over services that do nothing, for adding asks nothing of them. */
import { createApiApp } from '../../src/api/app.ts';
import { openApiDocument } from '../../src/api/routes/openapi.ts';
import type { ApiServices } from '../../src/api/services.ts';
import type { OpenApiDocument } from './api-types.ts';

/** What every path begins with. */
export const API_BASE = '/api/v1';

/** Every member of it is it again, and so is what it answers. */
function nothing(): unknown {
  const target = (): unknown => everything;
  const everything: unknown = new Proxy(target, { get: () => everything, apply: () => everything });
  return everything;
}

export function apiDocument(): OpenApiDocument {
  const api = createApiApp(nothing() as ApiServices);
  return openApiDocument(api, '0') as OpenApiDocument;
}
