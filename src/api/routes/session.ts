/** /session: signing in and out, and one's own account. */

import { viewOf } from '../../people/index.ts';
import type { SignedIn } from '../../people/types.ts';
import {
  type AuthServices,
  answerProblem,
  byOf,
  clearSessionCookie,
  clientOf,
  inBrowser,
  readSessionCookie,
  writeSessionCookie,
} from '../auth/index.ts';
import { addRoute, single, z } from '../kit/index.ts';
import type { Api, ApiContext } from '../kit/types.ts';
import {
  emailText,
  languageSchema,
  nameText,
  passwordText,
  personSchema,
  signedInSchema,
} from './people-schemas.ts';

const tag = 'Session';
const signedInAnswer = { 200: { description: 'Signed in.', schema: signedInSchema, hasTag: true } } as const;

export function addSessionRoutes(api: Api, services: AuthServices): void {
  const { sessions, account } = services.people;

  const answerSignedIn = (c: ApiContext, signedIn: SignedIn): Response => {
    writeSessionCookie(c, services, signedIn);
    const { person, scopes } = signedIn;
    return c.json({ person, scopes }, 200, { etag: `"${person.version}"` });
  };

  addRoute(
    api,
    {
      method: 'post',
      path: '/session',
      tag,
      summary: 'Sign in',
      description:
        'Answers a cookie. `totp-needed` asks for the same again with the code of the authenticator, or a recovery code.',
      access: 'open',
      keeps: 'none',
      body: z.strictObject({
        email: emailText,
        password: z.string().max(1024).openapi({ example: 'four words on paper' }),
        totp: z.string().max(64).optional().openapi({ example: '287082' }),
      }),
      answers: signedInAnswer,
      problems: ['wrong-login', 'totp-needed', 'too-many-attempts', 'overloaded'],
    },
    async (c, { body: { email, password, totp } }) => {
      const login = { email, password, ...(totp !== undefined && { totp }) };
      const done = await sessions.logIn(login, clientOf(c), readSessionCookie(c, services));
      return done.ok ? answerSignedIn(c, done.value) : answerProblem(done.problem);
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/session',
      tag,
      summary: 'Who is signed in',
      description: 'No token against forged requests is needed: requests are held to their origin.',
      access: 'signed-in',
      answers: signedInAnswer,
    },
    (c) => {
      const { who } = byOf(c);
      if (who.person === undefined) return answerProblem({ code: 'not-found', message: 'No person asks.' });
      const { token } = who;
      return single(
        c,
        {
          person: viewOf(who.person),
          scopes: [...who.scopes],
          ...(token !== undefined && { token: { id: token.id, name: token.name } }),
        },
        who.person.version,
      );
    },
  );

  addRoute(
    api,
    {
      method: 'delete',
      path: '/session',
      tag,
      summary: 'Sign out',
      access: 'open',
      answers: { 204: { description: 'Signed out, whether anybody was signed in or not.' } },
    },
    async (c) => {
      if (c.get('who') !== undefined) await sessions.logOut(byOf(c));
      clearSessionCookie(c, services);
      return c.body(null, 204);
    },
  );

  addRoute(
    api,
    {
      method: 'patch',
      path: '/session',
      tag,
      summary: 'Change one’s own name or language',
      access: 'signed-in',
      needsVersion: true,
      body: z.strictObject({ name: nameText.optional(), language: languageSchema.optional() }),
      answers: { 200: { description: 'As it is now.', schema: personSchema, hasTag: true } },
      problems: ['not-allowed'],
    },
    async (c, { body: { name, language }, version }) => {
      const refused = inBrowser(c);
      if (refused !== undefined) return refused;
      const change = { ...(name !== undefined && { name }), ...(language !== undefined && { language }) };
      const done = await account.change(byOf(c), version, change);
      if (!done.ok) return answerProblem(done.problem);
      return c.json(done.value, 200, { etag: `"${done.value.version}"` });
    },
  );

  addRoute(
    api,
    {
      method: 'put',
      path: '/session/password',
      tag,
      summary: 'Change one’s own password',
      description: 'Ends all other sessions; this one goes on under a new cookie.',
      access: 'signed-in',
      body: z.strictObject({ old: z.string().max(1024), new: passwordText }),
      answers: signedInAnswer,
      problems: ['wrong-login', 'not-allowed', 'changed-elsewhere', 'too-many-attempts', 'overloaded'],
    },
    async (c, { body }) => {
      const refused = inBrowser(c);
      if (refused !== undefined) return refused;
      const done = await account.changePassword(byOf(c), body, clientOf(c));
      return done.ok ? answerSignedIn(c, done.value) : answerProblem(done.problem);
    },
  );
}
