/** All repositories on one database, whichever it is. */
import type { Access } from './access.ts';
import { createAlerts } from './alerts/alerts.ts';
import { createDeliveries } from './alerts/deliveries.ts';
import { createTargets } from './alerts/targets.ts';
import { createFindingHistory } from './inventory/finding-history.ts';
import { createInventory } from './inventory/inventory.ts';
import { createListingHistory } from './inventory/listing-history.ts';
import { createIdempotency } from './jobs/idempotency.ts';
import { createJobs } from './jobs/jobs.ts';
import { createAuditLog } from './people/audit-log.ts';
import { createLoginThrottle } from './people/login-throttle.ts';
import { createPeople } from './people/people.ts';
import { createSessions } from './people/sessions.ts';
import { createTokens } from './people/tokens.ts';
import { createReports } from './reports/reports.ts';
import { createShares } from './reports/shares.ts';
import { createSecrets } from './settings/secrets.ts';
import { createSettings } from './settings/settings.ts';
import type { Store } from './types.ts';

/** What every database does alike; backing up, probing and closing are its own. */
export type Repositories = Omit<Store, 'probe' | 'sweep' | 'backupTo' | 'close'>;

/** `key`: 32 bytes, for secrets. */
export function createRepositories(access: Access, key: Uint8Array): Repositories {
  return {
    people: createPeople(access),
    sessions: createSessions(access),
    tokens: createTokens(access),
    throttle: createLoginThrottle(access),
    auditLog: createAuditLog(access),
    reports: createReports(access),
    shares: createShares(access),
    jobs: createJobs(access),
    idempotency: createIdempotency(access),
    inventory: createInventory(access),
    findings: createFindingHistory(access),
    listings: createListingHistory(access),
    alerts: createAlerts(access),
    targets: createTargets(access),
    deliveries: createDeliveries(access),
    settings: createSettings(access),
    secrets: createSecrets(access, key),
  };
}
