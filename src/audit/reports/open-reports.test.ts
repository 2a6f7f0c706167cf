import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SampleRecord, sampleAggregate } from '../../wire/dmarc-report/testing.ts';
import { openReports } from './open-reports.ts';

const DAY = 86_400;
const now = Date.parse('2026-03-01T00:00:00Z');
const clock = { nowMs: () => now, monotonicMs: () => 0 };
/** Seconds of the beginning of the day so many days before. */
const ago = (days: number): number => now / 1000 - days * DAY;

let folder: string;
let count = 0;
const put = (text: string, name = `${count++}.xml`): void => writeFileSync(join(folder, name), text);
const report = (days: number, records: readonly SampleRecord[], domain = 'example.org'): void =>
  put(sampleAggregate({ id: `id-${count}`, begin: ago(days), domain, records }));
const open = (isBulk = false) => openReports(folder, { clock, allowPrivate: false, isBulk });
const factsOf = async (domain = 'example.org', isBulk = false) => {
  const shelf = await open(isBulk).of(domain);
  if (shelf.state !== 'present') throw new Error(shelf.state);
  return shelf.value;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-reports-'));
  count = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('why nothing can come of a path', () => {
  const codeOf = async () => (await open().problem())?.code;

  test('an empty folder', async () => {
    expect(await codeOf()).toBe('empty');
  });
  test('no such path', async () => {
    const reader = openReports(join(folder, 'none'), { clock, allowPrivate: false, isBulk: false });
    expect((await reader.problem())?.code).toBe('no-file');
  });
  test('only what cannot be read', async () => {
    put('');
    put('<feedback><record>');
    expect(await codeOf()).toBe('only-unreadable');
  });
  test('only ordinary mail', async () => {
    put('From: a@example.org\r\nSubject: hello\r\n\r\nHello.\r\n');
    expect(await codeOf()).toBe('no-reports');
  });
  test('one report is enough', async () => {
    put('');
    report(2, [{}]);
    expect(await codeOf()).toBeUndefined();
  });
});

describe('what the audit keeps of a domain', () => {
  test('counts, own mail, days, what was left out', async () => {
    report(3, [{ count: 90 }, { ip: '203.0.113.9', count: 10, dkim: 'fail', spf: 'fail', signatures: [] }]);
    report(2, [{ count: 10 }]);
    report(2, [{ headerFrom: 'example.com' }], 'example.com');
    put(sampleAggregate({ id: 'id-0', begin: ago(3) }));
    put('', 'broken.xml');
    put('From: a@example.org\r\n\r\nHello.\r\n', 'mail.eml');
    const facts = await factsOf();
    expect(facts).toMatchObject({
      domain: 'example.org',
      counts: { aggregate: 2, duplicates: 1, elsewhere: 1, unreadable: 1, others: 1, setAside: 0 },
      mailPeriod: { begin: '2026-02-26T00:00:00.000Z', end: '2026-02-27T23:59:59.000Z', days: 2 },
      mail: { messages: 110, passed: 100 },
      own: { messages: 100, passed: 100 },
      policy: { policy: 'none' },
      policySeenAt: '2026-02-27T23:59:59.000Z',
      selectors: ['s1'],
      sendingIps: [{ ip: '192.0.2.1', returnPath: 'example.org' }],
      unreadable: [{ code: 'empty' }],
      otherDomains: ['example.com'],
    });
    expect(facts.unreadable[0]?.path).toContain('broken.xml');
  });

  test('SPF is asked of the domain of the reverse-path', async () => {
    report(2, [
      { ip: '192.0.2.8', envelopeFrom: 'bounce.example.org', spfResult: ['bounce.example.org', 'pass'] },
    ]);
    expect((await factsOf()).sendingIps).toEqual([{ ip: '192.0.2.8', returnPath: 'bounce.example.org' }]);
  });

  test('a service, a stranger and a private address are not for SPF', async () => {
    report(2, [
      { ip: '192.0.2.1', count: 1000 },
      { ip: '10.0.0.1', count: 1000 },
      {
        ip: '198.51.100.1',
        count: 500,
        spf: 'fail',
        signatures: [
          ['example.org', 'k1', 'pass'],
          ['mailer.example', 'm', 'pass'],
        ],
        spfResult: ['mailer.example', 'pass'],
      },
      { ip: '203.0.113.9', count: 500, dkim: 'fail', spf: 'fail', signatures: [] },
    ]);
    const facts = await factsOf();
    expect(facts.sendingIps.map(({ ip }) => ip)).toEqual(['192.0.2.1']);
    expect(facts.sources.map(({ verdict }) => verdict)).toContain('service');
    expect(facts.own.messages).toBe(2500);
  });

  test('what was not seen lately is not looked at any more', async () => {
    report(40, [{ ip: '192.0.2.77', count: 900, signatures: [['example.org', 'old', 'pass']] }]);
    report(2, [{ ip: '192.0.2.1', count: 10 }]);
    const { selectors, sendingIps } = await factsOf();
    expect(selectors).toEqual(['s1']);
    expect(sendingIps.map(({ ip }) => ip)).toEqual(['192.0.2.1']);
  });

  test('selectors that no name of DNS can hold, or that never verified, are left out', async () => {
    report(2, [
      {
        signatures: [
          ['example.org', 's1', 'pass'],
          ['example.org', 'a b', 'pass'],
          ['example.org', 'forged', 'fail'],
          ['news.example.org', 'n1', 'pass'],
        ],
      },
    ]);
    expect((await factsOf()).selectors).toEqual(['s1']);
  });

  test('reports of long ago are set aside where there are newer ones', async () => {
    report(400, [{ count: 5000, dkim: 'fail', spf: 'fail', signatures: [['example.org', 's1', 'fail']] }]);
    expect(await factsOf()).toMatchObject({
      counts: { aggregate: 1, setAside: 0 },
      mail: { messages: 5000 },
    });
    report(2, [{ count: 10 }]);
    expect(await factsOf()).toMatchObject({ counts: { aggregate: 1, setAside: 1 }, mail: { messages: 10 } });
  });

  test('bounded, and nothing is lost from the sums', async () => {
    const records = Array.from({ length: 300 }, (_, n) => ({
      ip: `198.${18 + (n >> 8)}.${n & 255}.1`,
      count: n + 1,
      dkim: 'fail',
      spf: 'fail',
      signatures: [],
    }));
    report(2, records);
    const { sources, rest, mail } = await factsOf();
    expect(sources).toHaveLength(60);
    const told = sources.reduce((sum, one) => sum + one.mail.messages, 0);
    expect(told + rest.messages).toBe(mail.messages);
  });
});

describe('many domains', () => {
  test('files are read again only for those that the reports name', async () => {
    report(2, [{ headerFrom: 'news.example.org' }]);
    put('', 'broken.xml');
    for (const [domain, messages] of [
      ['example.org', 1],
      ['news.example.org', 1],
      ['example.net', 0],
    ] as const) {
      const facts = await factsOf(domain, true);
      expect([domain, facts.mail.messages, facts.counts.unreadable]).toEqual([domain, messages, 1]);
    }
  });

  test('all of them, most mail first', async () => {
    report(2, [{ count: 5 }]);
    report(2, [{ headerFrom: 'example.com', count: 50 }], 'example.com');
    report(300, [{ headerFrom: 'example.net', count: 1 }], 'example.net');
    const { domains, unnamed } = await open().all();
    expect(
      domains.map((shelf) =>
        shelf.state === 'present' ? [shelf.value.domain, shelf.value.mail.messages] : [],
      ),
    ).toEqual([
      ['example.com', 50],
      ['example.org', 5],
      ['example.net', 1],
    ]);
    expect(unnamed).toBe(0);
  });

  test('a hundred are summed up, the reports of the others counted', async () => {
    mkdirSync(join(folder, 'more'));
    for (let n = 0; n < 103; n++) report(2, [{ headerFrom: `d${n}.example` }], `d${n}.example`);
    const { domains, unnamed } = await open().all();
    expect([domains.length, unnamed]).toEqual([100, 3]);
  });
});
