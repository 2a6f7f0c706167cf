/** What is set in the dashboard, and the keys of DNS lists. */
import { settingKeys } from '../../watch/index.ts';
import { type Api, addRoute, changed, problem, writeDown, z } from '../kit/index.ts';
import { setting } from '../schemas/watch.ts';
import type { ApiServices } from '../services.ts';
import { watchProblem } from './watch-answers.ts';

const tag = 'Settings';
const keyParams = z.object({
  key: z.enum(settingKeys as [(typeof settingKeys)[number], ...(typeof settingKeys)[number][]]),
});
const zoneParams = z.object({ zone: z.string().min(1).max(253).openapi({ example: 'zen.spamhaus.org' }) });

/** GET /settings, PUT /settings/{key}. */
export function addSettingRoutes(api: Api, services: ApiServices): void {
  const { settings } = services.watch;

  addRoute(
    api,
    {
      method: 'get',
      path: '/settings',
      tag,
      summary: 'All settings',
      access: 'read',
      answers: {
        200: {
          description: 'With the defaults of those that were never set.',
          schema: z.object({ items: z.array(setting) }),
        },
      },
    },
    async (c) => c.json({ items: await settings.all() }),
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/settings/{key}',
      tag,
      summary: 'One setting',
      access: 'read',
      params: keyParams,
      answers: { 200: { description: 'As it holds.', schema: setting, hasTag: true } },
    },
    async (c, { params }) => {
      const found = await settings.get(params.key);
      return c.json(found, 200, { etag: `"${found.version}"` });
    },
  );

  addRoute(
    api,
    {
      method: 'put',
      path: '/settings/{key}',
      tag,
      summary: 'Set a setting',
      description: 'Members that are left out have their defaults. `If-Match: "0"` where it was never set.',
      access: 'admin',
      params: keyParams,
      needsVersion: true,
      body: z.record(z.string(), z.unknown()),
      bodyExample: { reportDays: 90 },
      answers: { 200: { description: 'As it holds now.', schema: setting, hasTag: true } },
    },
    async (c, { params, body, version }) => {
      const done = await settings.put(params.key, version, body);
      if (!done.ok) return watchProblem(done.problem);
      if (done.value.ok)
        await writeDown(c, services, 'settings.changed', `setting ${params.key}`, { value: body as never });
      return changed(c, done.value);
    },
  );
}

/** GET /list-keys, PUT and DELETE /list-keys/{zone}. */
export function addListKeyRoutes(api: Api, services: ApiServices): void {
  const { settings } = services.watch;

  addRoute(
    api,
    {
      method: 'get',
      path: '/list-keys',
      tag,
      summary: 'DNS lists that take a key',
      description: 'Keys themselves are never shown.',
      access: 'admin',
      answers: {
        200: {
          description: 'All such lists, with or without a key.',
          schema: z.object({
            items: z.array(
              z
                .object({ zone: z.string(), hasKey: z.boolean(), keyUrl: z.string().optional() })
                .openapi('ListKey'),
            ),
          }),
        },
      },
    },
    async (c) => c.json({ items: await settings.listKeys() }),
  );

  addRoute(
    api,
    {
      method: 'put',
      path: '/list-keys/{zone}',
      tag,
      summary: 'Give the key of a DNS list',
      access: 'admin',
      params: zoneParams,
      body: z.strictObject({ key: z.string().min(1).max(200) }).openapi('NewListKey'),
      answers: { 204: { description: 'It is sealed; audits ask with it from now on.' } },
    },
    async (c, { params, body }) => {
      const done = await settings.putListKey(params.zone, body.key);
      if (!done.ok) return watchProblem(done.problem);
      await writeDown(c, services, 'list-key.set', `list-key ${params.zone}`);
      return c.body(null, 204);
    },
  );

  addRoute(
    api,
    {
      method: 'delete',
      path: '/list-keys/{zone}',
      tag,
      summary: 'Take the key of a DNS list away',
      access: 'admin',
      params: zoneParams,
      answers: { 204: { description: 'It is gone.' } },
    },
    async (c, { params }) => {
      if (!(await settings.removeListKey(params.zone)))
        return problem('not-found', { detail: 'There is no key of this list.' });
      await writeDown(c, services, 'list-key.removed', `list-key ${params.zone}`);
      return c.body(null, 204);
    },
  );
}
