/** `waypost check` beside a real rspamd and a real SpamAssassin, without network; and beside ones that are not there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingFilters, type SpamFilter, startRspamd, startSpamd } from '../lab/spam-filters.ts';
import { runWaypost } from './program.ts';

const missing = missingFilters();
if (missing.length > 0) console.warn(`spam filter tests skipped: ${missing.join(', ')} not installed`);

interface EngineJson {
  readonly engine: string;
  readonly state: string;
  readonly version?: string;
  readonly score?: number;
  readonly threshold?: number;
  readonly code?: string;
  readonly hasRelay?: boolean;
  readonly symbols?: readonly { readonly name: string; readonly score: number; readonly means?: string }[];
  readonly notRun?: readonly { readonly needs: string }[];
}

const folder = mkdtempSync(join(tmpdir(), 'waypost-filters-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mail = join(folder, 'mail.eml');
writeFileSync(
  mail,
  [
    'From: Example <news@example.org>',
    'To: reader@example.com',
    'Subject: THIS IS A SUBJECT IN CAPITALS',
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<html><body><p>Hello, <a href="http://192.0.2.1/offer">look here</a> for what we have.</p></body></html>',
    '',
  ].join('\n'),
);

async function check(...args: readonly string[]) {
  const { stdout, stderr, code } = await runWaypost(['check', mail, '--offline', '--json', ...args]);
  if (stdout === '') throw new Error(`ended with ${code}: ${stderr}`);
  const [report] = JSON.parse(stdout) as readonly {
    readonly findings: readonly { readonly check: string }[];
    readonly engines?: readonly EngineJson[];
  }[];
  return { code, findings: report?.findings ?? [], engines: report?.engines ?? [] };
}
const names = (engine: EngineJson | undefined) => engine?.symbols?.map(({ name }) => name) ?? [];

describe.skipIf(missing.length > 0)('beside real engines', () => {
  let rspamd: SpamFilter;
  let spamd: SpamFilter;
  const both = () => ['--rspamd', `http://127.0.0.1:${rspamd.port}`, '--spamd', `127.0.0.1:${spamd.port}`];

  beforeAll(async () => {
    [rspamd, spamd] = await Promise.all([startRspamd(), startSpamd()]);
  });
  afterAll(async () => {
    await Promise.all([rspamd?.close(), spamd?.close()]);
  });

  test('each says its score against its own threshold, its version, its rules with words', async () => {
    const { engines } = await check(...both());
    expect(engines).toMatchObject([
      { engine: 'rspamd', state: 'answered', version: expect.stringMatching(/^\d+\.\d+/), threshold: 15 },
      {
        engine: 'SpamAssassin',
        state: 'answered',
        version: expect.stringMatching(/^\d+\.\d+/),
        threshold: 5,
      },
    ]);
    expect(names(engines[0])).toEqual(expect.arrayContaining(['SUBJ_ALL_CAPS', 'MISSING_MID', 'HTTP_TO_IP']));
    expect(names(engines[1])).toEqual(
      expect.arrayContaining(['SUBJ_ALL_CAPS', 'MISSING_MID', 'MIME_HTML_ONLY']),
    );
    for (const { symbols, score } of engines) {
      const unknown = symbols?.filter((one) => one.means === undefined && one.score !== 0);
      expect(unknown).toEqual([]);
      // SpamAssassin's report rounds each to one decimal.
      const sum = symbols?.reduce((total, { score }) => total + score, 0) ?? 0;
      expect(Math.abs(sum - (score ?? 0))).toBeLessThan(0.5);
    }
  });

  test('rules about the relay run when the connection is told, and are named when not', async () => {
    const without = (await check(...both())).engines;
    const withRelay = (await check(...both(), '--sender-ip', '203.0.113.7', '--helo', 'mail.example.org'))
      .engines;
    for (const { notRun } of without) expect(notRun?.map(({ needs }) => needs)).toContain('received');
    for (const { notRun, hasRelay } of withRelay) {
      expect(hasRelay).toBe(true);
      expect(notRun?.map(({ needs }) => needs)).not.toContain('received');
    }
    expect(names(without[1])).toContain('NO_RELAYS');
    expect(names(withRelay[1])).not.toContain('NO_RELAYS');
    expect(names(without[0])).toContain('RCVD_COUNT_ZERO');
    expect(names(withRelay[0])).toContain('RCVD_COUNT_ONE');
  });

  test('without network and training that is "not run", never passed', async () => {
    const { engines } = await check(...both());
    for (const { notRun } of engines)
      expect(notRun?.map(({ needs }) => needs)).toEqual(expect.arrayContaining(['network', 'bayes']));
  });

  test('side by side in words and as a page, in both languages', async () => {
    const run = (...args: readonly string[]) => runWaypost(['check', mail, '--offline', ...both(), ...args]);
    const [english, german, page] = await Promise.all([run(), run('--lang', 'de'), run('--format', 'html')]);
    expect(english.stdout).toMatch(/Waypost\s+[\d.]+, no threshold/);
    expect(english.stdout).toMatch(/rspamd \d[\d.]*\s+[\d.]+ of 15/);
    expect(english.stdout).toMatch(/SpamAssassin \d[\d.]*\s+[\d.]+ of 5/);
    expect(german.stdout).toMatch(/SpamAssassin \d[\d.]*\s+[\d.]+ von 5/);
    expect(page.stdout).toContain('the subject is all in capitals');
    expect(page.stdout).not.toMatch(/<script/i);
  });
});

describe('engines that fail', () => {
  const open = new Set<Socket>();
  const silent = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.resume();
  });
  const rude = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end('220 mail.example.org ESMTP\r\n');
  });
  const portOf = (server: typeof silent): number => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  beforeAll(async () => {
    for (const server of [silent, rude])
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    for (const socket of open) socket.destroy();
    silent.close();
    rude.close();
  });

  test('absent and answering garbage: the reason, and the rest of the report', async () => {
    const { engines, findings } = await check(
      '--rspamd',
      `127.0.0.1:${portOf(rude)}`,
      '--spamd',
      '/no/such/socket',
    );
    expect(engines.map(({ state, code }) => `${state} ${code}`)).toEqual([
      'failed not-rspamd',
      'failed not-found',
    ]);
    expect(findings.length).toBeGreaterThan(10);
  });

  test('hanging: twenty seconds at most, then the rest of the report', async () => {
    const started = performance.now();
    const { engines, findings } = await check(
      '--rspamd',
      `127.0.0.1:${portOf(silent)}`,
      '--spamd',
      `127.0.0.1:${portOf(rude)}`,
    );
    expect(engines.map(({ code }) => code)).toEqual(['time-out', 'not-spamd']);
    expect(findings.length).toBeGreaterThan(10);
    expect(performance.now() - started).toBeLessThan(27_000);
  });

  test('an address that is none is wrong usage', async () => {
    const wrong = await runWaypost(['check', mail, '--offline', '--rspamd', 'ftp://example.org']);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--rspamd')]);
  });
});
