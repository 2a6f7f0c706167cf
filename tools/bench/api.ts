/**
 * `npm run bench:api`: what the API answers in a second, how long the slowest in a hundred wait, and what memory it takes, each beside
 * its bar. The server is the program as it ships (`waypost serve` from dist/, built first), set up over its own API like anybody's;
 * the client is autocannon in this process, over loopback, so both share the machine's cores. A bare Hono route that reads the same
 * JSON and answers as much is measured in the same run: what is beyond our code on this machine at this moment.
 *
 * Requests: POST /api/v1/explain with `offline` and without keeping a report, the samples of all rejection rules in turn. Memory is
 * the resident set of the process (Linux): idle, then after 10,000 bounces that were explained and kept.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import { parseRules } from '../../src/explain/classify/index.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';

const root = resolve(import.meta.dirname, '../..');
const bars = { perSecond: 2000, p99Ms: 50, idleMiB: 120, laterMiB: 250 };
/** Ours and the bare route take turns, so that what others do on the machine meets both. */
const rounds = 5;
const seconds = 6;
const connections = 32;
const bounceCount = 10_000;
const bounceFolder = resolve(root, '../shared/corpora/bounces/messages');

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: () => string;
}

/** Starts a program that prints the address it listens at. */
async function start(args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // As ./waypost, the systemd unit and the Dockerfile start it.
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000);
    });
  const patience = AbortSignal.timeout(60_000);
  while (!patience.aborted && child.exitCode === null) {
    const url = /listens at (http:\/\/\S+)/.exec(output)?.[1];
    // What the server prints next is complete a moment later.
    await wait(50);
    if (url !== undefined) return { child, url, output: () => output };
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not start: ${output}`);
}

async function stop({ child }: Started): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  if ((await Promise.race([ended, wait(15_000)])) === undefined) child.kill('SIGKILL');
}

/** Makes the first administrator with the link that the server printed, and a token for the client. */
async function tokenOf(server: Started): Promise<string> {
  const setUp = /#token=(\S+)/.exec(server.output())?.[1];
  if (setUp === undefined) throw new Error(`no set-up link: ${server.output()}`);
  const send = async (
    path: string,
    body: object,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url, ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const person = {
    email: 'bench@example.org',
    name: 'Bench',
    language: 'en',
    password: 'correct-horse-9-battery',
  };
  const signedIn = await send('/setup', { token: setUp, ...person }, {});
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const made = await send('/tokens', { name: 'bench', scopes: ['ask', 'read'] }, { cookie });
  return ((await made.json()) as { token: string }).token;
}

/** The samples of all rules as bodies. */
function replyBodies(): readonly string[] {
  const data = readDataFolder(join(root, 'data'));
  const rules = Object.entries(data).filter(
    ([name, value]) => name.startsWith('rejections/') && value['rule'] !== undefined,
  );
  return rules
    .flatMap(([name, value]) => parseRules(name, value).flatMap(({ samples }) => samples))
    .map(({ text }) => JSON.stringify({ input: text, options: { offline: true }, keep: false }));
}

interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly wrong: number;
  /** Processor time of the server for one request: what is left of the figure when others use the machine, too. */
  readonly cpuUs: number;
}

async function fire(
  of: Started,
  url: string,
  token: string,
  bodies: readonly string[],
  duration: number,
): Promise<Measured> {
  const before = cpuMs(of);
  const result = await autocannon({
    url,
    connections,
    duration,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    requests: bodies.map((body) => ({ body })),
  });
  return {
    perSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    wrong: result.non2xx + result.errors + result.timeouts,
    cpuUs: ((cpuMs(of) - before) * 1000) / Math.max(1, result.requests.total),
  };
}

/** User and system time of the process so far; a tick is 10 ms. */
function cpuMs({ child }: Started): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The round in which others disturbed least. */
function bestOf(measured: readonly Measured[]): Measured {
  const [best] = measured.toSorted((a, b) => b.perSecond - a.perSecond);
  if (best === undefined) throw new Error('nothing was measured');
  return best;
}

function residentMiB({ child }: Started): number {
  const kB = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
  return Number(kB) / 1024;
}

/** Bounces as they are asked: those of the corpus, or a sample where it is missing. */
function bounces(): readonly Buffer[] {
  if (!existsSync(bounceFolder)) return [];
  return readdirSync(bounceFolder).map((name) => readFileSync(join(bounceFolder, name)));
}

async function explainBounces(
  url: string,
  token: string,
): Promise<{ readonly explained: number; readonly asked: number }> {
  const messages = bounces();
  let at = 0;
  let explained = 0;
  const work = async (): Promise<void> => {
    while (at < bounceCount) {
      const body = messages[at++ % messages.length];
      const answer = await fetch(`${url}/api/v1/explain?offline=true`, {
        method: 'POST',
        headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${token}` },
        body: new Uint8Array(body ?? []),
      });
      await answer.arrayBuffer();
      if (answer.status === 200) explained += 1;
      // Some of the corpus are no bounces: 422 is their answer.
      else if (answer.status !== 422) throw new Error(`a bounce is answered ${answer.status}`);
    }
  };
  if (messages.length > 0) await Promise.all(Array.from({ length: 8 }, work));
  return { explained, asked: messages.length > 0 ? bounceCount : 0 };
}

const line = (what: string, value: string, bar: string, isReached: boolean): boolean => {
  console.log(
    `${what.padEnd(44)}${value.padStart(12)}   ${bar.padEnd(12)} ${isReached ? 'reached' : 'MISSED'}`,
  );
  return isReached;
};

const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
const bodies = replyBodies();
const peer = await start(['tools/bench/api-bare.ts']);
const server = await start([
  'dist/bin/waypost.js',
  'serve',
  '--listen',
  '127.0.0.1:0',
  '--data',
  join(folder, 'data'),
]);
try {
  await wait(3000);
  const idle = residentMiB(server);
  const token = await tokenOf(server);
  const url = `${server.url}/api/v1/explain`;
  await fire(server, url, token, bodies, 5);
  await fire(peer, peer.url, token, bodies, 3);
  const all: { readonly ours: Measured; readonly bare: Measured }[] = [];
  for (let round = 0; round < rounds; round += 1)
    all.push({
      ours: await fire(server, url, token, bodies, seconds),
      bare: await fire(peer, peer.url, token, bodies, seconds),
    });
  const ours = bestOf(all.map((round) => round.ours));
  const bare = bestOf(all.map((round) => round.bare));
  const wrong = all.reduce((sum, round) => sum + round.ours.wrong + round.bare.wrong, 0);
  const { explained, asked } = await explainBounces(server.url, token);
  const later = residentMiB(server);

  console.log(
    `${bodies.length} replies in turn, ${connections} connections; the best of ${rounds} rounds of ${seconds} s; ${wrong} wrong answers`,
  );
  console.log(
    `ours in requests/s: ${all.map((round) => round.ours.perSecond.toFixed(0)).join(', ')}; load of the machine ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log(
    `a bare Hono route: ${bare.perSecond.toFixed(0)} requests/s, p50 ${bare.p50Ms} ms, p99 ${bare.p99Ms} ms, ${bare.cpuUs.toFixed(0)} µs of processor each; ours ${ours.cpuUs.toFixed(0)} µs`,
  );
  const reached = [
    line(
      'explain --offline, requests/s',
      ours.perSecond.toFixed(0),
      `≥ ${bars.perSecond}`,
      ours.perSecond >= bars.perSecond,
    ),
    line(`p50 ${ours.p50Ms} ms, p99`, `${ours.p99Ms} ms`, `< ${bars.p99Ms} ms`, ours.p99Ms < bars.p99Ms),
    line('idle memory', `${idle.toFixed(0)} MiB`, `≤ ${bars.idleMiB} MiB`, idle <= bars.idleMiB),
    line(
      `memory after ${asked} bounces (${explained} explained)`,
      `${later.toFixed(0)} MiB`,
      `≤ ${bars.laterMiB} MiB`,
      asked > 0 && later <= bars.laterMiB,
    ),
  ];
  if (wrong > 0 || reached.includes(false)) process.exitCode = 1;
} finally {
  await stop(server);
  await stop(peer);
  rmSync(folder, { recursive: true, force: true });
}
