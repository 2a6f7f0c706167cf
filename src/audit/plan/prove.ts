/**
 * Proves a proposal: its records are laid over the observed zone, the domain is audited again, and the two audits are
 * compared. It must mend what it is for, bring no failure that weighs as much, lose no network that passed SPF, and leave
 * no record in error that it set out to mend. What it leaves is told.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { SpfTreeFacts } from '../../findings/facts/spf-tree.ts';
import type { Subject } from '../../findings/finding.ts';
import { compareSeverity, type Severity } from '../../findings/profile.ts';
import { type AuditContext, gatherDane, gatherMessage, type HttpsFetch } from '../../gather/audit/index.ts';
import { overlayResolver } from '../../gather/dns/index.ts';
import type { Resolver } from '../../gather/dns/types.ts';
import { type AuditServices, judgeGathered } from '../audit.ts';
import type { Audit, AuditCase, WeighedFinding } from '../audit-case.ts';
import { type GivenSender, gatherCases } from '../gather-cases.ts';
import type { AuditSubject } from '../subject.ts';
import { lostNetworks, passingNetworks } from './spf-networks.ts';
import type { PlanFile, PlanProof, Proposal, RecordChange } from './types.ts';

/** What the records alone say of a domain: the measure that proposals are held against. */
export interface Measured {
  readonly failures: ReadonlyMap<string, WeighedFinding>;
  readonly networks: readonly string[];
}

/** Proves any number of proposals against one measure of the zone as it is. */
export interface Prover {
  readonly prove: (proposal: Proposal) => Promise<PlanProof>;
  /** The zone as it is; measured once. */
  readonly before: () => Promise<Measured>;
  /** The zone with these changes. */
  readonly measure: (changes: readonly RecordChange[]) => Promise<Measured>;
  /** A failure came that weighs as much as what went, or a network that passed SPF is lost, or nothing changed. */
  readonly isWorse: (before: Measured, after: Measured, wanted: Wanted) => boolean;
  readonly compare: (before: Measured, after: Measured, wanted: Wanted) => PlanProof;
  /** What an audit of the records says with these changes made, and a prover for what comes after them. */
  readonly after: (
    changes: readonly RecordChange[],
  ) => Promise<{ readonly audit: Audit; readonly prover: Prover }>;
  /** The zone's answer. */
  readonly lookup: Resolver['lookup'];
}

/** What a change must do. */
export type Wanted = Pick<Proposal, 'mends' | 'family' | 'choices' | 'mustBeSound'>;

/** Names a failure: check, message, subject. */
const keyOf = ({ check, message, subject }: WeighedFinding): string => `${check} ${message} ${subject.name}`;

/** Opens a prover; the zone is measured once, when it is first needed, unless its measure is known. */
export function openProver(
  domain: string,
  given: GivenSender,
  context: AuditContext,
  services: AuditServices,
  known?: Promise<Measured>,
): Prover {
  const subject: AuditSubject = { kind: 'domain', name: domain, given: domain };
  // Only records: a connection or a DNS list says the same with the change as without.
  const { fetch: _, askLists: __, authorities: ___, ...rest } = context;
  const records: AuditContext = { ...rest, connect: false };
  const auditOf = async (over: AuditContext, proposal?: Proposal): Promise<Audit> => {
    // Reports tell of the time before the change.
    const { message: _, reports: ____, ...sender } = given;
    const selectors = [...given.selectors, ...(proposal?.selectors ?? [])];
    const gathered = await gatherCases(subject, { ...sender, selectors }, over);
    const more = proposal === undefined ? [] : await moreCases(proposal, over);
    return judgeGathered({ ...gathered, cases: [...gathered.cases, ...more] }, services);
  };
  const measure = async (over: AuditContext, proposal?: Proposal): Promise<Measured> =>
    measured(await auditOf(over, proposal));
  const compareOwn: Prover['compare'] = (earlier, later, wanted) => compare(earlier, later, wanted, domain);
  let first = known;
  const before = (): Promise<Measured> => {
    first ??= measure(records);
    return first;
  };
  return {
    before,
    measure: (changes) => measure({ ...records, resolver: overlayResolver(records.resolver, changes) }),
    isWorse: (earlier, later, wanted) => {
      const proof = compareOwn(earlier, later, wanted);
      return proof.state !== 'proven' || proof.mended.length === 0;
    },
    compare: compareOwn,
    after: async (changes) => {
      const over = { ...records, resolver: overlayResolver(records.resolver, changes) };
      const audit = await auditOf(over);
      const next = openProver(domain, given, over, services, Promise.resolve(measured(audit)));
      return { audit, prover: next };
    },
    lookup: records.resolver.lookup,
    prove: async (proposal) => {
      if (proposal.waitsFor !== undefined) return { state: 'not-provable', why: proposal.waitsFor };
      if (proposal.changes.length === 0) return { state: 'not-provable', why: 'no-record' };
      const served = fetchOf(proposal.files);
      const changed = overlayResolver(records.resolver, proposal.changes);
      const after = await measure(
        { ...records, resolver: changed, ...(served !== undefined && { fetch: served }) },
        proposal,
      );
      return compareOwn(await before(), after, proposal);
    },
  };
}

/** Samples verified with the new keys; hosts as they were seen, with their TLSA records as they would be. */
async function moreCases(
  { sample = [], hosts = [] }: Proposal,
  over: AuditContext,
): Promise<readonly AuditCase[]> {
  const messages = sample.map((message) => gatherMessage(message, over));
  const withTlsa = hosts.map(async ({ about, evidence }): Promise<Evidence> => {
    const seen = evidence.mailHost === undefined ? {} : { mailHost: evidence.mailHost };
    return {
      ...seen,
      ...(await gatherDane(about.name, over)),
      ...(evidence.about && { about: evidence.about }),
    };
  });
  const all = await Promise.all([...messages, ...withTlsa]);
  return all.map((evidence) => ({ about: aboutOf(evidence), evidence }));
}

const aboutOf = ({ about }: Evidence): Subject =>
  about?.state === 'present' ? about.value : { kind: 'message', name: '' };

function treeOf(evidence: Evidence): SpfTreeFacts | undefined {
  return evidence.spfTree?.state === 'present' ? evidence.spfTree.value : undefined;
}

/** Serves the files of proposals as if they were there already; undefined where none is served. */
export function fetchOf(files: readonly PlanFile[]): HttpsFetch | undefined {
  const served = files.filter(({ url }) => url !== undefined);
  if (served.length === 0) return undefined;
  return async (url) => {
    const file = served.find((one) => one.url === url);
    return file === undefined
      ? { state: 'failed', code: 'no-address', why: 'not part of the proposal' }
      : { state: 'answered', status: 200, contentType: 'text/plain', body: Buffer.from(file.text) };
  };
}

function measured({ findings, cases }: Audit): Measured {
  const failures = findings.filter(({ outcome }) => outcome === 'fail');
  return {
    failures: new Map(failures.map((finding) => [keyOf(finding), finding])),
    networks: cases.flatMap(({ evidence }) => passingNetworks(treeOf(evidence)?.root)),
  };
}

function compare(
  before: Measured,
  after: Measured,
  { mends, family = [], choices = [], mustBeSound }: Wanted,
  domain: string,
): PlanProof {
  const mended = [...before.failures.keys()].filter((key) => !after.failures.has(key));
  const isOwn = (key: string): boolean => family.some((prefix) => key.startsWith(prefix));
  const ofFamily = [...after.failures].filter(([key]) => isOwn(key));
  const unmended = [
    ...mends.filter((mend) => [...after.failures.keys()].some((key) => key.startsWith(`${mend} `))),
    // A record that is still in error helps nobody, whatever else went.
    ...(mustBeSound === true ? ofFamily.filter(([, finding]) => isGrave(finding, domain)) : []).map(
      ([key]) => key,
    ),
    ...(mustBeSound === true && !mended.some(isOwn) ? ['nothing'] : []),
  ];
  const worst = worstOf(mended.map((key) => before.failures.get(key)));
  const fresh = [...after.failures].filter(([key]) => !before.failures.has(key));
  const isLighter = (severity: Severity | undefined): boolean => compareSeverity(severity, worst) > 0;
  const isChoice = (check: string): boolean => worst !== undefined && choices.includes(check);
  const added = fresh
    .filter(([, { check, severity }]) => !isLighter(severity) && !isChoice(check))
    .map(([key]) => key);
  const lost = lostNetworks(before.networks, after.networks);
  if (added.length > 0 || unmended.length > 0 || lost.length > 0)
    return { state: 'refuted', added, unmended, lostNetworks: lost };
  const left = [...new Set([...fresh, ...ofFamily].map(([key]) => key))];
  return { state: 'proven', mended, left, keptNetworks: new Set(before.networks).size };
}

const isGrave = ({ severity, subject }: WeighedFinding, domain: string): boolean =>
  (severity === 'critical' || severity === 'error') && subject.name === domain;

/** With nothing mended only what weighs less than a notice may come: nothing. */
function worstOf(findings: readonly (WeighedFinding | undefined)[]): Severity | undefined {
  return findings.map((finding) => finding?.severity).sort(compareSeverity)[0];
}
