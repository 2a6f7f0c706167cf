/** Puts what somebody changed over the API into the audit log. */

import type { Clock } from '../../base/clock.ts';
import { instantOf } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { AuditLogRepository } from '../../store/people/types.ts';
import type { ApiContext } from './api.ts';

/** `action`: 'report.removed'; `target`: 'report 0198…'; `data`: what a reader needs, never a secret. */
export async function writeDown(
  c: ApiContext,
  { clock, store }: { readonly clock: Clock; readonly store: { readonly auditLog: AuditLogRepository } },
  action: string,
  target: string,
  data: JsonObject = {},
): Promise<void> {
  const actor = c.get('who')?.actor ?? { kind: 'system' as const, name: 'nobody' };
  const ip = c.get('ip');
  await store.auditLog.add({
    at: instantOf(clock.nowMs()),
    actor,
    action,
    target,
    data,
    ...(ip !== '' && { ip }),
  });
}
