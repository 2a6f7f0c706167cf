/**
 * The whole API: every route under /api/v1. Its `fetch` answers what comes to /api; health, metrics and the dashboard stand beside it
 * in src/main.
 */

import { createSharedAnswers } from './ask/shared-answers.ts';
import { addAuthentication } from './auth/index.ts';
import { type Api, apiBase, createApi } from './kit/index.ts';
import { addAccountRoutes } from './routes/accounts.ts';
import { addAlertRoutes } from './routes/alerts.ts';
import { addAskRoutes } from './routes/ask.ts';
import { addEventRoutes } from './routes/events.ts';
import { addJobRoutes } from './routes/jobs.ts';
import { addListingRoutes } from './routes/listings.ts';
import { addMetaRoutes } from './routes/meta.ts';
import { addOpenApiRoutes } from './routes/openapi.ts';
import { addPublicRoutes } from './routes/public.ts';
import { addReportRoutes } from './routes/reports.ts';
import { addListKeyRoutes, addSettingRoutes } from './routes/settings.ts';
import { addShareRoutes } from './routes/shares.ts';
import { addSubjectStateRoutes } from './routes/subject-states.ts';
import { addSubjectRoutes } from './routes/subjects.ts';
import { addDeliveryRoutes, addTargetRoutes } from './routes/targets.ts';
import type { ApiServices } from './services.ts';

/** The API over what it works with. One line for each noun. */
export function createApiApp(services: ApiServices): Api {
  const api = createApi(services);
  // First: everything behind it knows who asks.
  addAuthentication(api, services);
  // What may take a right away: whoever lost it hears nothing more from the moment on that the change is answered.
  for (const noun of ['people', 'session', 'tokens'])
    api.use(`${apiBase}/${noun}/*`, async (c, next) => {
      await next();
      if (c.req.method !== 'GET') await services.streams.lookNow();
    });
  addMetaRoutes(api, services);
  addAskRoutes(api, services);
  addJobRoutes(api, services);
  const shared = createSharedAnswers(services);
  addReportRoutes(api, services, shared);
  addShareRoutes(api, services, shared);
  addPublicRoutes(api, services);
  addAccountRoutes(api, services);
  addSubjectRoutes(api, services);
  addSubjectStateRoutes(api, services);
  addListingRoutes(api, services);
  addAlertRoutes(api, services);
  addTargetRoutes(api, services);
  addDeliveryRoutes(api, services);
  addSettingRoutes(api, services);
  addListKeyRoutes(api, services);
  addEventRoutes(api, services);
  // Last: its document has every route.
  addOpenApiRoutes(api, services);
  return api;
}
