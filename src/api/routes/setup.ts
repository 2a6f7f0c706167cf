/** POST /setup: the first administrator, by the one-time link that the server printed. */
import { type AuthServices, answerProblem, clientOf, writeSessionCookie } from '../auth/index.ts';
import { addRoute, z } from '../kit/index.ts';
import type { Api } from '../kit/types.ts';
import { emailText, languageSchema, nameText, passwordText, signedInSchema } from './people-schemas.ts';

export function addSetupRoutes(api: Api, services: AuthServices): void {
  addRoute(
    api,
    {
      method: 'post',
      path: '/setup',
      tag: 'Session',
      summary: 'Make the first administrator',
      description: 'Takes the token of the set-up link once, as long as nobody exists, and signs in.',
      access: 'open',
      keeps: 'none',
      body: z.strictObject({
        token: z.string().max(200).openapi({ description: 'Of the link that the server printed.' }),
        email: emailText,
        name: nameText,
        password: passwordText,
        language: languageSchema.default('en'),
      }),
      answers: { 200: { description: 'Signed in.', schema: signedInSchema, hasTag: true } },
      problems: ['not-allowed', 'conflict', 'too-many-attempts', 'overloaded'],
    },
    async (c, { body }) => {
      const done = await services.people.setUp.complete(body, clientOf(c));
      if (!done.ok) return answerProblem(done.problem);
      writeSessionCookie(c, services, done.value);
      const { person, scopes } = done.value;
      return c.json({ person, scopes }, 200, { etag: `"${person.version}"` });
    },
  );
}
