/**
 * DMARC step by step (RFC 9989): the record itself is mended by what its findings propose; what comes after, quarantine
 * and reject, waits until reports show that nothing of one's own would be lost.
 */
import type { DmarcTreeFacts } from '../../findings/facts/dmarc-tree.ts';
import { withoutTags, withTag } from '../../wire/dkim/index.ts';
import { parseDmarcRecord } from '../../wire/dmarc/index.ts';
import { failuresOf, mendsOf, shelfOf, txtProposal } from './facts.ts';
import { dmarcReadiness, reportsSeen } from './report-evidence.ts';
import type { PlanInput, Proposal, Proposer } from './types.ts';

/** Gone with RFC 9989 (its appendix on changes). */
const removedTags = ['pct', 'rf', 'ri'];

/** The policy that comes after a sound record: one step at a time, for each wants reports of the one before. */
export const proposeDmarc: Proposer = (input) => [
  ...proposeStronger(input, 'none', 'quarantine', 'dmarc/quarantine'),
  ...proposeStronger(input, 'quarantine', 'reject', 'dmarc/reject'),
];

const nameOf = (domain: string): string => `_dmarc.${domain}`;

/** Records published at the domain's own name; undefined where that was not answered. */
function ownRecords(tree: DmarcTreeFacts, domain: string): readonly string[] | undefined {
  const records = tree.walk.find(({ name }) => name === nameOf(domain))?.records ?? [];
  return records === 'unknown' ? undefined : records;
}

/** The next policy where the reports say so; else it is shown as what comes after, with what must be seen first. */
function proposeStronger(input: PlanInput, from: string, to: string, id: string): readonly Proposal[] {
  const { domain } = input;
  const tree = shelfOf(input, 'dmarcTree');
  if (tree === undefined || tree === 'absent' || tree.recordDomain !== domain) return [];
  const [record, ...more] = ownRecords(tree, domain) ?? [];
  const parsed = record === undefined ? undefined : parseDmarcRecord(record);
  if (record === undefined || more.length > 0 || parsed?.ok !== true || parsed.value.policy !== from)
    return [];
  // Nobody sends reports that nobody asked for.
  const isAsked = parsed.value.reportTo.length > 0;
  const { isReady, data, ...why } =
    isAsked || reportsSeen(input)?.mailPeriod !== undefined
      ? dmarcReadiness(reportsSeen(input), input.today)
      : { isReady: false as const, data: { name: nameOf(domain) }, waitsFor: 'reports-unasked' };
  const stronger = withTag(withoutTags(record, removedTags), 'p', to, 'v');
  // Reports about the domain are about those below it, too: a weaker word for these need not stay.
  const records = isReady ? [...new Set([stronger, withoutTags(stronger, ['sp', 'np'])])] : [stronger];
  const mends = mendsOf(failuresOf(input, 'dmarc/policy-enforced').filter(({ message }) => message === from));
  return records.map((adds) => ({
    ...txtProposal(id, { name: nameOf(domain), removes: [record], adds: [adds] }, mends, {
      ...data,
      from,
      to,
    }),
    family: ['dmarc/'],
    ...(isReady ? {} : why),
  }));
}
