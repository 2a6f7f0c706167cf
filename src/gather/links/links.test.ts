/** Links and the unsubscribe probe, against real servers on loopback. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeFetchedLinks } from '../../checks/message/links/fetched.ts';
import { mailOf, mailTables } from '../../checks/message/links/testing.ts';
import { judgeProbe, probeUri } from '../../checks/message/unsubscribe/probed.ts';
import { readMailView } from '../../wire/mail-view/index.ts';
import { zoneResolver } from '../dns/testing.ts';
import {
  hasOpenssl,
  makeCertificate,
  startHttps,
  type TestCertificate,
  type TestHttps,
} from '../https/testing.ts';
import { createHop, fetchLinks, probeUnsubscribe } from './index.ts';

const zone = {
  'www.example.org': { A: ['127.0.0.1'] },
  'other.example.org': { A: ['127.0.0.1'] },
  'inside.example.org': { A: ['10.0.0.1'] },
  'broken.example.org': 'SERVFAIL' as const,
};
const resolver = zoneResolver(zone);

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly agent: string;
}

const seen: Seen[] = [];
const unsubscribed = new Set<string>();
const moved =
  (location: string, status = 302): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { Location: location }).end();
const page =
  (text: string): RequestListener =>
  (_, response) =>
    void response.setHeader('Content-Type', 'text/html; charset=utf-8').end(text);

const pages: Readonly<Record<string, RequestListener>> = {
  '/ok': page('hello'),
  '/moved': moved('/ok', 301),
  '/circle': moved('/circle2'),
  '/circle2': moved('/circle'),
  '/into': moved('http://10.0.0.1/admin'),
  '/into-name': moved('http://inside.example.org/'),
  '/metadata': moved('http://169.254.169.254/latest'),
  '/script': moved('javascript:alert(1)'),
  '/nowhere': (_, response) => void response.writeHead(302).end(),
  '/no-head': (request, response) => void response.writeHead(request.method === 'HEAD' ? 405 : 200).end('x'),
  '/gone': (_, response) => void response.writeHead(410).end(),
  '/error': (_, response) => void response.writeHead(503).end(),
  '/forbidden': (_, response) => void response.writeHead(403).end(),
  '/endless': (request, response) => {
    // Writing to an answer without body never blocks.
    if (request.method === 'HEAD') return void response.writeHead(405).end();
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(10_000)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  },
  '/u/get-does-it': (request, response) => {
    unsubscribed.add(request.method ?? '');
    response.end('<p>You have been unsubscribed.</p>');
  },
  '/u/asks': (request, response) => {
    if (request.method === 'POST') unsubscribed.add('POST asks');
    response.end('<form method="post">Unsubscribe? <button>Confirm</button></form>');
  },
  '/u/german': page('<p>Sie wurden abgemeldet.</p>'),
  '/u/japanese': page('<p>配信を停止しました。</p>'),
  '/u/redirects': (request, response) =>
    void response.writeHead(request.method === 'POST' ? 302 : 200, { Location: '/ok' }).end('<form></form>'),
  '/u/refuses': (request, response) =>
    void response.writeHead(request.method === 'POST' ? 405 : 200).end('<form></form>'),
};
for (let step = 1; step <= 8; step += 1)
  Object.assign(pages, { [`/step${step}`]: moved(`/step${step + 1}`) });

const listener: RequestListener = (request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    seen.push({
      method: request.method ?? '',
      url: request.url ?? '',
      body: Buffer.concat(parts).toString(),
      agent: request.headers['user-agent'] ?? '',
    });
    const found = pages[request.url ?? ''];
    if (found === undefined) response.writeHead(404).end();
    else found(request, response);
  });
};

describe.skipIf(!hasOpenssl())('links of a message', () => {
  let certificate: TestCertificate;
  let secure: TestHttps;
  let plain: Server;
  let ports: { readonly http: number; readonly https: number };

  beforeAll(async () => {
    certificate = makeCertificate(['www.example.org']);
    secure = await startHttps(certificate, listener);
    plain = createServer(listener);
    await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
    ports = { http: (plain.address() as AddressInfo).port, https: secure.port };
  });
  afterAll(async () => {
    await secure?.close();
    await new Promise((done) => plain.close(done));
  });

  /** Loopback is allowed for the servers' own port; other private addresses are not reachable in any case. */
  const hop = () => createHop({ resolver, allowPrivate: true, ports, ca: certificate.ca });
  const publicHop = () => createHop({ resolver, allowPrivate: false, ports, ca: certificate.ca });
  const fetchOne = async (url: string, ask = hop()) =>
    (await fetchLinks([{ url, shown: 'x' }], ask)).links[0];

  test.each([
    ['https://www.example.org/ok', { state: 'answered', status: 200 }, 1],
    ['http://www.example.org/ok#top', { state: 'answered', status: 200 }, 1],
    ['https://www.example.org/moved', { state: 'answered', status: 200 }, 2],
    ['https://www.example.org/no-head', { state: 'answered', status: 200 }, 2],
    ['https://www.example.org/endless', { state: 'answered', status: 200 }, 2],
    ['https://www.example.org/none', { state: 'answered', status: 404 }, 2],
    ['https://www.example.org/circle', { state: 'redirects', why: 'circle' }, 2],
    ['https://www.example.org/step4', { state: 'answered', status: 404 }, 7],
    ['https://www.example.org/step1', { state: 'redirects', why: 'many' }, 6],
    ['https://www.example.org/script', { state: 'redirects', why: 'scheme' }, 1],
    ['https://www.example.org/nowhere', { state: 'redirects', why: 'no-location' }, 1],
    ['https://other.example.org/ok', { state: 'failed', code: 'certificate' }, 1],
    ['https://none.example.org/', { state: 'failed', code: 'no-address' }, 1],
    ['https://broken.example.org/', { state: 'failed', code: 'dns' }, 1],
  ])('%s: %o', async (url, end, hops) => {
    const link = await fetchOne(url);
    expect(link?.end).toMatchObject(end);
    expect(link?.hops).toHaveLength(hops);
  });

  test.each([
    'https://www.example.org/ok',
    'http://127.0.0.1/ok',
    'http://2130706433/ok',
    'http://[::1]/ok',
    'http://[::ffff:127.0.0.1]/ok',
    'http://inside.example.org/',
    'http://169.254.169.254/latest',
  ])('%s is private: nothing is sent', async (url) => {
    const before = seen.length;
    expect((await fetchOne(url, publicHop()))?.end).toMatchObject({ state: 'failed', code: 'not-public' });
    expect(seen).toHaveLength(before);
  });

  test.each(['/into', '/into-name', '/metadata'])(
    'a redirect %s into a private network is not followed',
    async (path) => {
      // The first host is let through as if it were public; every later hop is checked as any other.
      const first = hop();
      const others = publicHop();
      const mixed: typeof first = (url, ask) =>
        url.hostname === 'www.example.org' ? first(url, ask) : others(url, ask);
      const link = await fetchOne(`https://www.example.org${path}`, mixed);
      expect(link?.end).toMatchObject({ state: 'failed', code: 'not-public' });
      expect(link?.hops).toHaveLength(2);
    },
  );

  test('links that do something are left alone, twins are opened once, at most 50', async () => {
    const before = seen.length;
    const links = [
      { url: 'https://www.example.org/unsubscribe/1', shown: 'x' },
      { url: 'https://www.example.org/a/1', shown: 'Newsletter abmelden? Abmeldung' },
      { url: 'https://www.example.org/confirm', shown: 'x' },
      { url: 'https://www.example.org/ok', shown: 'a' },
      { url: 'https://www.example.org/ok#b', shown: 'b' },
      { url: 'mailto:a@example.org', shown: 'c' },
    ];
    const { spared, links: found } = await fetchLinks(links, hop());
    expect([spared, found.length]).toEqual([3, 1]);
    expect(seen.slice(before).map(({ method, url, agent }) => [method, url, agent])).toEqual([
      ['HEAD', '/ok', 'waypost'],
    ]);
    const many = Array.from({ length: 70 }, (_, i) => ({ url: `http://www.example.org/ok?${i}`, shown: '' }));
    const all = await fetchLinks(many, hop());
    expect([all.links.length, all.left]).toEqual([50, 20]);
  });

  test.each([
    ['/ok', 'pass alive'],
    ['/gone', 'fail gone'],
    ['/error', 'fail server-error'],
    ['/forbidden', 'unknown turned-away'],
    ['/circle', 'fail redirects-circle'],
  ])('%s is said as "%s", at its place', async (path, said) => {
    const raw = mailOf(`<a href="https://www.example.org${path}">x</a>`);
    const view = readMailView(raw);
    const drafts = judgeFetchedLinks(
      view,
      await fetchLinks([{ url: `https://www.example.org${path}`, shown: 'x' }], hop()),
    );
    expect(drafts.map(({ outcome, message }) => `${outcome} ${message}`)).toEqual([said]);
    if (said !== 'pass alive') expect(drafts[0]?.place?.snippet).toBe(`https://www.example.org${path}`);
  });

  describe('unsubscribing', () => {
    const probe = async (path: string, mode: 'get' | 'get-and-post') => {
      const raw = mailOf('x', 'plain', [
        `List-Unsubscribe: <mailto:u@example.org>, <https://www.example.org${path}>`,
      ]);
      const view = readMailView(raw);
      const uri = probeUri(view) ?? '';
      const found = await probeUnsubscribe({ uri, mode, words: mailTables().unsubscribeWords }, hop());
      return judgeProbe(view, found).map(({ outcome, message }) => `${outcome} ${message}`);
    };
    test.each([
      ['/u/get-does-it', 'get', ['fail get-unsubscribes']],
      ['/u/german', 'get', ['fail get-unsubscribes']],
      ['/u/japanese', 'get', ['fail get-unsubscribes']],
      ['/u/asks', 'get', ['pass get-asks-first']],
      ['/u/asks', 'get-and-post', ['pass get-asks-first', 'pass post-accepted']],
      ['/u/redirects', 'get-and-post', ['pass get-asks-first', 'fail post-redirects']],
      ['/u/refuses', 'get-and-post', ['pass get-asks-first', 'fail post-refused']],
      ['/u/none', 'get', ['unknown get-refused']],
      ['/moved', 'get', ['unknown get-redirects']],
      ['/ok', 'get', ['unknown get-unclear']],
    ] as const)('%s, %s: %o', async (path, mode, said) => expect(await probe(path, mode)).toEqual(said));

    test('a GET alone sends no POST; the POST holds exactly what RFC 8058 says', async () => {
      unsubscribed.clear();
      await probe('/u/asks', 'get');
      expect([...unsubscribed]).toEqual([]);
      await probe('/u/asks', 'get-and-post');
      expect(seen.at(-1)).toMatchObject({
        method: 'POST',
        url: '/u/asks',
        body: 'List-Unsubscribe=One-Click',
      });
    });

    test('without the header, or with mailto alone, there is nothing to ask', () => {
      for (const fields of [[], ['List-Unsubscribe: <mailto:u@example.org>']]) {
        const view = readMailView(mailOf('x', 'plain', fields));
        expect(probeUri(view)).toBeUndefined();
        expect(judgeProbe(view, undefined).map(({ message }) => message)).toEqual(['nothing-to-ask']);
      }
    });
  });
});
