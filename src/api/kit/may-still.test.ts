import { afterEach, describe, expect, test } from 'vitest';
import type { Who } from '../../people/types.ts';
import { addRoute, createApi, createEventStreams, type EventStreams, z } from './index.ts';
import { kitServices, someone } from './testing.ts';

const opened: EventStreams[] = [];
afterEach(() => {
  for (const streams of opened.splice(0)) streams.stop();
});

type Access = 'read' | 'signed-in' | 'open';
type Now = () => Promise<Who | undefined>;

interface Listening {
  readonly streams: EventStreams;
  readonly isOpen: boolean;
  readonly answer: Response;
}

/** A stream for those who may read; `now` is who the caller is from then on. */
async function listen(access: Access, now: Now, lookMs = 5): Promise<Listening> {
  const streams = createEventStreams({ lookMs });
  opened.push(streams);
  const api = createApi(kitServices());
  api.use(async (c, next) => {
    c.set('who', someone('ann', 'read'));
    c.set('whoNow', now);
    await next();
  });
  addRoute(
    api,
    {
      method: 'get',
      path: '/events',
      tag: 'Test',
      summary: 'Events',
      access,
      answers: { 200: { description: 'Events.', schema: z.string(), mediaType: 'text/event-stream' } },
    },
    (c) => streams.open(c, () => () => {}),
  );
  const answer = await api.request('/api/v1/events');
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { streams, isOpen: streams.count() === 1, answer };
}

const broken: Now = () => Promise.reject(new Error('the store is closed'));

const cases: readonly (readonly [string, Access, Now, boolean])[] = [
  ['goes on while its reader may read', 'read', async () => someone('ann', 'read', 'ask'), true],
  ['goes on for whoever is signed in', 'signed-in', async () => someone('ann'), true],
  ['ends where nobody is known any more', 'read', async () => undefined, false],
  ['ends where the right is gone', 'read', async () => someone('ann', 'ask'), false],
  ['ends where it cannot be found out', 'read', broken, false],
  ['goes on where everybody may read', 'open', async () => undefined, true],
];

describe('a stream that is open', () => {
  test.each(cases)('%s', async (_, access, now, goesOn) => {
    const { isOpen, answer } = await listen(access, now);
    expect(isOpen).toBe(goesOn);
    if (!goesOn) expect(await answer.text()).toBe('retry: 2000\n\n');
  });

  test('is looked at at once where that is asked for', async () => {
    let who: Who | undefined = someone('ann', 'read');
    const { streams } = await listen('read', async () => who, 60_000);
    await streams.lookNow();
    expect(streams.count()).toBe(1);
    who = undefined;
    await streams.lookNow();
    expect(streams.count()).toBe(0);
  });
});
