/** What only real connections show: clients that go away, bodies without an end, streams. */
import { once } from 'node:events';
import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failed } from '../base/result.ts';
import { type TestApp, testApp } from './testing.ts';

let app: TestApp;
let server: Server;
let port: number;
beforeAll(async () => {
  app = await testApp();
  server = createAdaptorServer({ fetch: app.api.fetch }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await app.close();
});

function request(method: string, path: string, headers: Record<string, string> = {}): http.ClientRequest {
  return http.request({
    host: '127.0.0.1',
    port,
    method,
    path: `/api/v1${path}`,
    headers: { authorization: 'Bearer wp_ann.ask.read', ...headers },
  });
}

test('a question is given up when its client goes away', async () => {
  const began = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  app.asks(
    (_, watch) =>
      new Promise((resolve) => {
        watch?.signal?.addEventListener('abort', () => {
          resolve(failed('cancelled', 'It was cancelled.'));
          ended.resolve();
        });
        began.resolve();
      }),
  );
  const client = request('POST', '/audit', { 'content-type': 'text/plain' });
  client.on('error', () => {});
  client.end('example.org');
  await began.promise;
  client.destroy();
  await ended.promise;
});

test.each([
  ['that says how long it is', { 'content-length': String(65 << 20) }],
  ['that does not', { 'transfer-encoding': 'chunked' }],
])('a body that is too large, %s, is answered before it is sent whole', async (_, length) => {
  const client = request('POST', '/check', { 'content-type': 'message/rfc822', ...length });
  client.on('error', () => {});
  const answered = once(client, 'response') as Promise<[http.IncomingMessage]>;
  const piece = Buffer.alloc(1 << 20, 'a');
  let sent = 0;
  // A client that goes on as fast as it is let: for ever, or up to what it announced.
  const most = 'content-length' in length ? 65 : 400;
  const pump = (): void => {
    while (!client.destroyed && sent < most) {
      sent += 1;
      if (!client.write(piece)) break;
    }
  };
  client.on('drain', pump);
  pump();
  const [response] = await answered;
  client.destroy();
  expect([response.statusCode, response.headers['content-type']]).toEqual([413, 'application/problem+json']);
  expect(sent).toBeLessThan(200);
});

test('a stranger with a large body is told so at once', async () => {
  const client = request('POST', '/check', {
    authorization: 'Bearer nobody',
    'transfer-encoding': 'chunked',
  });
  client.on('error', () => {});
  client.write('a');
  const [response] = (await once(client, 'response')) as [http.IncomingMessage];
  client.destroy();
  expect(response.statusCode).toBe(401);
});

/** A job, and somebody who looks on. */
async function openEvents() {
  const job = await app.request('POST', '/jobs', {
    who: 'ann.ask',
    body: { kind: 'audit', input: 'example.org' },
  });
  const { id } = (await job.json()) as { id: string };
  const client = request('GET', `/jobs/${id}/events`);
  client.end();
  const [response] = (await once(client, 'response')) as [http.IncomingMessage];
  return { id, client, response };
}

test('events come while they happen, and a client that goes away is forgotten', async () => {
  const { id, client, response } = await openEvents();
  let text = '';
  response.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  response.on('error', () => {});
  await expect.poll(() => text).toContain('"queued"');
  app.jobs.tell(id, { kind: 'progress', done: 1, total: 2 });
  await expect.poll(() => text).toContain('event: progress\ndata: {"done":1,"total":2}');
  client.destroy();
  await expect.poll(() => app.jobs.listening(id)).toBe(0);
  expect(app.streams.count()).toBe(0);
});

test('many connections that read no events hold little', async () => {
  const { id, client, response } = await openEvents();
  response.pause();
  const answer = 'x'.repeat(1000);
  for (let at = 0; at < 20_000 && app.streams.count() > 0; at += 1)
    app.jobs.tell(id, { kind: 'evidence', state: 'good', result: 'yes', question: String(at), answer });
  // It was ended for being too slow; the job itself remembers, and the browser comes back for the rest.
  await expect.poll(() => app.jobs.listening(id)).toBe(0);
  client.destroy();
});
