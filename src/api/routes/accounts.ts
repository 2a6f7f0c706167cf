/** Everything about who may use the server: the first administrator, sessions, second factors, people, tokens, the log of changes. */

import type { AuthServices } from '../auth/index.ts';
import type { Api } from '../kit/index.ts';
import { addAuditLogRoutes } from './audit-log.ts';
import { addPeopleRoutes } from './people.ts';
import { addDeviceRoutes, addSecondFactorRoutes } from './second-factor.ts';
import { addSessionRoutes } from './session.ts';
import { addSetupRoutes } from './setup.ts';
import { addTokenRoutes } from './tokens.ts';

/** /setup, /session and what is below it, /people, /tokens, /audit-log. */
export function addAccountRoutes(api: Api, services: AuthServices): void {
  addSetupRoutes(api, services);
  addSessionRoutes(api, services);
  addSecondFactorRoutes(api, services);
  addDeviceRoutes(api, services);
  addPeopleRoutes(api, services);
  addTokenRoutes(api, services);
  addAuditLogRoutes(api, services);
}
