/** Targets through watching as a whole, to a webhook and a mail server on loopback. */
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditDocument, bad, good } from '../outcome/testing.ts';
import {
  type SetClock,
  setClock,
  type TestJobs,
  type TestStore,
  testJobs,
  testStore,
  testWatch,
} from '../testing.ts';
import type { NewTarget, Watch } from '../types.ts';
import { type MailSink, startMailSink } from './testing.ts';

let clock: SetClock;
let opened: TestStore;
let jobs: TestJobs;
let watch: Watch;
let sink: MailSink | undefined;
let hook: Server | undefined;
let posts: { readonly body: string; readonly signature: string; readonly id: string }[];

beforeEach(async () => {
  clock = setClock();
  opened = await testStore(clock);
  jobs = testJobs(opened.store, clock);
  watch = testWatch(opened.store, clock, jobs);
  posts = [];
});
afterEach(async () => {
  await watch.stop();
  await opened.end();
  await sink?.close();
  hook?.closeAllConnections();
  hook?.close();
  sink = undefined;
  hook = undefined;
});

/** Answers the port. */
async function startHook(status = 200): Promise<number> {
  hook = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      posts.push({
        body: Buffer.concat(parts).toString('utf8'),
        signature: String(request.headers['waypost-signature']),
        id: String(request.headers['waypost-delivery']),
      });
      response.writeHead(status).end('as told');
    });
  });
  const server = hook;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const webhook = (port: number, more: Partial<NewTarget> = {}): NewTarget => ({
  kind: 'webhook',
  name: 'hook',
  settings: { url: `http://127.0.0.1:${port}/in` },
  leastSeverity: 'error',
  isEnabled: true,
  ...more,
});
const email = (port: number, more: Partial<NewTarget> = {}): NewTarget => ({
  kind: 'email',
  name: 'mail',
  settings: {
    host: '127.0.0.1',
    port,
    security: 'none',
    from: 'waypost@example.org',
    to: ['op@example.org'],
  },
  leastSeverity: 'error',
  isEnabled: true,
  ...more,
});
const add = async (target: NewTarget) => {
  const added = await watch.targets.add(target);
  if (!added.ok) throw new Error(added.problem.message);
  return added.value;
};
const allowPrivate = () => watch.settings.put('alerts', 0, { allowPrivateTargets: true });

describe('what is refused', () => {
  test.each<readonly [string, NewTarget, string]>([
    ['no address', webhook(1, { settings: {} }), 'settings.url'],
    ['a line end in its name', webhook(1, { name: 'a\r\nX: y' }), 'name'],
    ['a turned direction in its name', webhook(1, { name: 'a\u202eb' }), 'name'],
    [
      'a line end in the address, which reading it would pass over',
      webhook(1, { settings: { url: 'https://x.example/a\r\nX: y' } }),
      'settings.url',
    ],
    ['a space in the address', webhook(1, { settings: { url: 'https://x.example/a b' } }), 'settings.url'],
    ['another scheme', webhook(1, { settings: { url: 'ftp://example.org/' } }), 'settings.url'],
    ['a login in the address', webhook(1, { settings: { url: 'https://a:b@example.org/' } }), 'settings.url'],
    [
      'a member that nobody reads',
      webhook(1, { settings: { url: 'https://example.org/', method: 'GET' } }),
      'settings',
    ],
    ['a short key', webhook(1, { secret: 'short' }), 'secret'],
    ['no recipient', email(25, { settings: { ...email(25).settings, to: [] } }), 'settings.to'],
    [
      'a header in a recipient',
      email(25, { settings: { ...email(25).settings, to: ['a@example.org\r\nBcc: b@example.org'] } }),
      'settings.to.0',
    ],
    [
      'two recipients as one',
      email(25, { settings: { ...email(25).settings, to: ['a@example.org,b@example.org'] } }),
      'settings.to.0',
    ],
    ['a port that is none', email(70_000), 'settings.port'],
    [
      'no such security',
      email(25, { settings: { ...email(25).settings, security: 'ssl' } }),
      'settings.security',
    ],
  ])('%s', async (_, target, path) => {
    expect(await watch.targets.add(target)).toMatchObject({
      ok: false,
      problem: { code: 'invalid', data: { errors: [{ path }] } },
    });
    expect(await watch.targets.list()).toEqual([]);
  });
});

test('a change to a name or address with a line end is refused, too', async () => {
  const { target } = await add(webhook(1));
  for (const change of [{ name: 'a\nb' }, { settings: { url: 'https://x.example/\u202e' } }])
    expect(await watch.targets.change(target.id, 1, change)).toMatchObject({
      ok: false,
      problem: { code: 'invalid' },
    });
});

describe('secrets', () => {
  test('a webhook’s key is made, told once, and stands sealed in the store', async () => {
    const { target, secret = '' } = await add(webhook(1));
    expect(secret).toMatch(/^wps_[A-Za-z0-9_-]{43}$/);
    expect(target.hasSecret).toBe(true);
    expect(JSON.stringify(await watch.targets.list())).not.toContain(secret);
    for (const file of readdirSync(opened.folder))
      expect(readFileSync(join(opened.folder, file)).includes(secret), file).toBe(false);
  });

  test('a password goes to the host that it was entered for, and no other', async () => {
    const { target } = await add(
      email(25, { secret: 'password', settings: { ...email(25).settings, user: 'op' } }),
    );
    const kept = await watch.targets.change(target.id, 1, { name: 'new name' });
    expect(kept).toMatchObject({ value: { value: { hasSecret: true } } });
    const moved = await watch.targets.change(target.id, 2, {
      settings: { ...email(25).settings, user: 'op', host: 'mail.example.net' },
    });
    expect(moved).toMatchObject({ value: { value: { hasSecret: false } } });
  });

  test('goes with its target', async () => {
    const { target } = await add(webhook(1));
    expect(await watch.targets.remove(target.id)).toBe(true);
    expect(await opened.store.secrets.names('webhook')).toEqual([]);
    expect(await watch.targets.remove(target.id)).toBe(false);
  });
});

test('two browsers change one target: the second is told, and nothing of it is kept', async () => {
  const { target } = await add(webhook(1));
  expect(await watch.targets.change(target.id, 1, { name: 'first' })).toMatchObject({ value: { ok: true } });
  expect(
    await watch.targets.change(target.id, 1, { name: 'second', secret: 'a-key-of-sixteen-letters' }),
  ).toMatchObject({
    value: { ok: false, problem: { code: 'changed-elsewhere', version: 2 } },
  });
  expect((await watch.targets.get(target.id))?.name).toBe('first');
  expect(await opened.store.secrets.open(`webhook ${target.id}`)).not.toBe('a-key-of-sixteen-letters');
});

describe('the test button', () => {
  test('a webhook on a private address is refused until the setting allows it; then its answer is told', async () => {
    const { target, secret = '' } = await add(webhook(await startHook()));
    expect(await watch.targets.test(target.id, 'en')).toMatchObject({
      isSent: false,
      problem: { code: 'not-public', message: expect.stringContaining('allowPrivateTargets') },
    });
    expect(posts).toEqual([]);
    await allowPrivate();
    expect(await watch.targets.test(target.id, 'en')).toEqual({ isSent: true, reply: 'HTTP 200 as told' });
    const [post] = posts;
    const [, seconds, mac] = /^t=(\d+),v1=(\w+)$/.exec(post?.signature ?? '') ?? [];
    expect(createHmac('sha256', secret).update(`${seconds}.${post?.body}`).digest('hex')).toBe(mac);
    expect(JSON.parse(post?.body ?? '')).toMatchObject({ event: 'test', alerts: [], id: post?.id });
  });

  test('a mail server’s refusal is told word for word, with what explain makes of it', async () => {
    sink = await startMailSink({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('5.7.1 Relaying denied'), { responseCode: 550 })),
    });
    const { target } = await add(email(sink.port));
    expect(await watch.targets.test(target.id, 'de')).toMatchObject({
      isSent: false,
      reply: '550 5.7.1 Relaying denied',
      problem: {
        code: 'smtp',
        message: 'Der Mailserver hat die Nachricht abgelehnt: 550 5.7.1 Relaying denied',
      },
      explained: { headline: 'explained: 550 5.7.1 Relaying denied', turn: 'your turn' },
    });
    expect(await watch.targets.deliveries(target.id)).toMatchObject([
      { event: 'test', state: 'given-up', attempts: 1 },
    ]);
  });

  test('a mail that is taken arrives, and the delivery stands in the list', async () => {
    sink = await startMailSink();
    const { target } = await add(email(sink.port));
    expect(await watch.targets.test(target.id, 'en')).toMatchObject({
      isSent: true,
      reply: expect.stringMatching(/^250/),
    });
    expect((await simpleParser(sink.messages[0] ?? '')).subject).toBe('[Waypost] test of mail');
    expect((await watch.targets.list())[0]?.lastDelivery).toMatchObject({ event: 'test', state: 'sent' });
  });

  test('no such target', async () => {
    expect(await watch.targets.test('0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10', 'en')).toBeUndefined();
  });
});

test('from an audit to the webhook and the mailbox, and the end of it', async () => {
  sink = await startMailSink();
  const port = await startHook();
  await allowPrivate();
  await add(webhook(port));
  await add(email(sink.port));
  await watch.start();
  const subject = await watch.subjects.add({ name: 'example.org', everyHours: 0 });
  if (!subject.ok) throw new Error(subject.problem.message);
  const run = async (document: ReturnType<typeof auditDocument>): Promise<void> => {
    await watch.subjects.auditNow(subject.value.id, { kind: 'system', name: 'test' });
    await jobs.end(subject.value.id, document);
    clock.pass(3000);
  };
  await run(auditDocument([bad('spf/x', { severity: 'critical' })]));
  await expect
    .poll(() => [posts.length, sink?.messages.length], { timeout: 15_000, interval: 100 })
    .toEqual([1, 1]);
  await run(auditDocument([good('spf/x')]));
  await expect
    .poll(() => [posts.length, sink?.messages.length], { timeout: 15_000, interval: 100 })
    .toEqual([2, 2]);
  expect(posts.map(({ body }) => JSON.parse(body).event)).toEqual(['opened', 'closed']);
  const [first, second] = await Promise.all((sink?.messages ?? []).map((raw) => simpleParser(raw)));
  expect(first?.subject).toBe('[Waypost] critical: spf/x of example.org: wrong');
  expect(second?.inReplyTo).toBe(first?.messageId);
});

test('a message is in the language of messages, whatever the audit was asked in', async () => {
  const port = await startHook();
  await watch.settings.put('alerts', 0, { allowPrivateTargets: true, language: 'de' });
  await add(webhook(port));
  await watch.start();
  const subject = await watch.subjects.add({ name: 'example.org', everyHours: 0 });
  if (!subject.ok) throw new Error(subject.problem.message);
  await watch.subjects.auditNow(subject.value.id, { kind: 'system', name: 'test' });
  await jobs.end(subject.value.id, auditDocument([bad('spf/x', { severity: 'critical' })]));
  clock.pass(3000);
  await expect.poll(() => posts.length, { timeout: 15_000, interval: 100 }).toBe(1);
  const { alerts } = JSON.parse(posts[0]?.body ?? '');
  expect(alerts).toMatchObject([{ title: 'de spf/x of example.org: wrong', finding: { todo: 'mend it' } }]);
  expect(alerts[0]).not.toHaveProperty('said');
});

test('a target that fails for long is told of at the other one and on the dashboard, until it works', async () => {
  sink = await startMailSink();
  const port = await startHook(500);
  await allowPrivate();
  const { target: failing } = await add(webhook(port));
  await add(email(sink.port));
  await watch.start();
  const subject = await watch.subjects.add({ name: 'example.org', everyHours: 0 });
  if (!subject.ok) throw new Error(subject.problem.message);
  await watch.subjects.auditNow(subject.value.id, { kind: 'system', name: 'test' });
  await jobs.end(subject.value.id, auditDocument([bad('spf/x', { severity: 'critical' })]));
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    clock.pass(3 * 3_600_000);
    await expect.poll(() => posts.length, { timeout: 15_000, interval: 100 }).toBe(attempt);
    // Its end is noted, too, before the clock goes on: the next try is counted from there.
    await expect
      .poll(async () => (await opened.store.deliveries.listOf(failing.id, 1))[0]?.attempts, {
        timeout: 15_000,
      })
      .toBe(attempt);
  }
  const own = async () =>
    (await watch.alerts.list({}, { limit: 10 })).items.find(({ key }) => key.startsWith('notifications|'));
  await expect.poll(own).toMatchObject({
    state: 'open',
    about: 'hook',
    title: 'Alerts do not reach hook: The webhook answered 500 instead of 200 to 299.',
  });
  const german = (await watch.alerts.list({}, { limit: 10 }, 'de')).items;
  expect(german.find(({ key }) => key.startsWith('notifications|'))).toMatchObject({
    language: 'de',
    title: expect.stringContaining('erreichen hook nicht'),
  });
  const [delivery] = await watch.targets.deliveries(failing.id, 'de');
  expect(delivery).toMatchObject({ language: 'de', lastProblem: expect.stringContaining('geantwortet') });
  expect((await watch.targets.get(failing.id, 'de'))?.lastDelivery).toEqual(delivery);
  clock.pass(3000);
  await expect.poll(() => sink?.messages.length, { timeout: 15_000, interval: 100 }).toBe(2);
  // A page that works again: the next attempt ends the alert.
  hook?.removeAllListeners('request');
  hook?.on('request', (request, response) => {
    request.resume();
    request.on('end', () => response.end());
  });
  clock.pass(3 * 3_600_000);
  await expect.poll(async () => (await own())?.state, { timeout: 15_000, interval: 100 }).toBe('closed');
});
