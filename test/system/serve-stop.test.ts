/** Signals: a graceful stop, a second one, a reload; and what a stop leaves behind. */
import { createSocket } from 'node:dgram';
import { renameSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask, clear, type ServeRun, setUp, startServe, tempFolder } from './server.ts';

const root = tempFolder();
let count = 0;
let folder = root;
beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
});
afterAll(() => clear(root));

const listen = ['--listen', '127.0.0.1:0'] as const;
const fresh = (): readonly string[] => [...listen, '--data', folder];

/** A request whose body is half sent. */
async function halfRequest(
  run: ServeRun,
  body: string,
): Promise<{ readonly socket: Socket; readonly answer: Promise<string> }> {
  const socket = connect(Number(new URL(run.url()).port), '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(
    `POST /api/v1/session HTTP/1.1\r\nHost: ${new URL(run.url()).host}\r\nOrigin: ${run.url()}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  );
  const answer = new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { socket, answer };
}

const login = JSON.stringify({ email: 'nobody@example.org', password: 'wrong-password-1' });

describe('SIGTERM', () => {
  test('a request under way is answered, new ones are not taken, then it ends with 0', async () => {
    const run = await startServe(root, fresh());
    const { socket, answer } = await halfRequest(run, login);
    run.child.kill('SIGTERM');
    await run.says(/stopping/);
    await expect(fetch(`${run.url()}/healthz`)).rejects.toThrow();
    socket.write(login.slice(5));
    expect(await answer).toMatch(/^HTTP\/1\.1 401 .*connection: close.*wrong-login/is);
    expect(await run.ended).toBe(0);
    expect(run.stderr()).toContain('stopped');
  });

  test('live views end at once', async () => {
    const run = await startServe(root, fresh());
    const cookie = await setUp(run);
    const stream = await ask(run, cookie, 'GET', '/events');
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const began = performance.now();
    const ended = run.stop();
    await stream.text();
    expect(await ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test('a second signal ends it at once', async () => {
    const run = await startServe(root, fresh());
    const { answer } = await halfRequest(run, login);
    run.child.kill('SIGTERM');
    await run.says(/stopping/);
    const began = performance.now();
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(143);
    expect(performance.now() - began).toBeLessThan(3000);
    await answer;
  });

  test('a job under way waits for the next start and is taken up again', async () => {
    // A resolver that never answers keeps the audit busy.
    const silent = createSocket('udp4');
    await new Promise<void>((resolve) => silent.bind(0, '127.0.0.1', resolve));
    const resolver = { WAYPOST_RESOLVER: `127.0.0.1:${silent.address().port}` };
    try {
      const run = await startServe(root, fresh(), resolver);
      const cookie = await setUp(run);
      const made = await ask(run, cookie, 'POST', '/jobs', {
        kind: 'audit',
        input: 'example.org',
        options: {},
      });
      expect(made.status).toBe(202);
      const { id } = (await made.json()) as { readonly id: string };
      const stateOf = async (of: ServeRun): Promise<string> =>
        ((await (await ask(of, cookie, 'GET', `/jobs/${id}`)).json()) as { readonly state: string }).state;
      await expect.poll(() => stateOf(run), { timeout: 10_000 }).toBe('running');
      expect(await run.stop()).toBe(0);
      const again = await startServe(root, fresh(), resolver);
      await again.says(/taken up again|started/);
      await expect.poll(() => stateOf(again), { timeout: 10_000 }).toMatch(/running|queued/);
      await again.stop();
    } finally {
      silent.close();
    }
  });
});

describe('SIGHUP', () => {
  let run: ServeRun | undefined;
  afterEach(async () => {
    await run?.stop();
    run = undefined;
  });

  const write = (file: string, text: string): void => {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  };
  const publicAsk = async (of: ServeRun): Promise<boolean> =>
    ((await (await fetch(`${of.url()}/api/v1/meta`)).json()) as { readonly publicAsk: boolean }).publicAsk;

  test('the configuration is taken over; what needs a restart is named; a fault changes nothing', async () => {
    const file = join(root, 'reload.toml');
    const head = `data = ${JSON.stringify(folder)}\n`;
    write(file, head);
    run = await startServe(root, [...listen, '--config', file]);
    expect(await publicAsk(run)).toBe(false);
    write(file, `${head}public_ask = true\n[log]\nform = "json"\n[limits]\njobs = 5\n`);
    run.child.kill('SIGHUP');
    await run.says(/"message":"reloaded; some keys need a restart".*"keys":\["limits.jobs"\]/);
    expect(await publicAsk(run)).toBe(true);
    write(file, `${head}public_ask = "no"\n`);
    run.child.kill('SIGHUP');
    await run.says(/what held before goes on.*reload\.toml:2/);
    expect(await publicAsk(run)).toBe(true);
  });
});
