/** GET /audit-log: who changed what, for administrators. Nothing changes or removes an entry but age. */
import type { AuthServices } from '../auth/index.ts';
import { addRoute, pageOf, pageQuery, pageRequest, z } from '../kit/index.ts';
import type { Api } from '../kit/types.ts';
import { auditLogEntrySchema } from './people-schemas.ts';

export function addAuditLogRoutes(api: Api, services: AuthServices): void {
  addRoute(
    api,
    {
      method: 'get',
      path: '/audit-log',
      tag: 'People',
      summary: 'Who changed what',
      access: 'admin',
      query: z.strictObject({ ...pageQuery }),
      answers: { 200: { description: 'Newest first.', schema: pageOf(auditLogEntrySchema) } },
    },
    async (c, { query }) => {
      const page = await services.people.auditLog(pageRequest(query));
      return c.json({ items: page.items, ...(page.next !== undefined && { next: page.next }) });
    },
  );
}
