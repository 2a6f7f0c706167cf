/** The steps of a change plan that reports must carry: the next DMARC policy, MTA-STS from testing to enforce. */
import { describe, expect, test } from 'vitest';
import { auditSubject } from '../../src/audit/audit.ts';
import { buildPlan } from '../../src/audit/plan/build-plan.ts';
import { formatPlan } from '../../src/audit/plan/format.ts';
import { openProver } from '../../src/audit/plan/prove.ts';
import { parseProviderRules } from '../../src/audit/provider-rules.ts';
import { withReported } from '../../src/audit/reported-sender.ts';
import { viewPlan } from '../../src/audit/say/plan-view.ts';
import { auditChecks } from '../../src/checks/index.ts';
import { mailOf, sampleFacts, sourceOf } from '../../src/checks/reports/testing.ts';
import type { ReportsFacts } from '../../src/findings/facts/reports.ts';
import { createProfile } from '../../src/findings/profile.ts';
import type { AuditContext } from '../../src/gather/audit/index.ts';
import { type Zone, zoneResolver } from '../../src/gather/dns/testing.ts';
import { present } from '../../src/gather/shelf.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';
import { catalogueOf } from '../../src/main/services.ts';
import { projectRoot } from '../source-files.ts';
import { plainInput } from './plan-zones.ts';

const data = readDataFolder(`${projectRoot}/data`);
const profiles = Object.keys(data).filter((name) => name.startsWith('profiles/default/'));
const profile = createProfile(profiles.map((name) => data[name] ?? {}));
const services = { checks: auditChecks, profile, providerRules: parseProviderRules({}) };
const domain = 'example.org';
const subject = { kind: 'domain', name: domain, given: domain } as const;
const clock = { nowMs: () => Date.parse('2026-01-01T00:00:00Z'), monotonicMs: () => 0 };
const url = `https://mta-sts.${domain}/.well-known/mta-sts.txt`;

const zone = (dmarc: string): Zone => ({
  [domain]: { MX: ['10 mx.example.org'], TXT: ['v=spf1 ip4:192.0.2.1 -all'] },
  'mx.example.org': { A: ['192.0.2.10'] },
  '_dmarc.example.org': { TXT: [dmarc] },
  '_mta-sts.example.org': { TXT: ['v=STSv1; id=2025060101'] },
  'mta-sts.example.org': { A: ['192.0.2.11'] },
});

async function planOf(dmarc: string, facts: ReportsFacts | undefined, mx = 'mx.example.org') {
  const body = Buffer.from(`version: STSv1\r\nmode: testing\r\nmx: ${mx}\r\nmax_age: 86400\r\n`);
  const context: AuditContext = {
    resolver: zoneResolver(zone(dmarc), [], clock),
    clock,
    connect: false,
    allowPrivate: false,
    fetch: async () => ({ state: 'answered', status: 200, contentType: 'text/plain', body }),
  };
  const reports =
    facts === undefined ? undefined : present(facts, clock, { kind: 'input', where: '--reports' });
  let reads = 0;
  const given = {
    sendingIps: [],
    selectors: [],
    ...(reports !== undefined && {
      reports: async () => {
        reads++;
        return reports;
      },
    }),
  };
  const audit = await auditSubject(subject, given, context, services);
  const input = { sendingIps: [], ...plainInput, today: '2026-01-01', newKeys: [] };
  const prover = openProver(domain, withReported(given, domain, reports), context, services);
  const steps = await buildPlan(audit, input, prover);
  const step = (id: string) => steps.find((one) => one.id === id);
  return { audit, steps, step, reads };
}

const start = `v=DMARC1; p=none; rua=mailto:d@${domain}`;

describe('the next DMARC policy', () => {
  test.each([
    ['none', 'quarantine', start, start.replace('none', 'quarantine')],
    ['quarantine', 'reject', start.replace('none', 'quarantine'), start.replace('none', 'reject')],
  ])('from %s to %s is proven where the reports carry it', async (_, to, before, after) => {
    const { step } = await planOf(before, sampleFacts());
    expect(step(`dmarc/${to}`)).toMatchObject({
      proof: { state: 'proven' },
      changes: [{ name: '_dmarc.example.org', removes: [before], adds: [after] }],
      data: { share: 100, messages: 1000, days: 21 },
    });
    expect(step(`dmarc/${to}`)?.waitsFor).toBeUndefined();
  });

  test('proofs do not read the reports again: they tell of the time before the change', async () => {
    expect((await planOf(start, sampleFacts())).reads).toBe(1);
  });

  test('it mends what the audit found', async () => {
    const { step } = await planOf(start, sampleFacts());
    const proof = step('dmarc/quarantine')?.proof;
    expect(proof?.state === 'proven' ? proof.mended : []).toContain('dmarc/policy-enforced none example.org');
  });

  test('a weaker word for the domains below goes where it would stand in the way', async () => {
    const { step } = await planOf(`v=DMARC1; p=none; sp=none; rua=mailto:d@${domain}`, sampleFacts());
    const [change] = step('dmarc/quarantine')?.changes ?? [];
    expect(step('dmarc/quarantine')?.proof.state).toBe('proven');
    expect(change?.adds).toEqual([`v=DMARC1; p=quarantine; rua=mailto:d@${domain}`]);
  });

  test.each<[string, ReportsFacts | undefined, string]>([
    ['no reports', undefined, 'reports'],
    ['too few messages', sampleFacts({ own: { messages: 9, passed: 9 } }), 'reports-few'],
    ['own mail that fails', sampleFacts({ own: { messages: 1000, passed: 900 } }), 'reports-failing'],
  ])('waits with %s', async (_, facts, why) => {
    const { step, steps } = await planOf(start, facts);
    expect(step('dmarc/quarantine')?.proof).toEqual({ state: 'not-provable', why });
    expect(formatPlan(steps, 'nsupdate')).not.toContain('quarantine');
  });

  test('says in words what is missing, with the source and what to do first', async () => {
    const failing = sourceOf({
      name: '198.51.100.7',
      verdict: 'broken-signature',
      mail: mailOf(340, 0),
      actions: [{ kind: 'repair-dkim', selectors: ['s1'] }],
    });
    const facts = sampleFacts({
      own: { messages: 4120, passed: 3780 },
      sources: [sourceOf({ mail: mailOf(3780) }), failing],
    });
    const { steps } = await planOf(start, facts);
    for (const [language, count, first] of [
      ['en', '4,120', 'repair DKIM of s1'],
      ['de', '4.120', 'DKIM von s1'],
    ] as const) {
      const view = viewPlan(steps, domain, catalogueOf(data, language));
      const said = view.steps.map(({ proof }) => proof).find((proof) => proof.includes('91 %')) ?? '';
      for (const part of [count, '340', '198.51.100.7', first]) expect(said).toContain(part);
    }
  });

  test('two steps at one name: the zone lines hold one record that is not a comment', async () => {
    const { steps } = await planOf(`${start}; pct=50`, sampleFacts());
    const dmarc = formatPlan(steps, 'zone')
      .split('\n')
      .filter((line) => line.startsWith('_dmarc.example.org.'));
    expect(dmarc).toEqual([`_dmarc.example.org. 3600 IN TXT "${start.replace('none', 'quarantine')}"`]);
  });
});

describe('MTA-STS from testing to enforce', () => {
  const tls = (successes: number, failures = 0) =>
    sampleFacts({
      tlsPeriod: { begin: '2025-12-10T00:00:00.000Z', end: '2025-12-30T23:59:59.000Z', days: 21 },
      tls: { successes, failures, details: [] },
    });

  test('is proven with clean TLS reports, with a new id and a policy to serve', async () => {
    const { step } = await planOf(start, tls(500));
    expect(step('mta-sts/enforce')).toMatchObject({
      proof: { state: 'proven' },
      changes: [{ removes: ['v=STSv1; id=2025060101'], adds: ['v=STSv1; id=2026010101'] }],
      files: [{ url, text: 'version: STSv1\r\nmode: enforce\r\nmx: mx.example.org\r\nmax_age: 604800\r\n' }],
    });
  });

  test('waits with failures, and without reports', async () => {
    expect((await planOf(start, tls(500, 1))).step('mta-sts/enforce')?.proof).toEqual({
      state: 'not-provable',
      why: 'tls-reports-failing',
    });
    expect((await planOf(start, undefined)).step('mta-sts/enforce')?.waitsFor).toBe('tls-reports');
  });

  test('is not proposed where the policy leaves a mail host out', async () => {
    expect((await planOf(start, tls(500), 'old.example.org')).step('mta-sts/enforce')).toBeUndefined();
  });
});

test('addresses and selectors of the reports are looked at, and told as that', async () => {
  const facts = sampleFacts({
    sendingIps: [
      { ip: '192.0.2.1', returnPath: domain },
      { ip: '198.51.100.9', returnPath: domain },
      { ip: '198.51.100.10', returnPath: 'news.example.org' },
    ],
  });
  const { audit } = await planOf(start, facts);
  const said = audit.findings
    .filter(({ check }) => check === 'spf/authorises-ip')
    .map(({ message, data }) => `${data.ip} ${data.domain} ${message}`);
  expect(said).toEqual(
    expect.arrayContaining([
      '192.0.2.1 example.org authorised',
      '198.51.100.9 example.org not-authorised',
      '198.51.100.10 news.example.org no-record',
    ]),
  );
  const keys = audit.cases.flatMap(({ evidence }) =>
    evidence.dkimKey?.state === 'present' ? [evidence.dkimKey.value] : [],
  );
  expect(keys.map(({ selector, origin }) => [selector, origin])).toEqual([['s1', 'report']]);
  expect(audit.notChecked.map(({ what }) => what)).not.toContain('sending-ip');
});
