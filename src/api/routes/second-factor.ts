/** /session/totp and /session/devices: the second factor and the browsers of one's own account. */
import { type AuthServices, answerProblem, byOf, inBrowser } from '../auth/index.ts';
import { addRoute, pageOf, problem, z } from '../kit/index.ts';
import type { Api } from '../kit/types.ts';
import { deviceSchema, idParams } from './people-schemas.ts';

const tag = 'Session';

export function addSecondFactorRoutes(api: Api, services: AuthServices): void {
  const { account } = services.people;

  addRoute(
    api,
    {
      method: 'post',
      path: '/session/totp',
      tag,
      summary: 'Begin with a second factor',
      description: 'It counts once a code of it was confirmed, within 15 minutes.',
      access: 'signed-in',
      keeps: 'none',
      answers: {
        200: {
          description: 'What the authenticator needs; shown once.',
          schema: z.object({
            secret: z.string().openapi({ description: 'Base32.' }),
            url: z.string().openapi({ description: 'otpauth://…, for a QR code.' }),
          }),
        },
      },
      problems: ['not-allowed', 'conflict'],
    },
    async (c) => {
      const refused = inBrowser(c);
      if (refused !== undefined) return refused;
      const done = await account.beginTotp(byOf(c));
      return done.ok ? c.json(done.value) : answerProblem(done.problem);
    },
  );

  addRoute(
    api,
    {
      method: 'put',
      path: '/session/totp',
      tag,
      summary: 'Confirm the second factor',
      access: 'signed-in',
      body: z.strictObject({ code: z.string().max(64).openapi({ example: '287082' }) }),
      answers: {
        200: {
          description: 'It counts. The recovery codes are shown once; each works once in its place.',
          schema: z.object({ recoveryCodes: z.array(z.string()) }),
        },
      },
      problems: ['not-allowed', 'conflict', 'changed-elsewhere'],
    },
    async (c, { body }) => {
      const refused = inBrowser(c);
      if (refused !== undefined) return refused;
      const done = await account.confirmTotp(byOf(c), body.code);
      return done.ok ? c.json(done.value) : answerProblem(done.problem);
    },
  );

  addRoute(
    api,
    {
      method: 'delete',
      path: '/session/totp',
      tag,
      summary: 'Remove the second factor',
      access: 'signed-in',
      body: z.strictObject({ password: z.string().max(1024) }),
      answers: { 204: { description: 'Removed, with its recovery codes.' } },
      problems: ['wrong-login', 'not-allowed', 'not-found', 'too-many-attempts', 'overloaded'],
    },
    async (c, { body }) => {
      const refused = inBrowser(c);
      if (refused !== undefined) return refused;
      const done = await account.removeTotp(byOf(c), body.password);
      return done.ok ? c.body(null, 204) : answerProblem(done.problem);
    },
  );
}

export function addDeviceRoutes(api: Api, services: AuthServices): void {
  const { sessions } = services.people;

  addRoute(
    api,
    {
      method: 'get',
      path: '/session/devices',
      tag,
      summary: 'The browsers where one is signed in',
      access: 'signed-in',
      answers: { 200: { description: 'Last seen first; at most 50.', schema: pageOf(deviceSchema) } },
      problems: ['not-allowed'],
    },
    async (c) => inBrowser(c) ?? c.json({ items: await sessions.devices(byOf(c).who) }),
  );

  addRoute(
    api,
    {
      method: 'delete',
      path: '/session/devices/{id}',
      tag,
      summary: 'Sign out in another browser',
      access: 'signed-in',
      params: idParams,
      answers: { 204: { description: 'Signed out there.' } },
      problems: ['not-allowed'],
    },
    async (c, { params }) => {
      const refused = inBrowser(c);
      if (refused !== undefined) return refused;
      return (await sessions.endDevice(byOf(c), params.id)) ? c.body(null, 204) : problem('not-found');
    },
  );
}
