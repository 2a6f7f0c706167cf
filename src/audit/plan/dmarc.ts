/**
 * DMARC step by step (RFC 9989): first a record that asks for reports, then one without slips, then, each when the reports
 * show that nothing of one's own would be lost, quarantine and reject.
 */
import type { DmarcTreeFacts } from '../../findings/facts/dmarc-tree.ts';
import { withoutTags, withTag } from '../../wire/dkim/index.ts';
import { isDmarcRecord, parseDmarcRecord } from '../../wire/dmarc/index.ts';
import { failuresOf, mendsOf, shelfOf, txtProposal } from './facts.ts';
import type { PlanInput, Proposal, Proposer } from './types.ts';

/** Gone with RFC 9989 (its appendix on changes). */
const removedTags = ['pct', 'rf', 'ri'];

/** The record first, the stronger policies after it. */
export const proposeDmarc: readonly Proposer[] = [proposeRecord, proposeQuarantine, proposeReject];

const nameOf = (domain: string): string => `_dmarc.${domain}`;
const reportAddress = (domain: string): string => `mailto:dmarc-reports@${domain}`;

/** Records published at the domain's own name; undefined where that was not answered. */
function ownRecords(tree: DmarcTreeFacts, domain: string): readonly string[] | undefined {
  const records = tree.walk.find(({ name }) => name === nameOf(domain))?.records ?? [];
  return records === 'unknown' ? undefined : records;
}

function proposeRecord(input: PlanInput): readonly Proposal[] {
  const { domain } = input;
  const tree = shelfOf(input, 'dmarcTree');
  if (tree === undefined) return [];
  const failures = failuresOf(input, 'dmarc/');
  if (failures.length === 0) return [];
  const data = { rua: reportAddress(domain) };
  const heavy = mendsOf(failures.filter(({ severity }) => severity === 'critical' || severity === 'error'));
  if (tree === 'absent') {
    const adds = [`v=DMARC1; p=none; rua=${reportAddress(domain)}`];
    return [txtProposal('dmarc/start', { name: nameOf(domain), removes: [], adds }, heavy, data)];
  }
  const own = ownRecords(tree, domain);
  if (own === undefined || tree.recordDomain !== domain) return [];
  const mendable = mendsOf(failures);
  return tidied(own, domain)
    .filter((record) => own.length !== 1 || record !== own[0])
    .flatMap((record) =>
      [mendable, heavy, []].map((mends) =>
        txtProposal('dmarc/record', { name: nameOf(domain), removes: own, adds: [record] }, mends, data),
      ),
    );
}

/** Of several records the first that can be used; without tags that are gone, with an address for reports. */
function tidied(records: readonly string[], domain: string): readonly string[] {
  const base = records.find((record) => parseDmarcRecord(record).ok) ?? records.find(isDmarcRecord);
  if (base === undefined) return [];
  const parsed = parseDmarcRecord(base);
  const clean = withoutTags(base, [...removedTags, ...(parsed.ok ? parsed.value.unknownTags : [])]);
  const whole =
    parsed.ok && !parsed.value.problems.includes('p-missing') ? clean : withTag(clean, 'p', 'none', 'v');
  const reported =
    parsed.ok && parsed.value.reportTo.length > 0 ? whole : withTag(whole, 'rua', reportAddress(domain), 'p');
  return [...new Set([reported, whole])];
}

/** The next policy, once the reports say so: it is shown as what comes after, with what must be seen first. */
function proposeStronger(input: PlanInput, from: string, to: string, id: string): readonly Proposal[] {
  const { domain } = input;
  const tree = shelfOf(input, 'dmarcTree');
  if (tree === undefined || tree === 'absent' || tree.recordDomain !== domain) return [];
  const [record, ...more] = ownRecords(tree, domain) ?? [];
  const parsed = record === undefined ? undefined : parseDmarcRecord(record);
  if (record === undefined || more.length > 0 || parsed?.ok !== true || parsed.value.policy !== from)
    return [];
  const adds = [withTag(withoutTags(record, removedTags), 'p', to, 'v')];
  return [
    {
      ...txtProposal(id, { name: nameOf(domain), removes: [record], adds }, [], { from, to }),
      waitsFor: 'reports',
    },
  ];
}

function proposeQuarantine(input: PlanInput): readonly Proposal[] {
  return proposeStronger(input, 'none', 'quarantine', 'dmarc/quarantine');
}

function proposeReject(input: PlanInput): readonly Proposal[] {
  return proposeStronger(input, 'quarantine', 'reject', 'dmarc/reject');
}
