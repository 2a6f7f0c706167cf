/** One answer for three readers. */
import { describe, expect, test } from 'vitest';
import { withWays } from '../../findings/ways.ts';
import { addRoute, createApi, createEventStreams, largeJson, problemFrom, z } from './index.ts';
import { as, kitServices, trustTestHeader } from './testing.ts';

const ways = { helo: { command: '--helo', api: 'options.helo', page: '“HELO”' } };
const words = String(withWays('add {way:helo}', ways, 'every'));
const code = 'bad-helo';

function opened() {
  const api = createApi(kitServices());
  trustTestHeader(api);
  const streams = createEventStreams();
  const common = { tag: 'Test', summary: 'Test', access: 'read' } as const;
  const told = { 200: { description: 'It.', schema: z.object({ words: z.string() }) } };
  addRoute(api, { ...common, method: 'get', path: '/small', answers: told }, (c) => c.json({ words }));
  addRoute(api, { ...common, method: 'get', path: '/large', answers: told }, (c) => largeJson(c, { words }));
  addRoute(api, { ...common, method: 'post', path: '/kept', answers: told }, (c) => c.json({ words }));
  addRoute(api, { ...common, method: 'post', path: '/kept-large', answers: told }, (c) =>
    largeJson(c, { words }),
  );
  addRoute(api, { ...common, method: 'get', path: '/problem', answers: told }, () =>
    problemFrom({ code, message: words }),
  );
  addRoute(
    api,
    {
      ...common,
      method: 'get',
      path: '/stream',
      answers: { 200: { description: 'It.', schema: z.string(), mediaType: 'text/event-stream' } },
    },
    (c) =>
      streams.open(c, (sink) => {
        sink.push({ event: 'evidence', data: { words } });
        sink.end();
        return () => {};
      }),
  );
  return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    api.request(`/api/v1${path}`, { method, headers: { ...as('Ann', 'read'), ...headers } });
}

describe.each([
  [undefined, 'add options.helo'],
  ['nonsense', 'add options.helo'],
  ['command', 'add --helo'],
  ['page', 'add “HELO”'],
] as const)('Waypost-Surface: %s', (surface, expected) => {
  const headers: Record<string, string> = surface === undefined ? {} : { 'waypost-surface': surface };
  const ask = opened();

  test.each(['/small', '/large'])('%s', async (path) => {
    expect(await (await ask(path, headers)).json()).toEqual({ words: expected });
  });

  test('a problem', async () => {
    expect(await (await ask('/problem', headers)).json()).toMatchObject({ code, detail: expected });
  });

  test('a stream, which says it in the query', async () => {
    const query = surface === undefined ? '' : `?surface=${surface}`;
    expect(await (await ask(`/stream${query}`)).text()).toContain(JSON.stringify({ words: expected }));
  });
});

test.each(['/kept', '/kept-large'])(
  'what was kept of %s for a key is said to who asks again',
  async (path) => {
    const ask = opened();
    const key = { 'idempotency-key': 'k' };
    const said = async (surface: string) =>
      (await ask(path, { ...key, 'waypost-surface': surface }, 'POST')).json();
    expect(await said('page')).toEqual({ words: 'add “HELO”' });
    expect(await said('command')).toEqual({ words: 'add --helo' });
  },
);
