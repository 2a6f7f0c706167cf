import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAuthority, missingForCertificates } from '../../../test/system/certificates.ts';
import { type TestApp, testApp } from '../../api/testing.ts';
import type { Desk } from '../../desk/types.ts';
import { openDesk } from '../../main/desk.ts';
import { loadData } from '../../main/load-data.ts';
import { runCommand as run } from '../testing.ts';
import { askServer } from './ask-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-remote-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const tokenFile = file('token', 'wp_ann.read.ask\n');
const bounce = file(
  'bounce.eml',
  [
    'From: MAILER-DAEMON@mx.example.com',
    'Subject: Undelivered',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    '',
    'It failed.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.com',
    '',
    'Final-Recipient: rfc822; a@example.org',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    '--b--',
    '',
  ].join('\r\n'),
);
const mails = ['HELLO!!!', 'Hello'].map((subject, place) =>
  file(
    `${place}.eml`,
    `From: Ann <ann@example.org>\r\nTo: b@example.com\r\nMessage-ID: <${place}@example.org>\r\nDate: Thu, 26 Nov 2026 10:00:00 +0000\r\nSubject: ${subject}\r\n\r\nSee http://192.0.2.1/x\r\n`,
  ),
);
const page = file(
  'page.html',
  '<html><body><p>Hello {{name}}</p><a href="http://192.0.2.1/">x</a></body></html>',
);
const report = file(
  'report.xml',
  '<feedback><report_metadata><org_name>example.com</org_name><email>a@example.com</email><report_id>1</report_id><date_range><begin>1764000000</begin><end>1764086400</end></date_range></report_metadata><policy_published><domain>example.org</domain><p>none</p></policy_published><record><row><source_ip>192.0.2.1</source_ip><count>3</count><policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated></row><identifiers><header_from>example.org</header_from></identifiers><auth_results><spf><domain>example.net</domain><result>fail</result></spf></auth_results></record></feedback>',
);

/** Without when it was seen. */
const lasting = (text: string): string => text.replaceAll(/"seenAt": ?"[^"]*"/g, '"seenAt":""');

let app: TestApp;
let desk: Desk;
let server: Server;
let origin: string;
beforeAll(async () => {
  app = await testApp();
  desk = openDesk(loadData(), {
    settings: { resolver: async () => undefined, listKeys: async () => ({}) },
    onFault: (fault) => {
      throw fault;
    },
  });
  await new Promise<void>((resolve) => {
    server = serve({ fetch: app.api.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      origin = `http://127.0.0.1:${port}`;
      resolve();
    }) as Server;
  });
});
beforeEach(() => app.asks(desk.ask));
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  desk.close();
  await app.close();
});

const there = () => ['--server', origin, '--token-file', tokenFile];

describe('the same output as here, byte for byte', () => {
  const refusals =
    '550 5.1.1 <a@example.com>: User unknown\n550 5.1.1 <b@example.com>: User unknown\n452 4.2.2 Full\n';
  test.each<readonly [string, readonly string[], string?]>([
    ['a reply', ['explain', '550 5.1.1 User unknown', '--offline']],
    ['unquoted words', ['explain', '550', '5.1.1', 'User', 'unknown', '--offline']],
    ['a reply as JSON', ['explain', '550 5.1.1 User unknown', '--offline', '--json']],
    ['a bounce', ['explain', bounce, '--offline', '--verbose']],
    ['a bounce as a page', ['explain', bounce, '--offline', '--format', 'html']],
    ['a letter', ['explain', bounce, '--offline', '--report']],
    ['a letter with addresses', ['explain', bounce, '--offline', '--report', '--show-addresses']],
    ['German', ['explain', bounce, '--offline', '--lang', 'de']],
    ['several from standard input', ['explain', '-', '--offline'], refusals],
    ['several as JSON', ['explain', '--offline', '--json'], refusals],
    ['several sources', ['explain', bounce, '-', '--offline', '--json'], refusals],
    ['a source without a refusal beside', ['explain', bounce, mails[0] ?? '', '--offline']],
    ['what is told beside', ['explain', '550 no', '--offline', '--sender-ip', '192.0.2.7', '--json']],
    ['nothing to explain', ['explain', 'good morning', '--offline']],
    ['a file that is not there', ['explain', './gone.eml', '--offline']],
    ['a message', ['check', mails[0] ?? '', '--offline']],
    ['a message as JSON', ['check', mails[0] ?? '', '--offline', '--json', '--profile', 'bulk']],
    ['a message as a page', ['check', mails[0] ?? '', '--offline', '--format', 'html']],
    ['variants', ['check', ...mails, '--offline', '--verbose']],
    ['variants as JSON', ['check', ...mails, '--offline', '--json']],
    ['variants as a page', ['check', ...mails, '--offline', '--format', 'html']],
    ['only some receivers', ['check', mails[0] ?? '', '--offline', '--receivers', 'gmail,yahoo']],
    ['--fail-on', ['check', mails[0] ?? '', '--offline', '--fail-on', 'information']],
    ['a template', ['check', page, '--offline', '--subject', 'News']],
    ['a template as a page', ['check', page, '--offline', '--format', 'html']],
    [
      'an mbox',
      ['check', '-', '--offline', '--json'],
      `From a Thu Nov 26 10:00:00 2026\nFrom: a@example.org\nMessage-ID: <1@example.org>\nDate: Thu, 26 Nov 2026 10:00:00 +0000\nSubject: one\n\none\n\nFrom a Thu Nov 26 10:00:00 2026\nFrom: a@example.org\nMessage-ID: <1@example.org>\nDate: Thu, 26 Nov 2026 10:00:00 +0000\nSubject: two\n\ntwo\n`,
    ],
    ['no message', ['check', '-', '--offline'], 'good morning'],
    ['a file of nothing beside', ['check', mails[0] ?? '', report, '--offline']],
    ['reports', ['audit', '--reports', report]],
    ['reports as JSON', ['audit', '--reports', report, '--json']],
    ['reports as a page', ['audit', '--reports', report, '--format', 'html']],
    [
      'reports for continuous integration',
      ['audit', '--reports', report, '--format', 'junit', '--fail-on', 'notice'],
    ],
    ['a name that is none', ['audit', 'nonsense']],
  ])('%s', async (_, given, input) => {
    const [args, stdin] = [given as readonly string[], input as string | undefined];
    const here = await run(args, stdin);
    const remote = await run([...args, ...there()], stdin);
    expect(lasting(remote.out)).toBe(lasting(here.out));
    expect(remote.code).toBe(here.code);
    expect(lasting(remote.err)).toBe(lasting(here.err));
  });
});

describe('which server', () => {
  test('that of the environment, unless the command line says otherwise', async () => {
    let asked = 0;
    app.asks((ask, watch) => {
      asked += 1;
      return desk.ask(ask, watch);
    });
    const environment = { WAYPOST_SERVER: origin, WAYPOST_TOKEN: 'wp_ann.read.ask' };
    await run(['explain', '550 no', '--offline'], '', environment);
    expect(asked).toBe(1);
    const { code } = await run(['explain', '550 no', '--offline', '--no-server'], '', environment);
    expect([code, asked]).toEqual([0, 1]);
  });

  test.each<readonly [string, readonly string[], RegExp]>([
    ['http over the network', ['--server', 'http://waypost.example.org'], /https/],
    ['no address', ['--server', 'waypost'], /no address of a server/],
    ['a password in it', ['--server', 'https://a:b@waypost.example.org'], /no address of a server/],
    ['a token file without a server', ['--token-file', tokenFile], /--server/],
    [
      'a token file that is not there',
      ['--server', 'https://waypost.example.org', '--token-file', '/gone'],
      /\/gone/,
    ],
    [
      'a token file with something else',
      ['--server', 'https://w.example', '--token-file', bounce],
      /no token/,
    ],
  ])('%s is refused before anything is sent', async (_, more, words) => {
    for (const args of [
      ['explain', '550 no'],
      ['audit', 'example.org'],
      ['check', mails[0] ?? ''],
    ]) {
      const { code, err, out } = await run([...args, ...more]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(words);
    }
  });

  test.each<readonly [string, readonly string[]]>([
    ['--batch', ['explain', '--batch']],
    ['--resolver', ['explain', '550 no', '--resolver', '127.0.0.1:53']],
    ['--save-evidence', ['audit', 'example.org', '--save-evidence', join(folder, 'saved')]],
    ['--plan-files', ['audit', 'example.org', '--plan-files', folder]],
    ['--log', ['audit', 'example.org', '--log', bounce]],
    ['--fix', ['check', mails[0] ?? '', '--fix']],
    ['--rspamd', ['check', mails[0] ?? '', '--rspamd']],
  ])('%s cannot be sent and is refused', async (option, args) => {
    const { code, err, out } = await run([...args, ...there()]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(option);
  });
});

describe('what can go wrong on the way', () => {
  const ask = (to: string, token?: string, limits = { requestMs: 2000, jobMs: 2000, pollMs: 10 }) =>
    askServer(
      { origin: to, ...(token !== undefined && { token }) },
      { kind: 'explain', input: Buffer.from('550 no'), options: { offline: true } },
      limits,
    );

  test.each<readonly [string, string | undefined, string]>([
    ['no token', undefined, 'server-wants-token'],
    ['a wrong token', 'wp-nonsense', 'server-token'],
    ['an expired token', 'wp_old', 'server-token'],
    ['a token without the scope', 'wp_ann.read', 'server-scope'],
  ])('%s', async (_, token, code) => {
    expect(await ask(origin, token)).toMatchObject({ ok: false, problem: { code } });
  });

  test('nobody listens', async () => {
    expect(await ask('http://127.0.0.1:1', 'wp_ann.ask')).toMatchObject({ problem: { code: 'no-server' } });
  });

  const odd = async (
    answer: (path: string) => { status: number; type?: string; body: string } | undefined,
  ) => {
    const listening = createServer((request, response) => {
      const said = answer(request.url ?? '');
      if (said === undefined) return;
      response.writeHead(said.status, { 'content-type': said.type ?? 'application/json' }).end(said.body);
    });
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    const end = () => {
      listening.closeAllConnections();
      listening.close();
    };
    return { to: `http://127.0.0.1:${port}`, end };
  };

  test.each<readonly [string, { status: number; type?: string; body: string } | undefined, string]>([
    ['something else listens', { status: 200, type: 'text/html', body: '<h1>It works!</h1>' }, 'not-waypost'],
    ['a redirect', { status: 301, type: 'text/html', body: '' }, 'not-waypost'],
    [
      'an older server without the route',
      { status: 404, body: '{"code":"not-found","detail":"There is nothing here."}' },
      'server-older',
    ],
    [
      'an older server without the option',
      {
        status: 422,
        body: '{"code":"invalid","errors":[{"path":"options.x","message":"is not known here; leave it out"}]}',
      },
      'server-older',
    ],
    ['a newer server', { status: 200, body: '{"document":{"schema":"waypost/explain/2"}}' }, 'server-newer'],
    [
      'a server that fails',
      { status: 500, body: '{"code":"internal","detail":"Something went wrong."}' },
      'server-failed',
    ],
    [
      'a full disk',
      { status: 507, body: '{"code":"disk-full","detail":"The disk is full."}' },
      'server-failed',
    ],
    [
      'too much to do',
      { status: 429, body: '{"code":"too-many-requests","detail":"Later."}' },
      'server-busy',
    ],
    ['a server that says nothing', undefined, 'server-silent'],
  ])('%s', async (_, answer, code) => {
    const { to, end } = await odd(() => answer);
    try {
      expect(await ask(to, 'wp_ann.ask', { requestMs: 300, jobMs: 300, pollMs: 10 })).toMatchObject({
        ok: false,
        problem: { code },
      });
    } finally {
      end();
    }
  });

  test.skipIf(missingForCertificates() !== undefined)('a certificate that nobody trusts', async () => {
    const { keyFile, certificateFile } = createAuthority(folder).issue({ name: 'localhost' });
    const pair = { key: readFileSync(keyFile), cert: readFileSync(certificateFile) };
    const listening = createTlsServer(pair, (_, response) => response.end('{}'));
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    expect(await ask(`https://127.0.0.1:${port}`)).toMatchObject({ problem: { code: 'server-tls' } });
    listening.close();
  });

  test('what takes longer than a request is asked as a job and waited for', async () => {
    let polls = 0;
    const { to, end } = await odd((path) => {
      if (path === '/api/v1/explain')
        return { status: 504, body: '{"code":"time-out","detail":"Ask it as a job."}' };
      if (path === '/api/v1/jobs') return { status: 202, body: '{"id":"7","state":"queued"}' };
      if (path === '/api/v1/jobs/7') {
        polls += 1;
        return {
          status: 200,
          body: polls < 3 ? '{"id":"7","state":"running"}' : '{"id":"7","state":"done","reportId":"9"}',
        };
      }
      return { status: 200, body: '{"id":"9","document":{"schema":"waypost/explain/1","explanations":[]}}' };
    });
    expect(await ask(to)).toMatchObject({ ok: true, value: { document: { schema: 'waypost/explain/1' } } });
    expect(polls).toBe(3);
    end();
  });
});
