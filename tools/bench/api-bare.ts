/** What bench:api is held against: one Hono route that reads the same JSON and answers about as much, and does nothing else. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

/** As large as an answer of POST /explain. */
const words = 'x'.repeat(3000);

const app = new Hono();
app.post('/', async (c) => {
  const { input } = await c.req.json<{ input: string }>();
  return c.json({ length: input.length, words });
});
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }: AddressInfo) =>
  console.log(`listens at http://127.0.0.1:${port}`),
);
process.once('SIGTERM', () => {
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
});
