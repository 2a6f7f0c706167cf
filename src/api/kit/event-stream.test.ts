import { describe, expect, test } from 'vitest';
import { createApi, createEventStreams, type EventSink, lastEventId } from './index.ts';
import { as, kitServices, problemOf, trustTestHeader } from './testing.ts';

function app(limits: Parameters<typeof createEventStreams>[0] = {}) {
  const streams = createEventStreams({ heartbeatMs: 10_000, ...limits });
  const sinks: EventSink[] = [];
  let stopped = 0;
  const api = createApi(kitServices());
  trustTestHeader(api);
  api.get('/events', (c) =>
    streams.open(c, (sink) => {
      sinks.push(sink);
      sink.push({ event: 'hello', data: { after: lastEventId(c) }, id: 1 });
      return () => {
        stopped += 1;
      };
    }),
  );
  const open = (headers: Record<string, string> = as('ann')) => api.request('/events', { headers });
  const request = (init: RequestInit) => api.request('/events', init);
  return { open, request, streams, sinks, stopped: () => stopped };
}

describe('server-sent events', () => {
  test('come as they are pushed, with ids, until the end', async () => {
    const { open, sinks, streams, stopped } = app();
    const answer = await open({ 'last-event-id': '7' });
    sinks[0]?.push({ event: 'progress', data: { text: 'two\nlines' } });
    sinks[0]?.end();
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(await answer.text()).toBe(
      'retry: 2000\n\nid: 1\nevent: hello\ndata: {"after":7}\n\nevent: progress\ndata: {"text":"two\\nlines"}\n\n',
    );
    expect([streams.count(), stopped(), sinks[0]?.push({ event: 'late', data: 1 })]).toEqual([0, 1, false]);
  });

  test('reach a reader who waits for them once each', async () => {
    const { open, sinks } = app();
    const reader = (await open()).body?.getReader();
    const decoder = new TextDecoder();
    let text = '';
    const reading = (async () => {
      while (true) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done) return;
        text += decoder.decode(value);
      }
    })();
    for (let at = 2; at < 6; at += 1) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      sinks[0]?.push({ event: 'x', data: null, id: at });
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
    sinks[0]?.end();
    await reading;
    expect([...text.matchAll(/id: (\d)/g)].map(([, id]) => id)).toEqual(['1', '2', '3', '4', '5']);
    expect(text.match(/retry/g)).toHaveLength(1);
  });

  test('HEAD opens no stream', async () => {
    const { streams, sinks, request } = app({ perPerson: 2 });
    for (let at = 0; at < 5; at += 1) {
      const answer = await request({ method: 'HEAD', headers: as('ann') });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    }
    expect([streams.count(), sinks.length]).toEqual([0, 0]);
  });

  test('may be over before anybody reads', async () => {
    const streams = createEventStreams();
    const api = createApi(kitServices());
    api.get('/over', (c) =>
      streams.open(c, (sink) => {
        sink.push({ event: 'end', data: null });
        sink.end();
        return () => {};
      }),
    );
    for (let at = 0; at < 20; at += 1)
      expect(await (await api.request('/over')).text()).toBe('retry: 2000\n\nevent: end\ndata: null\n\n');
    expect(streams.count()).toBe(0);
  });

  test('show a sign of life while nothing happens', async () => {
    const { open, sinks } = app({ heartbeatMs: 5 });
    const answer = await open();
    setTimeout(() => sinks[0]?.end(), 60);
    expect(await answer.text()).toContain(': alive\n\n');
  });

  test('a client that goes away is forgotten', async () => {
    const { open, sinks, streams, stopped } = app();
    const reader = (await open()).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect([streams.count(), stopped(), sinks[0]?.push({ event: 'x', data: 1 })]).toEqual([0, 1, false]);
  });

  test('a reader that does not read ends its stream instead of filling the memory', async () => {
    const { open, sinks, streams } = app({ maxWaiting: 100 });
    const answer = await open();
    let pushed = 0;
    while (pushed < 10_000 && sinks[0]?.push({ event: 'x', data: pushed })) pushed += 1;
    expect(pushed).toBeLessThan(110);
    const text = await answer.text();
    // What had been taken is whole, so that Last-Event-ID goes on behind it.
    expect(text.endsWith('\n\n')).toBe(true);
    expect(streams.count()).toBe(0);
  });

  test('one person has so many streams; another is not hindered', async () => {
    const { open, streams } = app({ perPerson: 2, inTotal: 3 });
    await open();
    await open();
    const third = await open();
    expect(third.headers.has('retry-after')).toBe(true);
    expect(await problemOf(third)).toEqual({ status: 429, code: 'too-many-requests' });
    expect((await open(as('bob'))).status).toBe(200);
    expect(await problemOf(await open(as('eve')))).toEqual({ status: 503, code: 'overloaded' });
    expect(streams.count()).toBe(3);
  });

  test('all end at a stop, also those that nobody reads, and none begins', async () => {
    const { open, streams, sinks } = app();
    const answers = [await open(), await open(as('bob'))];
    for (let at = 0; at < 100; at += 1) sinks[1]?.push({ event: 'x', data: at });
    streams.stop();
    for (const answer of answers) expect(await answer.text()).toContain('hello');
    expect(streams.count()).toBe(0);
    expect((await open()).status).toBe(503);
  });
});
