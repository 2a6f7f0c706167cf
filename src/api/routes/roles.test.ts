import { describe, expect, test } from 'vitest';
import { addPerson, byCookie } from '../../people/testing.ts';
import type { Role, Scope } from '../../store/people/types.ts';
import { openTestApi, setUp, signIn } from '../auth/testing.ts';

type Asker = 'nobody' | Role | `token ${Scope}`;

const askers: readonly Asker[] = [
  'nobody',
  'viewer',
  'operator',
  'administrator',
  'token ask',
  'token read',
  'token write',
  'token admin',
  'token metrics',
];

/** What each asker gets: let in (✓), 401, 403. In the order of `askers`. */
const table: Readonly<Record<string, string>> = {
  'POST /setup': '✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓',
  'POST /session': '✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓',
  'DELETE /session': '✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓',
  'GET /session': '401 ✓ ✓ ✓ ✓ ✓ ✓ ✓ ✓',
  'PATCH /session': '401 ✓ ✓ ✓ 403 403 403 403 403',
  'PUT /session/password': '401 ✓ ✓ ✓ 403 403 403 403 403',
  'POST /session/totp': '401 ✓ ✓ ✓ 403 403 403 403 403',
  'PUT /session/totp': '401 ✓ ✓ ✓ 403 403 403 403 403',
  'DELETE /session/totp': '401 ✓ ✓ ✓ 403 403 403 403 403',
  'GET /session/devices': '401 ✓ ✓ ✓ 403 403 403 403 403',
  'DELETE /session/devices/{id}': '401 ✓ ✓ ✓ 403 403 403 403 403',
  'GET /people': '401 403 403 ✓ 403 403 403 ✓ 403',
  'POST /people': '401 403 403 ✓ 403 403 403 ✓ 403',
  'GET /people/{id}': '401 403 403 ✓ 403 403 403 ✓ 403',
  'PATCH /people/{id}': '401 403 403 ✓ 403 403 403 ✓ 403',
  'DELETE /people/{id}': '401 403 403 ✓ 403 403 403 ✓ 403',
  'GET /tokens': '401 ✓ ✓ ✓ 403 ✓ 403 ✓ 403',
  'POST /tokens': '401 ✓ ✓ ✓ 403 403 403 ✓ 403',
  'DELETE /tokens/{id}': '401 ✓ ✓ ✓ 403 403 403 ✓ 403',
  'GET /audit-log': '401 403 403 ✓ 403 403 403 ✓ 403',
};

/** A body that the schema takes and that changes nothing. */
const bodies: Readonly<Record<string, unknown>> = {
  'POST /setup': { token: 'x', email: 'x', name: 'x', password: 'x' },
  'POST /session': { email: 'x', password: 'x' },
  'PATCH /session': {},
  'PUT /session/password': { old: 'x', new: 'x' },
  'PUT /session/totp': { code: 'x' },
  'DELETE /session/totp': { password: 'x' },
  'POST /people': { email: 'x', name: 'x', role: 'viewer', password: 'x' },
  'PATCH /people/{id}': {},
  'POST /tokens': { name: '', scopes: ['read'] },
};

describe('who may use which route', () => {
  const cases = Object.entries(table).flatMap(([route, row]) =>
    row.split(' ').map((expected, at) => [route, askers[at] ?? 'nobody', expected] as const),
  );

  test('the table has every route about people, and every asker', async () => {
    const { api } = await openTestApi();
    const routes = [...api.scopes.keys()]
      .map((route) => route.replace('/api/v1', ''))
      .filter((route) => !route.endsWith(' /probe'));
    expect(routes.sort()).toEqual(Object.keys(table).sort());
    expect(cases).toHaveLength(routes.length * askers.length);
  });

  test('as the table says', async () => {
    const test = await openTestApi();
    const ann = await byCookie(test, (await setUp(test)).cookie);
    for (const role of ['viewer', 'operator', 'administrator'] as const)
      await addPerson(test, ann, `one-${role}`, role);
    const wrong: string[] = [];
    for (const [route, asker, expected] of cases) {
      const [method = '', path = ''] = route.split(' ');
      const credentials: { cookie?: string; token?: string } = {};
      if (asker.startsWith('token ')) {
        const made = await test.people.tokens.add(ann, { name: 'x', scopes: [asker.slice(6) as Scope] });
        if (!made.ok) throw new Error(made.problem.code);
        credentials.token = made.value.token;
        await test.people.tokens.find(made.value.token);
      } else if (asker !== 'nobody') credentials.cookie = (await signIn(test, `one-${asker}`)).cookie;
      const answer = await test.call(method, path.replace('{id}', 'none'), {
        ...credentials,
        headers: { 'if-match': '"0"' },
        ...(bodies[route] !== undefined && { body: bodies[route] }),
      });
      const { code } = answer.status < 400 ? { code: '' } : ((await answer.json()) as { code: string });
      const seen = code === 'not-signed-in' ? '401' : code === 'not-allowed' ? '403' : '✓';
      if (seen !== expected)
        wrong.push(`${route} by ${asker}: ${seen} instead of ${expected} (${answer.status})`);
      if (credentials.token !== undefined)
        for (const { id } of await test.people.tokens.list(ann.who)) await test.people.tokens.remove(ann, id);
      test.clock.ms += 3_600_000;
    }
    expect(wrong).toEqual([]);
  });
});
