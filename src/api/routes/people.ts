/** /people: accounts, for administrators. */
import type { PersonEdit } from '../../people/types.ts';
import { type AuthServices, answerProblem, byOf } from '../auth/index.ts';
import { addRoute, pageOf, pageQuery, problem, single, z } from '../kit/index.ts';
import type { Api } from '../kit/types.ts';
import { pageOfAll } from './page-of-all.ts';
import {
  emailText,
  idParams,
  languageSchema,
  nameText,
  passwordText,
  personSchema,
  roleSchema,
} from './people-schemas.ts';

const tag = 'People';

const editSchema = z.strictObject({
  email: emailText.optional(),
  name: nameText.optional(),
  role: roleSchema.optional(),
  language: languageSchema.optional(),
  isDisabled: z.boolean().optional().openapi({ description: 'Ends sessions and tokens at once.' }),
  password: passwordText.optional().openapi({ description: 'A new one; it ends their sessions.' }),
  hasTotp: z.literal(false).optional().openapi({ description: 'Takes a lost second factor away.' }),
});

export function addPeopleRoutes(api: Api, services: AuthServices): void {
  const { directory } = services.people;
  const one = { 200: { description: 'As it is now.', schema: personSchema, hasTag: true } } as const;

  addRoute(
    api,
    {
      method: 'get',
      path: '/people',
      tag,
      summary: 'All people',
      access: 'admin',
      query: z.strictObject({ ...pageQuery }),
      answers: { 200: { description: 'Oldest first.', schema: pageOf(personSchema) } },
    },
    async (c, { query }) => c.json(pageOfAll(await directory.list(), 'oldest-first', query)),
  );

  addRoute(
    api,
    {
      method: 'post',
      path: '/people',
      tag,
      summary: 'Add somebody',
      description:
        'They sign in with this password and can change it. An address is taken once: a repeated request answers `email-taken`.',
      access: 'admin',
      // What is kept of a request would be a hash of the password that is easy to guess at.
      keeps: 'none',
      body: z.strictObject({
        email: emailText,
        name: nameText,
        role: roleSchema,
        password: passwordText,
        language: languageSchema.default('en'),
      }),
      answers: { 201: { description: 'Added.', schema: personSchema, hasTag: true } },
      problems: ['conflict', 'overloaded'],
    },
    async (c, { body }) => {
      const done = await directory.add(byOf(c), body);
      return done.ok ? single(c, done.value, done.value.version, 201) : answerProblem(done.problem);
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/people/{id}',
      tag,
      summary: 'One person',
      access: 'admin',
      params: idParams,
      answers: one,
    },
    async (c, { params }) => {
      const person = await directory.get(params.id);
      return person === undefined ? problem('not-found') : single(c, person, person.version);
    },
  );

  addRoute(
    api,
    {
      method: 'patch',
      path: '/people/{id}',
      tag,
      summary: 'Change somebody',
      description: 'Never so that no administrator is left: `last-administrator`.',
      access: 'admin',
      params: idParams,
      body: editSchema,
      needsVersion: true,
      answers: one,
      problems: ['conflict', 'overloaded'],
    },
    async (c, { params, body, version }) => {
      const done = await directory.change(byOf(c), params.id, version, editOf(body));
      if (!done.ok) return answerProblem(done.problem);
      return c.json(done.value, 200, { etag: `"${done.value.version}"` });
    },
  );

  addRoute(
    api,
    {
      method: 'delete',
      path: '/people/{id}',
      tag,
      summary: 'Remove somebody',
      description: 'With their sessions and tokens; never the last administrator.',
      access: 'admin',
      params: idParams,
      needsVersion: true,
      answers: { 204: { description: 'Removed.' } },
      problems: ['conflict'],
    },
    async (c, { params, version }) => {
      const done = await directory.remove(byOf(c), params.id, version);
      return done.ok ? c.body(null, 204) : answerProblem(done.problem);
    },
  );
}

/** Without the fields that were not sent. */
function editOf(body: z.output<typeof editSchema>): PersonEdit {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
