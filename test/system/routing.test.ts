/** Zones of BIND through a validating unbound: signed, bogus, unsigned, missing; their name server asked directly. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock as clock } from '../../src/base/clock.ts';
import { auditChecks } from '../../src/checks/index.ts';
import type { Evidence } from '../../src/findings/evidence.ts';
import { runChecks } from '../../src/findings/run-checks.ts';
import { type AuditContext, gatherDomain } from '../../src/gather/audit/index.ts';
import { createAuthorityClient, createResolver } from '../../src/gather/dns/index.ts';
import { type DnsLab, missingPrograms, startDnsLab } from '../lab/dns-lab.ts';

const missing = missingPrograms();
if (missing.length > 0) console.warn(`routing tests skipped: ${missing.join(', ')} not installed`);

describe.skipIf(missing.length > 0)('routing of real zones', () => {
  let lab: DnsLab;
  let context: AuditContext;
  let close: () => void;
  beforeAll(async () => {
    lab = await startDnsLab();
    const resolver = createResolver({ servers: [lab.recursive], clock });
    const authorities = createAuthorityClient({ clock, port: lab.authority.port, allowPrivate: true });
    context = { resolver, clock, authorities, connect: false, allowPrivate: true };
    close = () => resolver.close();
  });
  afterAll(async () => {
    close?.();
    await lab?.close();
  });

  const said = (evidence: Evidence, family: string): readonly string[] =>
    runChecks(auditChecks, { ...evidence })
      .filter(({ check }) => check.startsWith(family))
      .map(({ check, outcome, message }) => `${check.slice('routing/'.length)} ${outcome} ${message}`);

  test('a signed zone is secure, delegated, and seen alike by resolver and name server', async () => {
    const evidence = await gatherDomain('signed.test', context);
    expect(evidence).toMatchObject({
      dnssec: { value: { state: 'secure', algorithms: [13], digestTypes: [2] } },
      zone: {
        value: {
          apex: 'signed.test',
          parentNs: ['ns.test'],
          childNs: ['ns.test'],
          servers: [{ name: 'ns.test', ip: '127.0.0.1', state: 'answers', serial: 2_026_010_101 }],
        },
      },
    });
    expect(said(evidence, 'routing/')).toEqual(
      expect.arrayContaining([
        ...['mx-resolves pass resolves', 'takes-bounces pass takes-mail', 'soa-present pass own-zone'],
        ...['dnssec pass secure', 'dnssec-algorithms pass current', 'dnssec-signatures pass fresh'],
        ...[
          'delegation pass agrees',
          'name-servers fail only-one',
          'serials pass same',
          'propagation pass same',
        ],
        ...['soa-values fail expires-soon', 'caa-issuers pass anybody'],
      ]),
    );
  });

  test('each question stands in the evidence, direct ones too', async () => {
    const { zone, dnssec } = await gatherDomain('signed.test', context);
    const lookups = [zone, dnssec].flatMap((shelf) =>
      shelf?.from.kind === 'computed' ? shelf.from.lookups : [],
    );
    const [authority, recursive] = [lab.authority, lab.recursive].map(({ host, port }) => `${host}:${port}`);
    expect(lookups).toContainEqual(
      expect.objectContaining({
        question: 'signed.test. SOA +norecurse',
        server: authority,
        rcode: 'NOERROR',
      }),
    );
    expect(lookups).toContainEqual(
      expect.objectContaining({ question: 'signed.test. SOA', server: recursive, isAuthenticated: true }),
    );
  });

  test('a record whose signature does not hold makes the domain bogus, with the reason', async () => {
    const { dnssec, zone } = await gatherDomain('bogus.test', context);
    expect(dnssec).toMatchObject({ value: { state: 'bogus', failing: ['bogus.test TXT'] } });
    expect(dnssec?.state === 'present' && dnssec.value.reasons.join()).toMatch(/^6 DNSSEC Bogus/);
    // What the resolver refuses, the name server says.
    expect(zone).toMatchObject({
      value: {
        compared: expect.arrayContaining([
          expect.objectContaining({ name: 'bogus.test', type: 'TXT', authoritative: ['v=spf1 mx ~all'] }),
        ]),
      },
    });
  });

  test('the same is found without the resolver’s reason: with CD the answer comes, signed', async () => {
    const { resolver } = context;
    const mute: AuditContext['resolver'] = {
      ...resolver,
      lookup: async (name, type, signal) => {
        const answer = await resolver.lookup(name, type, signal);
        if (answer.from.kind !== 'dns') return answer;
        const { extendedErrors: _, ...from } = answer.from;
        return { ...answer, from } as typeof answer;
      },
    };
    const { dnssec } = await gatherDomain('bogus.test', { ...context, resolver: mute });
    expect(dnssec).toMatchObject({ value: { state: 'bogus', reasons: [], failing: ['bogus.test TXT'] } });
    const lookups = dnssec?.from.kind === 'computed' ? dnssec.from.lookups : [];
    expect(lookups).toContainEqual(
      expect.objectContaining({ question: 'bogus.test. TXT +cd', rcode: 'NOERROR' }),
    );
  });

  test('an unsigned zone is unsigned, a missing domain is missing, and a name in a zone lies in it', async () => {
    const [unsigned, gone, host] = await Promise.all(
      ['unsigned.test', 'gone.test', 'mx.signed.test'].map((name) => gatherDomain(name, context)),
    );
    expect(unsigned?.dnssec).toMatchObject({ value: { state: 'unsigned' } });
    expect([gone?.routing?.state, gone?.zone?.state, gone?.dnssec?.state]).toEqual([
      'absent',
      'absent',
      'absent',
    ]);
    expect(host?.zone).toMatchObject({ value: { domain: 'mx.signed.test', apex: 'signed.test' } });
  });

  test('what the lab does not hold is refused, and so unknown', async () => {
    const evidence = await gatherDomain('elsewhere.example', context);
    expect([
      evidence.routing?.state,
      evidence.zone?.state,
      evidence.dnssec?.state,
      evidence.caa?.state,
    ]).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });
});
