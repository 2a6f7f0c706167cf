/** Plans over zones: what is left after all proven steps, and which senders would be lost. */
import { auditSubject } from '../../src/audit/audit.ts';
import type { Audit } from '../../src/audit/audit-case.ts';
import { buildPlan } from '../../src/audit/plan/build-plan.ts';
import { fetchOf, openProver } from '../../src/audit/plan/prove.ts';
import { lostNetworks, passingNetworks } from '../../src/audit/plan/spf-networks.ts';
import type { NewKey, PlanStep } from '../../src/audit/plan/types.ts';
import { parseProviderRules } from '../../src/audit/provider-rules.ts';
import { auditChecks } from '../../src/checks/index.ts';
import { createProfile } from '../../src/findings/profile.ts';
import { type AuditContext, includesOfProvider, parseSelectorData } from '../../src/gather/audit/index.ts';
import { overlayResolver } from '../../src/gather/dns/index.ts';
import { type Zone, zoneResolver } from '../../src/gather/dns/testing.ts';
import type { Resolver } from '../../src/gather/dns/types.ts';
import { readDataFolder } from '../../src/main/data-folder.ts';
import { projectRoot } from '../source-files.ts';

const data = readDataFolder(`${projectRoot}/data`);
const profile = createProfile(
  Object.keys(data)
    .filter((name) => name.startsWith('profiles/default/'))
    .map((name) => data[name] ?? {}),
);
const services = { checks: auditChecks, profile, providerRules: parseProviderRules({}) };
const documented = parseSelectorData(data['dkim-selectors.toml'] ?? {});
const clock = { nowMs: () => Date.parse('2026-01-01T00:00:00Z'), monotonicMs: () => 0 };

/** Nothing asked for, nothing said. */
export const plainInput = {
  flattensSpf: false,
  sendsNothing: false,
  includesOf: (host: string) => includesOfProvider(host, documented),
};

export interface Planned {
  readonly domain?: string;
  readonly sendingIps?: readonly string[];
  readonly helo?: string;
  readonly selectors?: readonly string[];
  readonly flattensSpf?: boolean;
  readonly sendsNothing?: boolean;
  readonly newKeys?: readonly NewKey[];
  /** Asked in place of the zone. */
  readonly resolver?: Resolver;
}

export interface PlannedZone {
  readonly steps: readonly PlanStep[];
  readonly before: Audit;
  readonly after: Audit;
  /**
   * 'check message subject' of failures, after all proven steps, that no proof names: all that weigh more than a notice and
   * that a plan is for, and every one of a family that a step mended.
   */
  readonly left: readonly string[];
  /** 'check message subject' of failures that were not there before and that no proof names. */
  readonly fresh: readonly string[];
  /** Networks that passed SPF before and do not any more. */
  readonly lost: readonly string[];
}

/** What records can mend. */
const planned = /^(spf|dmarc|dkim|routing|sending-ip|dns|transport)\//;

const networksOf = ({ cases }: Audit): readonly string[] =>
  cases.flatMap(({ evidence }) =>
    evidence.spfTree?.state === 'present' ? passingNetworks(evidence.spfTree.value.root) : [],
  );

/** Audits the zone, builds its plan, lays every proven step over it at once and audits again. */
export async function planZone(zone: Zone, options: Planned = {}): Promise<PlannedZone> {
  const { domain = 'example.org', sendingIps = [], helo, selectors = [], newKeys = [] } = options;
  const { flattensSpf = false, sendsNothing = false } = options;
  const subject = { kind: 'domain', name: domain, given: domain } as const;
  const given = {
    sendingIps,
    ...(helo !== undefined && { helo }),
    selectors: selectors.map((selector) => ({ selector, origin: 'given' as const })),
  };
  const context: AuditContext = {
    resolver: options.resolver ?? zoneResolver(zone, [], clock),
    clock,
    connect: false,
    allowPrivate: false,
  };
  const before = await auditSubject(subject, given, context, services);
  const input = { ...plainInput, sendingIps, flattensSpf, sendsNothing, today: '2026-01-01', newKeys };
  // As the program does: the same addresses before and after, whatever SPF names then.
  const audited = before.cases.flatMap(({ about }) => (about.kind === 'ip' ? [about.name] : []));
  const whole = { ...given, sendingIps: audited, isWhole: true } as const;
  const steps = await buildPlan(before, input, openProver(domain, whole, context, services));
  const proven = steps.filter(({ proof }) => proof.state === 'proven');
  const changes = proven.flatMap((step) => step.changes);
  const served = fetchOf(proven.flatMap(({ files }) => files));
  const changed = {
    ...context,
    resolver: overlayResolver(context.resolver, changes),
    ...(served !== undefined && { fetch: served }),
  };
  const after = await auditSubject(subject, whole, changed, services);
  const known = new Set(failuresOf(before).map(({ key }) => key));
  const told = new Set(proven.flatMap(({ proof }) => (proof.state === 'proven' ? proof.left : [])));
  const mended = proven.flatMap(({ family = [] }) => family);
  const failing = failuresOf(after);
  return {
    steps,
    before,
    after,
    left: failing
      .filter(
        ({ key, isHeavy }) =>
          !told.has(key) &&
          ((isHeavy && planned.test(key)) || mended.some((prefix) => key.startsWith(prefix))),
      )
      .map(({ key }) => key),
    fresh: failing.map(({ key }) => key).filter((key) => !known.has(key) && !told.has(key)),
    lost: lostNetworks(networksOf(before), networksOf(after)),
  };
}

const failuresOf = ({ findings }: Audit) =>
  findings
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ check, message, severity, subject: { name } }) => ({
      key: `${check} ${message} ${name}`,
      isHeavy: severity !== 'notice',
    }));

/** The SPF record that the plan proposes; undefined where it proposes none. */
export const spfOf = ({ steps }: PlannedZone): string | undefined =>
  steps.find(({ id, proof }) => id.startsWith('spf/') && proof.state === 'proven')?.changes[0]?.adds[0];
