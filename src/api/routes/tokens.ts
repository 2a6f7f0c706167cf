/** /tokens: what programs show instead of a password. */
import { type AuthServices, answerProblem, byOf } from '../auth/index.ts';
import { addRoute, pageOf, pageQuery, problem, refusal, z } from '../kit/index.ts';
import type { Api, ApiContext } from '../kit/types.ts';
import { pageOfAll } from './page-of-all.ts';
import { idParams, nameText, scopeSchema, tokenSchema } from './people-schemas.ts';

const tag = 'Tokens';

export function addTokenRoutes(api: Api, services: AuthServices): void {
  const { tokens } = services.people;

  addRoute(
    api,
    {
      method: 'get',
      path: '/tokens',
      tag,
      summary: 'API tokens',
      description:
        'One’s own; administrators see those of everybody. None is shown itself. A token needs the scope `read` or `admin`.',
      access: 'signed-in',
      query: z.strictObject({ ...pageQuery }),
      answers: { 200: { description: 'Newest first.', schema: pageOf(tokenSchema) } },
      problems: ['not-allowed'],
    },
    async (c, { query }) => {
      const { who } = byOf(c);
      const refused = who.scopes.has('admin') ? undefined : refusal(c, 'read');
      return refused ?? c.json(pageOfAll(await tokens.list(who), 'newest-first', query));
    },
  );

  addRoute(
    api,
    {
      method: 'post',
      path: '/tokens',
      tag,
      summary: 'Make an API token',
      description: 'With scopes that one has oneself. A token that makes another needs the scope `admin`.',
      access: 'signed-in',
      keeps: 'sealed',
      body: z.strictObject({
        name: nameText,
        scopes: z.array(scopeSchema).min(1).max(5),
        days: z.int().min(1).max(3650).optional().openapi({
          description: 'Until it expires; it does not where this is left out.',
        }),
      }),
      answers: {
        201: {
          description: 'The token: it is shown this once.',
          schema: tokenSchema.extend({ token: z.string().openapi({ example: 'wp_…' }) }).openapi('NewToken'),
        },
      },
      problems: ['conflict', 'not-allowed'],
    },
    async (c, { body: { name, scopes, days } }) => {
      const refused = mayManage(c);
      if (refused !== undefined) return refused;
      const done = await tokens.add(byOf(c), { name, scopes, ...(days !== undefined && { days }) });
      if (!done.ok) return answerProblem(done.problem);
      return c.json({ ...done.value.view, token: done.value.token }, 201);
    },
  );

  addRoute(
    api,
    {
      method: 'delete',
      path: '/tokens/{id}',
      tag,
      summary: 'Remove an API token',
      description: 'A token needs the scope `admin` for it.',
      access: 'signed-in',
      params: idParams,
      answers: { 204: { description: 'It counts no longer.' } },
      problems: ['not-allowed'],
    },
    async (c, { params }) => {
      const refused = mayManage(c);
      if (refused !== undefined) return refused;
      return (await tokens.remove(byOf(c), params.id)) ? c.body(null, 204) : problem('not-found');
    },
  );
}

/** In a browser everybody may manage their own; a token that only reads must not. */
function mayManage(c: ApiContext): Response | undefined {
  const who = c.get('who');
  if (who?.session !== undefined || who?.scopes.has('admin')) return undefined;
  return problem('not-allowed', {
    detail: 'A token needs the scope "admin" to make or remove tokens.',
    data: { scope: 'admin' },
  });
}
