/** A log with hundreds of thousands of refusals through the API: answered in groups, with progress, while others are served. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ask, clear, setUp, startServe, tempFolder } from './server.ts';

const root = tempFolder();
afterAll(() => clear(root));

/** At SIGUSR2 says the most processor time, in milliseconds, that the event loop spent between two turns: waiting for others' programs is none. */
const probe = `data:text/javascript,${encodeURIComponent(`
  const spent = () => { const { user, system } = process.threadCpuUsage(); return (user + system) / 1000; };
  let last = spent(), most = 0;
  setInterval(() => { const now = spent(); most = Math.max(most, now - last); last = now; }, 5).unref();
  process.on('SIGUSR2', () => { process.stderr.write('held for ' + Math.round(most) + ' ms\\n'); most = 0; });
`)}`;

const count = 300_000;
const kinds = ['550 user unknown', '552 mailbox full', '550 spam refused'];
const log = Array.from({ length: count }, (_, n) => `${kinds[n % kinds.length]} ${n % 10}\n`).join('');

interface Shown {
  readonly state: string;
  readonly reportId: string;
}

test('as a job: counted in groups, told as it goes, nobody is held up, memory is bounded', async () => {
  const run = await startServe(root, ['--listen', '127.0.0.1:0', '--data', join(root, 'data')], {
    NODE_OPTIONS: `--import=${probe}`,
  });
  const held = async (): Promise<number> => {
    const before = run.stderr().length;
    run.child.kill('SIGUSR2');
    await expect.poll(() => run.stderr().slice(before)).toMatch(/held for \d+ ms\n/);
    return Number(/held for (\d+)/.exec(run.stderr().slice(before))?.[1]);
  };
  const cookie = await setUp(run);
  await held();
  const made = await ask(run, cookie, 'POST', '/jobs', {
    kind: 'explain',
    inputBase64: Buffer.from(log).toString('base64'),
    options: { offline: true },
  });
  expect(made.status).toBe(202);
  const { id } = (await made.json()) as { readonly id: string };
  const events = ask(run, cookie, 'GET', `/jobs/${id}/events`).then((answer) => answer.text());
  let served = 0;
  let job: Shown = { state: 'queued', reportId: '' };
  while (job.state === 'queued' || job.state === 'running') {
    job = (await (await ask(run, cookie, 'GET', `/jobs/${id}`)).json()) as Shown;
    served += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(job.state).toBe('done');
  expect(await held()).toBeLessThan(120);
  expect(served).toBeGreaterThan(5);
  const told = [...(await events).matchAll(/event: progress\ndata: \{"done":(\d+),"total":(\d+)\}/g)];
  expect(told.length).toBeGreaterThan(2);
  expect(told.at(-1)?.[1]).toBe(told.at(-1)?.[2]);

  const text = await (await ask(run, cookie, 'GET', `/reports/${job.reportId}`)).text();
  expect(text.length).toBeLessThan(100_000);
  const { document } = JSON.parse(text) as {
    readonly document: {
      readonly total: number;
      readonly explanations: readonly { readonly count: number; readonly recipients: readonly string[] }[];
    };
  };
  expect(document.total).toBe(count);
  expect(document.explanations.map((one) => one.count)).toEqual(kinds.map(() => count / kinds.length));
  expect(Math.max(...document.explanations.map(({ recipients }) => recipients.length))).toBeLessThanOrEqual(
    10,
  );
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${run.child.pid}/status`, 'utf8'))?.[1]);
  expect(peak / 1024).toBeLessThan(450);
  await run.stop();
});
