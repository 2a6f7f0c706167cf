/** Wires an audit: data, checks, weights, and the gatherers with what they may ask and connect to. */
import { type AuditServices, auditSubject, judgeGathered, judgePart } from '../audit/audit.ts';
import type { Audit } from '../audit/audit-case.ts';
import type { GivenSender } from '../audit/gather-cases.ts';
import { withMessageSender } from '../audit/message-sender.ts';
import { buildPlan } from '../audit/plan/build-plan.ts';
import { pointToPlan } from '../audit/plan/point-to-plan.ts';
import { openProver } from '../audit/plan/prove.ts';
import { parseProviderRules } from '../audit/provider-rules.ts';
import { withReported } from '../audit/reported-sender.ts';
import { instantOf, systemClock } from '../base/clock.ts';
import { auditChecks } from '../checks/index.ts';
import type { OpenedAudit } from '../desk/tools.ts';
import type { Evidence } from '../findings/evidence.ts';
import { createProfile } from '../findings/profile.ts';
import {
  type AuditContext,
  includesOfProvider,
  type ProviderSelectors,
  parseSelectorData,
  selectorsOfProviders,
} from '../gather/audit/index.ts';
import { createAuthorityClient, type DnsServer, patientResolver } from '../gather/dns/index.ts';
import {
  createListAsker,
  type DnsblData,
  type ListAsker,
  type ListKeys,
  parseDnsblData,
} from '../gather/dnsbl/index.ts';
import { createHttpsFetch } from '../gather/https/index.ts';
import { type AskedResolver, openAskedResolver } from './asked-resolver.ts';
import type { DataFiles } from './data-folder.ts';
import { readKeptKeys } from './kept-keys.ts';
import { makeDkimKeys } from './new-keys.ts';

export interface AuditorOptions {
  /** Mail and web hosts may be connected to. */
  readonly connect: boolean;
  /** The name servers of a zone and the origin of addresses are asked, too: not for many subjects. */
  readonly asksAuthorities: boolean;
  readonly asksLists: boolean;
  /** Asks them in place of one that is made for this run. */
  readonly listAsker?: ListAsker;
  /** Keys of DNS lists. */
  readonly listKeys?: ListKeys;
  readonly allowPrivate: boolean;
  readonly smugglingRecipient?: string;
  readonly rpkiValidator?: string;
  readonly given: GivenSender;
  readonly wantsPlan: boolean;
  readonly flattensSpf: boolean;
  /** New DKIM keys are made for the plan, or used again: the folder that keeps them. */
  readonly keyFolder?: string;
  readonly messagesPerDay?: number;
}

export interface Auditor extends OpenedAudit {
  readonly close: () => void;
}

/** Answers remembered where many subjects are audited. */
const BULK_CACHE = 1000;

/** The facts that every audit reads: checks and how much their findings weigh, lists, selectors of providers. */
export interface AuditTables {
  readonly services: AuditServices;
  readonly lists: DnsblData;
  readonly selectors: ReturnType<typeof parseSelectorData>;
}

export function readAuditTables(data: DataFiles): AuditTables {
  const names = Object.keys(data).filter((name) => name.startsWith('profiles/default/'));
  return {
    services: {
      checks: auditChecks,
      profile: createProfile(names.map((name) => data[name] ?? {})),
      providerRules: parseProviderRules(data['provider-rules.toml'] ?? {}),
    },
    lists: parseDnsblData(data['dnsbl.toml'] ?? {}),
    selectors: parseSelectorData(data['dkim-selectors.toml'] ?? {}),
  };
}

const volumeOf = ({ messagesPerDay }: AuditorOptions) =>
  messagesPerDay === undefined ? {} : { messagesPerDay };

function contextOf(
  { lists, selectors: documented }: AuditTables,
  resolver: AuditContext['resolver'],
  options: AuditorOptions,
): AuditContext {
  const { connect, allowPrivate, asksAuthorities, smugglingRecipient, rpkiValidator } = options;
  return {
    providerSelectors: (domain) => selectorsOfDomain(domain, documented),
    resolver,
    clock: systemClock,
    connect,
    allowPrivate,
    ...(connect && { fetch: createHttpsFetch({ resolver, allowPrivate }) }),
    ...(asksAuthorities && {
      authorities: createAuthorityClient({ clock: systemClock, allowPrivate }),
      askRouteOrigin: true,
    }),
    ...(smugglingRecipient !== undefined && { smugglingRecipient }),
    ...(rpkiValidator !== undefined && { rpkiValidator }),
    ...(options.asksLists && {
      askLists:
        options.listAsker ?? createListAsker(lists, resolver, systemClock, { keys: options.listKeys ?? {} }),
    }),
  };
}

/** Selectors that the domain's providers document, as far as its MX and SPF name them. */
function selectorsOfDomain(
  { routing, spfTree }: Evidence,
  documented: AuditTables['selectors'],
): ProviderSelectors {
  const mx = routing?.state === 'present' ? routing.value.mx.map(({ host }) => host) : [];
  const terms = spfTree?.state === 'present' ? (spfTree.value.root?.terms ?? []) : [];
  const targets = terms.flatMap(({ target }) => (target === undefined ? [] : [target.domain]));
  return selectorsOfProviders(mx, targets, documented);
}

/** Opens the resolver; close the auditor to free its sockets. */
export function openAuditor(
  data: DataFiles,
  options: AuditorOptions & {
    /** Asked instead of the system's resolvers, and believed in what it says. */
    readonly server?: DnsServer;
  },
): Auditor {
  // Of many domains each asks its own questions: a long memory only ages.
  const asked = openAskedResolver(options.server, options.asksAuthorities ? undefined : BULK_CACHE);
  return { ...createAuditor(readAuditTables(data), asked, options), close: asked.close };
}

/** With a resolver that may be shared. */
export function createAuditor(
  tables: AuditTables,
  asked: AskedResolver,
  options: AuditorOptions,
): OpenedAudit {
  const services = { ...tables.services, ...volumeOf(options) };
  const context = contextOf(tables, asked.resolver, options);
  const { given, flattensSpf } = options;
  const withPlan = async (audit: Audit, context: AuditContext): Promise<Audit> => {
    const domain = audit.subject.name;
    const reports = audit.cases.find(({ about }) => about.name === domain)?.evidence.reports;
    const sender = withReported(withMessageSender(given, domain), domain, reports);
    const known = new Set(sender.reportedIps?.map(({ ip }) => ip));
    const audited = audit.cases.flatMap(({ about }) =>
      about.kind === 'ip' && !known.has(about.name) ? [about.name] : [],
    );
    // The same addresses before and after a change, whatever SPF names then.
    const whole = { ...sender, sendingIps: audited, isWhole: true } as const;
    const prover = openProver(domain, whole, context, services);
    const today = instantOf(systemClock.nowMs()).slice(0, 10);
    const isDomain = audit.subject.kind === 'domain';
    const { keyFolder } = options;
    const newKeys =
      keyFolder === undefined || !isDomain
        ? []
        : await makeDkimKeys(domain, today, readKeptKeys(keyFolder, domain));
    const reported = (sender.reportedIps ?? []).filter(({ returnPath }) => returnPath === domain);
    const sendingIps = [...withMessageSender(given, domain).sendingIps, ...reported.map(({ ip }) => ip)];
    const sendsNothing = options.messagesPerDay === 0;
    const includesOf = (host: string) => includesOfProvider(host, tables.selectors);
    const input = { sendingIps, flattensSpf, today, newKeys, sendsNothing, includesOf };
    const plan = await buildPlan(audit, input, prover);
    return { ...audit, plan };
  };
  const pointed = (audit: Audit): Audit =>
    pointToPlan(audit, withMessageSender(given, audit.subject.name).sendingIps);
  return {
    audit: async (subject, signal, watch) => {
      const plain = signal === undefined ? context : { ...context, signal };
      // Of many names some are dead: each costs one wait.
      const patient = options.asksAuthorities
        ? plain
        : { ...plain, resolver: patientResolver(asked.resolver, systemClock) };
      const watched = watch === undefined ? patient : { ...patient, watch };
      const audit = await auditSubject(subject, given, watched, services);
      return pointed(options.wantsPlan ? await withPlan(audit, plain) : audit);
    },
    judge: (gathered) => pointed(judgeGathered(gathered, services)),
    judgePart: (about, evidence) => judgePart(about, evidence, services),
    distrust: asked.distrust,
  };
}
