/** The desk against the DNS lab: the documents of the real commands, evidence as it comes, and an end when it is called off. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp } from '../../src/api/testing.ts';
import { REPORT_FORM } from '../../src/desk/say-again.ts';
import type { Ask, AskEvent, AskOptions, Desk } from '../../src/desk/types.ts';
import { saidOn } from '../../src/findings/ways.ts';
import { openDesk } from '../../src/main/desk.ts';
import { loadData } from '../../src/main/load-data.ts';
import { type DnsLab, type LabZone, missingPrograms, startDnsLab } from '../lab/dns-lab.ts';
import { runWaypost } from './program.ts';

const missing = missingPrograms();
if (missing.length > 0) console.warn(`desk tests skipped: ${missing.join(', ')} not installed`);

const zones: readonly LabZone[] = [
  {
    name: 'bad.test',
    isSigned: false,
    records: `@ IN MX 10 mx
mx IN A 192.0.2.20
@ IN TXT "v=spf1 mx +all"
_dmarc IN TXT "v=DMARC1; p=none; pct=50"
`,
  },
];

const letter =
  'From: a@bad.test\r\nSubject: News\r\nMessage-ID: <1@bad.test>\r\n\r\nSee http://bad.test/x\r\n';

/** Without what differs from run to run: times, TTLs, what a cache already held, and what the input is called. */
function lasting(value: unknown): unknown {
  const text = saidOn('command', JSON.stringify(value))
    .replaceAll(/"seenAt":"[^"]*"/g, '"seenAt":""')
    .replaceAll(/"(?:elapsedMs|ttlSeconds|cachedSeconds|ms)":[\d.]+/g, '"n":0')
    .replaceAll(/,?"isCached":true/g, '')
    .replaceAll(/ (?:cached|\d+ ms)/g, ' -')
    .replaceAll(/ TTL \d+ s/g, '')
    .replaceAll(/[Ss]tandard input|[Tt]his text/g, 'text');
  return JSON.parse(text);
}

/** Text without what a cache changes, and without look-ups, whose order is that of the answers. */
const said = (text: string): string =>
  text.replaceAll(/<small>.*?<\/small>/g, '').replaceAll(/(?: cached| \d+ ms| TTL \d+ s)/g, '');

/** Look-ups in the order of their questions: which answer came first differs. */
function sorted(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => sorted(item));
    const isLookups =
      key === 'lookups' ||
      items.every((item) => typeof item === 'object' && item !== null && 'question' in item);
    return isLookups ? items.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, sorted(member, name)]));
}

describe.skipIf(missing.length > 0)('the desk and the lab', () => {
  let lab: DnsLab;
  let desk: Desk;
  let resolver: string;
  beforeAll(async () => {
    lab = await startDnsLab(zones);
    resolver = `${lab.recursive.host}:${lab.recursive.port}`;
    desk = openDesk(loadData(), {
      settings: { resolver: async () => resolver, listKeys: async () => ({}) },
      onFault: (fault) => {
        throw fault;
      },
    });
  });
  afterAll(async () => {
    desk?.close();
    await lab?.close();
  });

  async function ask(kind: Ask['kind'], input: string, options: AskOptions = {}) {
    const events: AskEvent[] = [];
    const onEvent = (event: AskEvent) => events.push(event);
    const answer = await desk.ask({ kind, input: Buffer.from(input), options }, { onEvent });
    if (!answer.ok) throw new Error(answer.problem.message);
    return { ...answer.value, events };
  }

  test('an audit: the document of the command, its findings told while it gathers', async () => {
    const { document, summary, events } = await ask('audit', 'bad.test', { connect: false, lists: false });
    const printed = await runWaypost([
      'audit',
      'bad.test',
      '--json',
      '--no-connect',
      '--no-lists',
      '--resolver',
      resolver,
    ]);
    expect(sorted(lasting(document))).toEqual(sorted(lasting(JSON.parse(printed.stdout))));
    expect(summary).toMatchObject({ about: 'bad.test', standing: 'bad', turn: 'your turn: DNS of bad.test' });
    expect(summary.tags.length).toBeGreaterThan(1);
    expect(JSON.stringify(document)).toContain(`"check":"${summary.tags[0]}"`);
    const lines = events.filter((event) => event.kind === 'evidence');
    expect(lines.filter(({ state }) => state === 'bad').length).toBeGreaterThan(1);
    const progress = events.findLast((event) => event.kind === 'progress');
    expect(progress).toMatchObject({ done: progress?.total });
    // Lines come before the end, not all with it.
    expect(events.findIndex(({ kind }) => kind === 'evidence')).toBeLessThan(
      events.length - lines.length / 2,
    );
  });

  test('an explanation: the document of the command, each line of evidence once', async () => {
    const text = '550 5.7.1 SPF check failed for 192.0.2.7 (bad.test)';
    const options = { senderIp: '192.0.2.7', from: 'a@bad.test' };
    const { document, events } = await ask('explain', text, options);
    const printed = await runWaypost([
      'explain',
      text,
      '--json',
      '--resolver',
      resolver,
      '--sender-ip',
      '192.0.2.7',
      '--from',
      'a@bad.test',
    ]);
    expect(sorted(lasting(document))).toEqual(sorted(lasting(JSON.parse(printed.stdout))));
    const questions = events.flatMap((event) => (event.kind === 'evidence' ? [event.question] : []));
    expect(questions.length).toBeGreaterThan(1);
    expect(new Set(questions).size).toBe(questions.length);
  });

  test.each<readonly [string, Ask['kind'], string, AskOptions]>([
    [
      'an audit with its plan',
      'audit',
      'bad.test',
      { connect: false, plan: true, sendingIps: ['192.0.2.7'] },
    ],
    ['a mail host', 'audit', 'mx.bad.test', { connect: false }],
    ['an address', 'audit', '192.0.2.20', {}],
    ['several names', 'audit', 'bad.test\nsigned.test', { connect: false, lists: false, plan: true }],
    ['a refusal', 'explain', '550 5.7.1 SPF check failed', { senderIp: '192.0.2.7', from: 'a@bad.test' }],
    ['a message', 'check', letter, { senderIp: '192.0.2.7', mailFrom: 'a@bad.test', profile: 'bulk' }],
  ])('%s is said again from what is kept, word for word, and in German', async (_, kind, input, options) => {
    const { document, summary } = await ask(kind, input, options);
    const kept = { document: JSON.parse(JSON.stringify(document)), form: REPORT_FORM };
    expect(await desk.sayAgain(kept, 'en')).toEqual({ document: kept.document, summary });
    const german = await desk.sayAgain(kept, 'de');
    expect(german?.summary).toMatchObject({ standing: summary.standing, tags: summary.tags, language: 'de' });
    expect(german?.summary.headline).not.toBe(summary.headline);
  });

  test('several names make a list in their order; a name that is none is told beside', async () => {
    const options = { connect: false, lists: false };
    const names = 'signed.test\nbad.test\nco.uk\nBAD.test.';
    const { document, notes, summary } = await ask('audit', names, options);
    expect(document).toMatchObject({
      schema: 'waypost/audit-list/1',
      audits: ['signed.test', 'bad.test', 'bad.test'].map((name) => ({ subject: { name } })),
    });
    expect(notes).toEqual([expect.stringContaining('co.uk')]);
    expect(summary.about).toBe('signed.test, bad.test, bad.test');
  });

  test('the program that asks a server writes what it writes by itself', async () => {
    const app = await testApp();
    app.asks(desk.ask);
    const server = createServer(getRequestListener(app.api.fetch));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const folder = mkdtempSync(join(tmpdir(), 'waypost-server-'));
    try {
      const names = join(folder, 'names.txt');
      writeFileSync(names, '# ours\nbad.test\nnonsense\nsigned.test\n');
      const tokenFile = join(folder, 'token');
      writeFileSync(tokenFile, 'wp_ann.ask');
      const there = ['--server', `http://127.0.0.1:${port}`, '--token-file', tokenFile];
      const quiet = ['--no-connect', '--no-lists'];
      for (const args of [
        ['audit', 'bad.test', ...quiet],
        ['audit', 'bad.test', 'signed.test', ...quiet],
        ['audit', '--file', names],
        ['audit', '--file', names, '--format', 'html'],
        ['audit', 'bad.test', '--plan', 'zone', ...quiet],
        ['audit', 'bad.test', '--fail-on', 'warning', '--format', 'junit', ...quiet],
      ]) {
        const here = await runWaypost([...args, '--resolver', resolver]);
        const remote = await runWaypost([...args, ...there]);
        expect(said(remote.stdout)).toBe(said(here.stdout));
        expect([remote.code, remote.stderr]).toEqual([here.code, here.stderr]);
      }
    } finally {
      rmSync(folder, { recursive: true });
      server.closeAllConnections();
      server.close();
      await app.close();
    }
  });

  test('the resolver of the settings is asked from the next ask on', async () => {
    resolver = `${lab.authority.host}:${lab.authority.port}`;
    const { document } = await ask('audit', 'bad.test', { connect: false, lists: false });
    expect(JSON.stringify(document)).toContain(`"${resolver}"`);
    resolver = `${lab.recursive.host}:${lab.recursive.port}`;
  });

  test('called off in the middle, it ends at once', async () => {
    const stop = new AbortController();
    const started = performance.now();
    const answer = await desk.ask(
      { kind: 'audit', input: Buffer.from('signed.test'), options: { plan: true } },
      { signal: stop.signal, onEvent: () => stop.abort() },
    );
    expect(answer).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
