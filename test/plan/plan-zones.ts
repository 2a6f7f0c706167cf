/** Plans over the broken zones: what is left after all proven steps, and which senders would be lost. */
import { auditSubject } from '../../src/audit/audit.ts';
import type { Audit } from '../../src/audit/audit-case.ts';
import { buildPlan } from '../../src/audit/plan/build-plan.ts';
import { fetchOf, openProver } from '../../src/audit/plan/prove.ts';
import { lostNetworks, passingNetworks } from '../../src/audit/plan/spf-networks.ts';
import type { PlanStep } from '../../src/audit/plan/types.ts';
import { parseProviderRules } from '../../src/audit/provider-rules.ts';
import { auditChecks } from '../../src/checks/index.ts';
import { createProfile } from '../../src/findings/profile.ts';
import type { AuditContext } from '../../src/gather/audit/index.ts';
import { overlayResolver } from '../../src/gather/dns/index.ts';
import { type Zone, zoneResolver } from '../../src/gather/dns/testing.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';
import { projectRoot } from '../source-files.ts';

const data = readDataFolder(`${projectRoot}/data`);
const profile = createProfile(
  Object.keys(data)
    .filter((name) => name.startsWith('profiles/default/'))
    .map((name) => data[name] ?? {}),
);
const services = { checks: auditChecks, profile, providerRules: parseProviderRules({}) };
const domain = 'example.org';
const subject = { kind: 'domain', name: domain, given: domain } as const;
const given = {
  sendingIps: ['192.0.2.10'],
  helo: 'mx.example.org',
  selectors: [{ selector: 'sel', origin: 'given' as const }],
};
const clock = { nowMs: () => Date.parse('2026-01-01T00:00:00Z'), monotonicMs: () => 0 };

export interface PlannedZone {
  readonly steps: readonly PlanStep[];
  readonly before: Audit;
  readonly after: Audit;
  /** 'check message' of failures that weigh 'critical' or 'error' after all proven steps. */
  readonly left: readonly string[];
  /** 'check message subject' of failures that were not there before and do not replace a heavier one. */
  readonly fresh: readonly string[];
  /** Networks that passed SPF before and do not any more. */
  readonly lost: readonly string[];
}

const networksOf = ({ cases }: Audit): readonly string[] =>
  cases.flatMap(({ evidence }) =>
    evidence.spfTree?.state === 'present' ? passingNetworks(evidence.spfTree.value.root) : [],
  );

const heavy = ({ findings }: Audit): readonly string[] =>
  findings
    .filter(({ severity }) => severity === 'critical' || severity === 'error')
    .map(({ check, message }) => `${check} ${message}`);

/** Audits the zone, builds its plan, lays every proven step over it at once and audits again. */
export async function planZone(zone: Zone): Promise<PlannedZone> {
  const context: AuditContext = {
    resolver: zoneResolver(zone, [], clock),
    clock,
    connect: false,
    allowPrivate: false,
  };
  const before = await auditSubject(subject, given, context, services);
  const input = { sendingIps: given.sendingIps, flattensSpf: false, today: '2026-01-01', newKeys: [] };
  const steps = await buildPlan(before, input, openProver(domain, given, context, services));
  const proven = steps.filter(({ proof }) => proof.state === 'proven');
  const changes = proven.flatMap((step) => step.changes);
  const served = fetchOf(proven.flatMap(({ files }) => files));
  const changed = {
    ...context,
    resolver: overlayResolver(context.resolver, changes),
    ...(served !== undefined && { fetch: served }),
  };
  const after = await auditSubject(subject, given, changed, services);
  const known = new Set(
    before.findings.map(({ check, message, subject: { name } }) => `${check} ${message} ${name}`),
  );
  const told = new Set(proven.flatMap(({ proof }) => (proof.state === 'proven' ? proof.left : [])));
  const fresh = after.findings
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ check, message, subject: { name } }) => `${check} ${message} ${name}`)
    .filter((key) => !known.has(key) && !told.has(key));
  return {
    steps,
    before,
    after,
    left: heavy(after),
    fresh,
    lost: lostNetworks(networksOf(before), networksOf(after)),
  };
}
