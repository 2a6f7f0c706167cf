/** Alerts: what got worse, with its cause; acknowledged and muted by people. */
import { muteTime } from '../../watch/index.ts';
import {
  type Api,
  addRoute,
  changed,
  invalid,
  pageOf,
  pageQuery,
  pageRequest,
  problem,
  writeDown,
  z,
} from '../kit/index.ts';
import { idParams, instantGiven, languageQuery } from '../schemas/json.ts';
import { alert } from '../schemas/watch.ts';
import type { ApiServices } from '../services.ts';

const tag = 'Alerts';

/** GET /alerts, GET and PATCH /alerts/{id}. */
export function addAlertRoutes(api: Api, services: ApiServices): void {
  const { watch, clock } = services;
  const { alerts } = watch;

  addRoute(
    api,
    {
      method: 'get',
      path: '/alerts',
      tag,
      summary: 'List alerts',
      access: 'read',
      query: z.strictObject({
        ...pageQuery,
        ...languageQuery,
        state: z.enum(['open', 'closed']).optional(),
        subject: z.string().max(100).optional().openapi({ description: 'The id of a subject.' }),
      }),
      answers: { 200: { description: 'Newest first.', schema: pageOf(alert) } },
    },
    async (c, { query }) => {
      const filter = {
        ...(query.state !== undefined && { state: query.state }),
        ...(query.subject !== undefined && { subjectId: query.subject }),
      };
      return c.json(await alerts.list(filter, pageRequest(query), query.language));
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/alerts/{id}',
      tag,
      summary: 'One alert with cause, evidence and fix',
      access: 'read',
      params: idParams,
      query: z.strictObject(languageQuery),
      answers: { 200: { description: 'The alert.', schema: alert, hasTag: true } },
    },
    async (c, { params, query }) => {
      const found = await alerts.get(params.id, query.language);
      // Being seen again changes it, not its version: the tag is for changes, not for caching.
      return found === undefined
        ? problem('not-found', { detail: 'There is no such alert.' })
        : c.json(found, 200, { etag: `"${found.version}"` });
    },
  );

  addRoute(
    api,
    {
      method: 'patch',
      path: '/alerts/{id}',
      tag,
      summary: 'Acknowledge or mute an alert',
      description: 'A muted alert sends nothing until then; null ends that.',
      access: 'write',
      params: idParams,
      query: z.strictObject(languageQuery),
      needsVersion: true,
      body: z
        .strictObject({
          acknowledged: z.boolean().optional(),
          mutedUntil: instantGiven.nullable().optional(),
        })
        .openapi('AlertChange'),
      bodyExample: { acknowledged: true },
      answers: { 200: { description: 'As it is now.', schema: alert, hasTag: true } },
    },
    async (c, { params, query, body, version }) => {
      const { acknowledged, mutedUntil } = body;
      if (typeof mutedUntil === 'string' && muteTime(mutedUntil, clock.nowMs()) === undefined)
        return invalid('mutedUntil', 'write a moment within the next year');
      const change = {
        ...(acknowledged !== undefined && { acknowledged }),
        ...(mutedUntil !== undefined && { mutedUntil }),
      };
      const actor = c.get('who')?.actor ?? { kind: 'system' as const, name: '' };
      const done = await alerts.change(params.id, version, change, actor, query.language);
      if (done.ok) await writeDown(c, services, 'alert.changed', `alert ${params.id}`, change);
      return changed(c, done);
    },
  );
}
