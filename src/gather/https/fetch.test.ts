import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zoneResolver } from '../dns/testing.ts';
import { createHttpsFetch } from './fetch.ts';
import { hasOpenssl, makeCertificate, startHttps, type TestCertificate, type TestHttps } from './testing.ts';

const limits = { maxBytes: 1000, timeoutMs: 3000 };
const zone = {
  'sts.example.org': { A: ['127.0.0.1'] },
  'other.example.org': { A: ['127.0.0.1'] },
  'two.example.org': { A: ['127.0.0.2', '127.0.0.1'] },
  'private.example.org': { A: ['10.0.0.1'] },
  'v6.example.org': { AAAA: ['::1'] },
  'mapped.example.org': { AAAA: ['::ffff:127.0.0.1'] },
  'broken.example.org': 'SERVFAIL' as const,
};
const resolver = zoneResolver(zone);

describe('without a connection', () => {
  const asked: string[] = [];
  const fetch = createHttpsFetch({ resolver: zoneResolver(zone, asked), allowPrivate: false });
  test.each([
    ['http://sts.example.org/', 'bad-url'],
    ['https://user:pass@sts.example.org/', 'bad-url'],
    ['file:///etc/passwd', 'bad-url'],
    ['', 'bad-url'],
    ['https://none.example.org/', 'no-address'],
    ['https://broken.example.org/', 'dns'],
    ['https://sts.example.org/', 'not-public'],
    ['https://private.example.org/', 'not-public'],
    ['https://v6.example.org/', 'not-public'],
    ['https://mapped.example.org/', 'not-public'],
    ['https://127.0.0.1/', 'not-public'],
    ['https://0x7f.1/', 'not-public'],
    ['https://[::1]/', 'not-public'],
    ['https://169.254.169.254/latest', 'not-public'],
  ])('%s: %s', async (url, code) => {
    expect(await fetch(url, limits)).toMatchObject({ state: 'failed', code });
  });

  test('names are asked of the given resolver, addresses are not asked at all', () => {
    expect(asked.filter((question) => /127|169/.test(question))).toEqual([]);
    expect(asked).toContain('none.example.org A');
  });
});

describe.skipIf(!hasOpenssl())('from a server', () => {
  let certificate: TestCertificate;
  let server: TestHttps;
  const seen: (string | undefined)[] = [];
  const pages: Readonly<Record<string, RequestListener>> = {
    '/ok': (request, response) => {
      seen.push(request.headers.host);
      response.setHeader('Content-Type', 'text/plain; charset=utf-8').end('hello');
    },
    '/moved': (_, response) => response.writeHead(301, { Location: 'https://elsewhere.example/' }).end(),
    '/endless': (_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(500)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    },
    '/announced': (_, response) => response.writeHead(200, { 'Content-Length': '5000' }).write('x'),
    '/slow': (_, response) => {
      response.write('x');
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    },
    '/silent': () => undefined,
    '/cut': (_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('x', () => response.socket?.destroy());
    },
    '/headers': (_, response) => response.writeHead(200, { 'X-Long': 'x'.repeat(20_000) }).end(),
  };
  const listener: RequestListener = (request, response) => {
    const page = pages[request.url ?? ''];
    if (page === undefined) response.writeHead(404).end('nothing here');
    else page(request, response);
  };
  const get = (host: string, path: string, options = {}, more = {}) =>
    createHttpsFetch({ resolver, allowPrivate: true, port: server.port, ca: certificate.ca, ...options })(
      `https://${host}${path}`,
      { ...limits, ...more },
    );

  beforeAll(async () => {
    certificate = makeCertificate(['sts.example.org', 'two.example.org']);
    server = await startHttps(certificate, listener);
  });
  afterAll(() => server?.close());

  test('status, type and body come back, the name is asked for', async () => {
    const answer = await get('sts.example.org', '/ok');
    expect(answer).toMatchObject({
      state: 'answered',
      status: 200,
      contentType: 'text/plain; charset=utf-8',
    });
    expect(answer.state === 'answered' && Buffer.from(answer.body).toString()).toBe('hello');
    expect(seen).toContain('sts.example.org');
  });

  test('another address is tried where the first is closed', async () => {
    expect(await get('two.example.org', '/ok')).toMatchObject({ state: 'answered', status: 200 });
  });

  test('a redirect is told, not followed', async () => {
    const location = 'https://elsewhere.example/';
    expect(await get('sts.example.org', '/moved')).toMatchObject({
      state: 'answered',
      status: 301,
      location,
    });
  });

  test('404 is an answer', async () => {
    expect(await get('sts.example.org', '/no')).toMatchObject({ state: 'answered', status: 404 });
  });

  test.each([
    ['sts.example.org', '/endless', {}, 'too-large'],
    ['sts.example.org', '/announced', {}, 'too-large'],
    ['sts.example.org', '/slow', { timeoutMs: 300 }, 'time-out'],
    ['sts.example.org', '/silent', { timeoutMs: 300 }, 'time-out'],
    ['sts.example.org', '/cut', {}, 'reset'],
    ['sts.example.org', '/headers', {}, 'not-http'],
    ['other.example.org', '/ok', {}, 'certificate'],
  ])('%s%s: %s', async (host, path, more, code) => {
    expect(await get(host, path, {}, more)).toMatchObject({ state: 'failed', code });
  });

  test('called off', async () => {
    const signal = AbortSignal.timeout(100);
    expect(await get('sts.example.org', '/silent', {}, { signal })).toMatchObject({ code: 'aborted' });
  });

  test('an authority that nobody trusts is a fault of the certificate', async () => {
    const { ca } = makeCertificate(['x.example.org']);
    expect(await get('sts.example.org', '/ok', { ca })).toMatchObject({ code: 'certificate' });
  });

  test.each([
    ['only a common name', /alternative name/, () => makeCertificate([], 'sts.example.org')],
    ['one that ran out', /expired/, () => makeCertificate(['sts.example.org'], 'x', -1)],
  ])('%s is a fault of the certificate', async (_, why, make) => {
    const other = make();
    const its = await startHttps(other, listener);
    expect(await get('sts.example.org', '/ok', { port: its.port, ca: other.ca })).toMatchObject({
      code: 'certificate',
      why: expect.stringMatching(why),
    });
    await its.close();
  });

  test('a server without TLS and a closed port are no faults of a certificate', async () => {
    const plain = createServer((socket) =>
      socket
        .on('error', () => undefined)
        .resume()
        .end('220 mx.example.org ESMTP\r\n'),
    );
    await new Promise<void>((done) => plain.listen(0, '127.0.0.1', () => done()));
    const { port } = plain.address() as { port: number };
    expect(await get('sts.example.org', '/ok', { port })).toMatchObject({ state: 'failed', code: 'tls' });
    await new Promise((done) => plain.close(done));
    expect(await get('sts.example.org', '/ok', { port })).toMatchObject({ state: 'failed', code: 'refused' });
  });
});
