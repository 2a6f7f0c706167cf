/**
 * Watching with its real parts: desk, job runner, store, DNS lab, a mail server. A domain is broken, then its resolver is silent, then
 * it is mended: one alert opens, outlives the silence, and closes by itself; both ends arrive by mail.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { createJobRunner } from '../../src/desk/job-runner.ts';
import type { Desk, JobRunner } from '../../src/desk/types.ts';
import { openDesk } from '../../src/main/desk.ts';
import { loadData } from '../../src/main/load-data.ts';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/types.ts';
import { openWatch } from '../../src/watch/index.ts';
import { type MailSink, startMailSink } from '../../src/watch/notify/testing.ts';
import { testLists, testTexts } from '../../src/watch/testing.ts';
import type { Watch } from '../../src/watch/types.ts';
import { type DnsLab, type LabZone, missingPrograms, startDnsLab } from '../lab/dns-lab.ts';

const missing = missingPrograms();
if (missing.length > 0) console.warn(`watch tests skipped: ${missing.join(', ')} not installed`);

const zone = (spf: string): readonly LabZone[] => [
  {
    name: 'watched.test',
    isSigned: false,
    records: `@ IN MX 10 mx
mx IN A 192.0.2.10
${spf}
_dmarc IN TXT "v=DMARC1; p=reject; rua=mailto:dmarc@watched.test"
`,
  },
];
const broken = zone('@ IN TXT "v=spf1 mx -all"\n@ IN TXT "v=spf1 ip4:198.51.100.7 ~all"');
const mended = zone('@ IN TXT "v=spf1 mx -all"');
const by = { kind: 'system', name: 'test' } as const;

/** A port of loopback where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.skipIf(missing.length > 0)('watching', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-watch-'));
  let before: DnsLab;
  let after: DnsLab;
  let sink: MailSink;
  let store: Store;
  let desk: Desk;
  let jobs: JobRunner;
  let watch: Watch;

  beforeAll(async () => {
    [before, after, sink] = await Promise.all([startDnsLab(broken), startDnsLab(mended), startMailSink()]);
    const opened = await openStore({ folder, clock: systemClock });
    if (!opened.ok) throw new Error(opened.problem.message);
    store = opened.value;
    desk = openDesk(loadData(), {
      settings: {
        resolver: async () => (await watch.settings.get('resolver')).value.server,
        listKeys: () => watch.settings.openListKeys(),
      },
      onFault: (error) => {
        throw error;
      },
    });
    jobs = createJobRunner({ store, desk, clock: systemClock });
    watch = openWatch({
      store,
      desk,
      jobs,
      clock: systemClock,
      lists: testLists,
      textsIn: testTexts,
      origin: () => 'http://127.0.0.1:8025',
      allowPrivate: false,
      broke: (what, error) => {
        throw new Error(`${what} broke`, { cause: error });
      },
    });
    await jobs.start();
    await watch.start();
  });
  afterAll(async () => {
    await watch?.stop();
    await jobs?.stop();
    desk?.close();
    await store?.close();
    await Promise.all([before?.close(), after?.close(), sink?.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const askAt = async (server: string): Promise<void> => {
    const { version } = await watch.settings.get('resolver');
    const put = await watch.settings.put('resolver', version, { server });
    if (!put.ok || !put.value.ok) throw new Error('the resolver was not set');
  };
  const audit = async (id: string): Promise<void> => {
    const began = (await watch.subjects.get(id))?.lastAuditAt;
    const begun = await watch.subjects.auditNow(id, by);
    if (!begun.ok) throw new Error(begun.problem.message);
    await expect
      .poll(async () => (await store.jobs.get(begun.value.id))?.state, { timeout: 100_000, interval: 200 })
      .toBe('done');
    await expect
      .poll(async () => (await watch.subjects.get(id))?.lastAuditAt, { timeout: 10_000, interval: 100 })
      .not.toBe(began);
  };
  const arrived = async (count: number): Promise<void> => {
    await expect.poll(() => sink.messages.length, { timeout: 20_000, interval: 100 }).toBe(count);
  };

  test('a fault alerts once, outlives a silent resolver, and closes when it is mended', {
    timeout: 240_000,
  }, async () => {
    const target = await watch.targets.add({
      kind: 'email',
      name: 'operations',
      settings: {
        host: '127.0.0.1',
        port: sink.port,
        security: 'none',
        from: 'waypost@example.org',
        to: ['op@example.org'],
      },
      leastSeverity: 'critical',
      isEnabled: true,
    });
    expect(target.ok).toBe(true);
    await askAt(`${before.recursive.host}:${before.recursive.port}`);
    const added = await watch.subjects.add({
      name: 'watched.test',
      everyHours: 0,
      options: { connect: false, sendingIps: ['192.0.2.10'] },
    });
    if (!added.ok) throw new Error(added.problem.message);
    const { id } = added.value;
    const openKeys = async (): Promise<readonly string[]> =>
      (await store.alerts.openOf(id)).map(({ key }) => key.split('|')[1] ?? '').toSorted();

    await audit(id);
    const keys = await openKeys();
    expect(keys).toContain('spf/single-record');
    const [spf] = (await store.alerts.openOf(id)).filter(({ key }) => key.includes('spf/single-record'));
    expect(spf).toMatchObject({
      severity: 'critical',
      about: 'watched.test',
      finding: { check: 'spf/single-record' },
    });
    expect(JSON.stringify(spf?.finding)).toMatch(/watched\.test\. TXT/);
    await arrived(keys.length);

    // The same audit again: nothing new.
    const states = (await store.findings.statesOf(id)).map(({ key }) => key);
    await audit(id);
    expect((await store.findings.statesOf(id)).map(({ key }) => key)).toEqual(states);
    expect((await watch.subjects.changes(id, { limit: 50 })).items).toEqual([]);

    // Nobody answers: nothing opens, nothing closes, and that is said.
    await askAt(`127.0.0.1:${await closedPort()}`);
    await audit(id);
    expect(await openKeys()).toEqual(expect.arrayContaining([...keys]));
    expect((await watch.subjects.changes(id, { limit: 50 })).items).toEqual([]);
    const subject = await watch.subjects.get(id);
    expect(subject?.unknown).toBeGreaterThan(0);
    expect(subject?.failures.critical).toBe(keys.length);

    await askAt(`${after.recursive.host}:${after.recursive.port}`);
    await audit(id);
    expect(await openKeys()).not.toContain('spf/single-record');
    const { items } = await watch.subjects.changes(id, { limit: 50 });
    expect(items.find(({ key }) => key.startsWith('spf/single-record'))).toMatchObject({
      from: 'fail',
      to: 'pass',
    });
    await expect
      .poll(
        async () =>
          (await Promise.all(sink.messages.map((raw) => simpleParser(raw)))).map(({ subject: line }) => line),
        {
          timeout: 20_000,
          interval: 200,
        },
      )
      .toContainEqual(expect.stringMatching(/^\[Waypost\] over: SPF record of watched\.test/));
    const lists = await watch.listings.current('en');
    expect(lists.filter(({ about }) => about === '192.0.2.10').length).toBeGreaterThan(10);
    expect((await watch.subjects.plan(id))?.plan.steps).toBeDefined();
  });
});
