/** Builds the change plan of an audited domain: asks the proposers, proves, and shows only what proved itself or waits. */
import type { Audit } from '../audit-case.ts';
import { proposeDane } from './dane.ts';
import { proposeDkimKeys } from './dkim-keys.ts';
import { proposeDmarc } from './dmarc.ts';
import { type Family, mendFamily } from './mend.ts';
import { proposeMtaSts } from './mta-sts.ts';
import { proposeMtaStsEnforce } from './mta-sts-enforce.ts';
import type { Prover } from './prove.ts';
import { proposePtr } from './ptr.ts';
import { proposeOneDmarc, proposeWithoutNullMx } from './single-records.ts';
import { proposeSpf } from './spf.ts';
import { proposeSubmission } from './submission.ts';
import type { PlanInput, PlanStep, Proposer } from './types.ts';

/** Records that are wrong. */
const menders: readonly Proposer[] = [proposeSpf, proposeOneDmarc, proposeWithoutNullMx];

/** What a sound zone still lacks. */
const proposers: readonly Proposer[] = [
  ...proposeDmarc,
  proposeDkimKeys,
  proposeMtaSts,
  proposeMtaStsEnforce,
  proposeDane,
  proposeSubmission,
  proposePtr,
];

/** Mended by what their findings propose. */
const families: readonly Family[] = [
  {
    id: 'dmarc/record',
    checks: ['dmarc/'],
    except: ['dmarc/policy-enforced', 'dmarc/subdomain-policy', 'dmarc/alignment-mode'],
  },
  { id: 'dkim/record', checks: ['dkim/'] },
  { id: 'routing/record', checks: ['routing/'] },
  { id: 'sending-ip/record', checks: ['sending-ip/', 'dns/'] },
  { id: 'tls-rpt/record', checks: ['transport/tls-rpt'] },
];

/** Steps in the order in which they are to be taken. Subjects other than domains have no plan. */
export async function buildPlan(
  audit: Audit,
  input: Omit<PlanInput, 'audit' | 'seen' | 'domain'>,
  prover: Prover,
): Promise<readonly PlanStep[]> {
  if (audit.subject.kind !== 'domain') return [];
  const domain = audit.subject.name;
  const mended = await Promise.all([
    ...menders.map((propose) => firstProven(propose, { ...input, audit, seen: audit, domain }, prover)),
    ...families.map((family) => mendFamily(family, domain, prover)),
  ]);
  const first = mended.filter((step) => step !== undefined);
  // What comes after is proposed for the zone as it will be, and for the hosts as they are.
  const next = await prover.after(first.flatMap(({ changes }) => changes));
  const hosts = audit.cases.filter(({ about }) => about.kind === 'host');
  const later = {
    ...input,
    domain,
    seen: audit,
    audit: { ...next.audit, cases: [...next.audit.cases, ...hosts] },
  };
  const added = await Promise.all(proposers.map((propose) => firstProven(propose, later, next.prover)));
  const steps = [...first, ...added];
  const found = steps.filter((step) => step !== undefined);
  // A key that is mended needs no new one.
  const isKeyMended = found.some(({ id, proof }) => id === 'dkim/record' && proof.state === 'proven');
  return found.filter(
    ({ id, waitsFor }) => !(isKeyMended && id === 'dkim/new-keys' && waitsFor !== undefined),
  );
}

async function firstProven(
  propose: Proposer,
  input: PlanInput,
  prover: Prover,
): Promise<PlanStep | undefined> {
  for (const proposal of propose(input)) {
    const proof = await prover.prove(proposal);
    if (proof.state !== 'refuted') return { ...proposal, proof };
  }
  return undefined;
}
