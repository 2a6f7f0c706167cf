import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Found } from '../people/types.ts';
import { type TestApp, testApp } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

test('a stream has ended when the change that took its right is answered, and no other has', async () => {
  const { people, streams, watch } = app.services;
  Object.assign(watch, { alerts: { countWaiting: async () => 0 } });
  Object.assign(people.sessions, { logOut: async () => {} });
  expect((await app.request('GET', '/events', { who: 'eve.read' })).status).toBe(200);
  expect((await app.request('GET', '/events', { who: 'ann.read' })).status).toBe(200);
  const before = people.tokens.find;
  Object.assign(people.tokens, {
    find: async (token: string): Promise<Found> =>
      token.startsWith('wp_eve') ? { ok: false, why: 'token-unknown' } : before(token),
  });
  await app.request('GET', '/session', { who: 'ann.read' });
  expect(streams.count()).toBe(2);
  await app.request('DELETE', '/session', { who: 'ann.read' });
  expect(streams.count()).toBe(1);
});
