/** The first start, and every start that cannot be: each says what is wrong and what to do, with its exit code. */
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, clear, password, runCommand, type ServeRun, setUp, startServe, tempFolder } from './server.ts';

const folder = tempFolder();
afterAll(() => clear(folder));

describe('without any configuration', () => {
  let run: ServeRun;
  beforeAll(async () => {
    run = await startServe(folder);
  });

  test('listens on loopback, makes ./waypost-data for its owner alone, prints a set-up link', () => {
    expect(run.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(run.stdout()).toContain(`${run.url()}/setup#token=`);
    expect(statSync(join(folder, 'waypost-data')).mode & 0o777).toBe(0o700);
  });

  test('the secret of the link stands in no log', () => {
    expect(run.stderr()).not.toContain(run.token());
  });

  test.each([
    ['/healthz', 200, /^ok/],
    ['/readyz', 200, /^ready/],
    ['/metrics', 200, /waypost_store_ready 1/],
    ['/', 200, /<div id="app">/],
    ['/reports', 200, /<div id="app">/],
    ['/assets/none-12345678.js', 404, /not found/],
    ['/api/v1/meta', 200, /"needsSetup":true/],
    ['/api/v1/people', 401, /not-signed-in/],
  ])('GET %s answers %d', async (path, status, body) => {
    const answer = await fetch(`${run.url()}${path}`);
    expect([answer.status, body.test(await answer.text())]).toEqual([status, true]);
  });

  test('the page allows scripts, styles and requests of its own host alone', async () => {
    const { headers } = await fetch(run.url());
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test('headers of more than 16 KiB are refused, and the server goes on', async () => {
    const answer = await fetch(`${run.url()}/healthz`, { headers: { 'x-long': 'a'.repeat(20_000) } });
    expect(answer.status).toBe(431);
    expect((await fetch(`${run.url()}/healthz`)).status).toBe(200);
  });

  test('figures passed on by a proxy need a token', async () => {
    const answer = await fetch(`${run.url()}/metrics`, { headers: { 'x-forwarded-for': '127.0.0.1' } });
    expect(answer.status).toBe(401);
  });

  test('a second server with the same folder refuses and names the first', async () => {
    const { code, stderr } = await runCommand(['serve', '--listen', '127.0.0.1:0'], folder);
    expect([code, stderr.includes(`process ${run.child.pid}`)]).toEqual([1, true]);
  });

  test('the link works once; afterwards a start prints none', async () => {
    const cookie = await setUp(run);
    expect((await ask(run, cookie, 'GET', '/session')).status).toBe(200);
    await expect(setUp(run)).rejects.toThrow(/already-set-up/);
    expect(await run.stop()).toBe(0);
    const again = await startServe(folder);
    expect(again.token()).toBeUndefined();
    const signedIn = await ask(again, '', 'POST', '/session', { email: 'ann@example.org', password });
    expect(signedIn.status).toBe(200);
    expect(await again.stop()).toBe(0);
    expect(again.stderr()).not.toContain(password);
  });
});

describe('what stops a start', () => {
  const data = join(folder, 'other');

  test('a port in use: which, and what to write instead', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, stderr } = await runCommand(
      ['serve', '--listen', `127.0.0.1:${port}`, '--data', data],
      folder,
    );
    server.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`127.0.0.1:${port}`);
    expect(stderr).toContain('--listen 127.0.0.1:');
  });

  test('a database of a newer version, which stays as it is', async () => {
    const file = join(data, 'waypost.db');
    expect(existsSync(file)).toBe(true);
    const database = new DatabaseSync(file);
    database.exec(
      "insert into migrations select max(version) + 1, 'of tomorrow', max(applied_at), '99.0.0' from migrations",
    );
    database.close();
    const { code, stderr } = await runCommand(['serve', '--listen', '127.0.0.1:0', '--data', data], folder);
    expect([code, stderr.includes('99.0.0')]).toEqual([1, true]);
  });

  test.each<[what: string, args: readonly string[], code: number, words: string]>([
    ['a data folder that is a file', ['--data', 'file/x'], 1, 'data folder'],
    ['a data folder where the system takes none', ['--data', '/proc/waypost'], 1, 'cannot be made'],
    ['a data folder that others can use, with other things in it', ['--data', 'open'], 1, 'chmod 700'],
    ['others could reach it without TLS', ['--listen', '0.0.0.0:0'], 2, 'plain text'],
    ['an address that is none', ['--listen', '8550'], 2, 'Write instead: --listen 127.0.0.1:8550'],
    ['an address of another machine', ['--listen', '192.0.2.1:8550'], 2, 'plain text'],
    ['a configuration that is missing', ['--config', 'none.toml'], 2, 'waypost init --config none.toml'],
    ['a configuration with a fault', ['--config', 'faulty.toml'], 2, 'faulty.toml:2: publik_ask = true'],
    ['a certificate that is missing', ['--config', 'tls.toml'], 2, 'tls.cert'],
    ['an option that is none', ['--prot', '1'], 2, '--prot'],
  ])('%s', async (_, args, code, words) => {
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'open'), { recursive: true });
    writeFileSync(join(folder, 'open', 'index.html'), '');
    chmodSync(join(folder, 'open'), 0o755);
    writeFileSync(join(folder, 'faulty.toml'), '# x\npublik_ask = true\n');
    writeFileSync(join(folder, 'tls.toml'), '[tls]\ncert = "no.pem"\nkey = "no.pem"\n');
    const run = await runCommand(['serve', ...args], folder);
    expect({ code: run.code, says: run.stderr.includes(words), stderr: run.stderr }).toMatchObject({
      code,
      says: true,
    });
  });
});
