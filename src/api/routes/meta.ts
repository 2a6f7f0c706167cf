/** What a client needs to know before anybody signed in. */
import { type Api, addRoute, z } from '../kit/index.ts';
import type { ApiServices } from '../services.ts';

const languages = ['en', 'de'] as const;

const meta = z
  .object({
    version: z.string(),
    needsSetup: z
      .boolean()
      .openapi({ description: 'Nobody exists yet: POST /setup makes the first administrator.' }),
    publicAsk: z.boolean().openapi({ description: 'POST /public/ask is open.' }),
    languages: z.array(z.enum(languages)),
    tls: z.boolean(),
  })
  .openapi('Meta');

/** GET /meta. */
export function addMetaRoutes(api: Api, services: ApiServices): void {
  addRoute(
    api,
    {
      method: 'get',
      path: '/meta',
      tag: 'Server',
      summary: 'What this server is',
      access: 'open',
      answers: {
        200: {
          description: 'Nothing secret.',
          schema: meta,
          example: {
            version: '0.1.0',
            needsSetup: false,
            publicAsk: false,
            languages: ['en', 'de'],
            tls: true,
          },
        },
      },
    },
    async (c) => {
      const { settings, people } = services;
      return c.json({
        version: settings.version,
        needsSetup: await people.setUp.isNeeded(),
        publicAsk: settings.publicAsk,
        languages,
        tls: settings.isTls,
      });
    },
  );
}
