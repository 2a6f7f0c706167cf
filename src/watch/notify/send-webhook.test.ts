import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasOpenssl, makeCertificate, startHttps, type TestHttps } from '../../gather/https/testing.ts';
import type { LookupHost } from './host-addresses.ts';
import { sendWebhook, type WebhookNeeds } from './send-webhook.ts';
import { signBody } from './signature.ts';

const hosts: Readonly<Record<string, readonly string[]>> = {
  'hook.example.org': ['127.0.0.1'],
  'closed.example.org': ['127.0.0.2', '127.0.0.1'],
  'private.example.org': ['10.1.2.3'],
  'meta.example.org': ['169.254.169.254'],
  'mixed.example.org': ['192.0.2.1', '10.0.0.1'],
  'six.example.org': ['::1'],
  'mapped.example.org': ['::ffff:127.0.0.1'],
  'ula.example.org': ['fd00::1'],
  'nat64.example.org': ['64:ff9b::a00:1'],
  'public.example.org': ['192.0.2.1'],
  'odd.example.org': ['not an address'],
};
const lookupHost: LookupHost = (host) => {
  const found = hosts[host];
  return found === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(found);
};
const post = {
  secret: 'wps_0123456789abcdef',
  body: '{"schema":"waypost/notification/1"}',
  id: '0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10',
  event: 'opened',
  nowMs: Date.UTC(2026, 10, 26),
};
const send = (url: string, more: Partial<WebhookNeeds> = {}) =>
  sendWebhook({ ...post, url }, { lookupHost, allowPrivate: false, ...more });

describe('where a webhook may not lead, checked after the name was resolved', () => {
  test.each([
    ['https://127.0.0.1/', 'not-public'],
    ['https://0x7f000001/', 'not-public'],
    ['https://2130706433/', 'not-public'],
    ['https://127.1/', 'not-public'],
    ['https://[::1]/', 'not-public'],
    ['https://[::ffff:10.0.0.1]/', 'not-public'],
    ['https://[fe80::1]/', 'not-public'],
    ['https://0.0.0.0/', 'not-public'],
    ['https://169.254.169.254/latest/meta-data', 'not-public'],
    ['https://hook.example.org/', 'not-public'],
    ['https://private.example.org/', 'not-public'],
    ['https://meta.example.org/', 'not-public'],
    ['https://mixed.example.org/', 'not-public'],
    ['https://six.example.org/', 'not-public'],
    ['https://mapped.example.org/', 'not-public'],
    ['https://ula.example.org/', 'not-public'],
    ['https://nat64.example.org/', 'not-public'],
    ['http://public.example.org/', 'not-https'],
    ['https://nowhere.example.org/', 'not-found'],
    ['https://odd.example.org/', 'not-found'],
    ['ftp://hook.example.org/', 'bad-url'],
    ['file:///etc/passwd', 'bad-url'],
    ['https://user:word@hook.example.org/', 'bad-url'],
    ['hook.example.org', 'bad-url'],
  ])('%s: %s', async (url, code) => {
    expect(await send(url)).toMatchObject({ isSent: false, problem: { code } });
  });
});

interface Taken {
  readonly headers: IncomingMessage['headers'];
  readonly method?: string;
  readonly url?: string;
  readonly body: string;
}

describe('to a receiver on loopback, which is allowed', () => {
  const taken: Taken[] = [];
  let server: Server;
  let port: number;
  const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
    '/ok': (response) => response.end('thanks'),
    '/created': (response) => response.writeHead(201).end(),
    '/moved': (response) => response.writeHead(302, { Location: '/ok' }).end(),
    '/broken': (response) => response.writeHead(500).end('out of order'),
    '/gone': (response) => response.writeHead(410).end(),
    '/endless': (response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    },
    '/silent': () => undefined,
    '/drip': (response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    },
    '/cut': (response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('x', () => response.socket?.destroy());
    },
    '/headers': (response) => response.writeHead(200, { 'X-Long': 'x'.repeat(20_000) }).end(),
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { headers, method = '', url = '' } = request;
        taken.push({ headers, method, url, body: Buffer.concat(parts).toString('utf8') });
        (answers[url] ?? ((one: ServerResponse) => one.writeHead(404).end()))(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const at = (path: string, more: Partial<WebhookNeeds> = {}) =>
    send(`http://hook.example.org:${port}${path}`, { allowPrivate: true, timeoutMs: 2000, ...more });

  test('the body arrives with its signature, its id and its event', async () => {
    taken.length = 0;
    expect(await at('/ok')).toEqual({ isSent: true, reply: 'HTTP 200 thanks' });
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({
      method: 'POST',
      body: post.body,
      headers: {
        host: `hook.example.org:${port}`,
        'content-type': 'application/json',
        'waypost-delivery': post.id,
        'waypost-event': 'opened',
        'waypost-signature': signBody(post.secret, post.nowMs / 1000, post.body),
      },
    });
  });

  test.each([
    ['/created', true, undefined],
    ['/moved', false, 'redirect'],
    ['/broken', false, 'status'],
    ['/gone', false, 'status'],
    ['/endless', false, 'too-large'],
    ['/cut', false, 'network'],
    ['/headers', false, 'network'],
  ])('%s: sent %s %s', async (path, isSent, code) => {
    const result = await at(path);
    expect([result.isSent, result.problem?.code]).toEqual([isSent, code]);
  });

  test('a redirect is not followed', async () => {
    taken.length = 0;
    await at('/moved');
    expect(taken.map(({ url }) => url)).toEqual(['/moved']);
  });

  test.each(['/silent', '/drip'])('%s ends at the time limit', async (path) => {
    expect(await at(path, { timeoutMs: 300 })).toMatchObject({
      isSent: false,
      problem: { code: 'time-out' },
    });
  });

  test('what the other side said is kept, cut', async () => {
    expect((await at('/broken')).reply).toBe('HTTP 500 out of order');
  });

  test('the next address is tried where the first is closed; where all are, that is said', async () => {
    expect(await send(`http://closed.example.org:${port}/ok`, { allowPrivate: true })).toMatchObject({
      isSent: true,
    });
    expect(await send('http://127.0.0.2:9/ok', { allowPrivate: true })).toMatchObject({
      problem: { code: 'refused', data: { port: 9 } },
    });
  });
});

describe.skipIf(!hasOpenssl())('over TLS', () => {
  const certificate = hasOpenssl() ? makeCertificate(['hook.example.org']) : undefined;
  let server: TestHttps;
  beforeAll(async () => {
    if (certificate !== undefined)
      server = await startHttps(certificate, (request, response) => {
        request.resume();
        request.on('end', () => response.end('ok'));
      });
  });
  afterAll(() => server.close());
  const at = (host: string, ca?: string) =>
    send(`https://${host}:${server.port}/`, { allowPrivate: true, ...(ca !== undefined && { ca }) });

  test('the certificate is verified for the name, though the address is connected to', async () => {
    expect(await at('hook.example.org', certificate?.ca)).toMatchObject({ isSent: true });
    expect(await at('closed.example.org', certificate?.ca)).toMatchObject({
      problem: { code: 'certificate' },
    });
    expect(await at('127.0.0.1', certificate?.ca)).toMatchObject({ problem: { code: 'certificate' } });
  });

  test('an authority that nobody trusts is refused', async () => {
    expect(await at('hook.example.org')).toMatchObject({ isSent: false, problem: { code: 'certificate' } });
  });
});
