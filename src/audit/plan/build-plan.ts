/** Builds the change plan of an audited domain: asks the proposers, proves, and shows only what proved itself or waits. */
import type { Audit } from '../audit-case.ts';
import { proposeDane } from './dane.ts';
import { proposeDkimKeys } from './dkim-keys.ts';
import { proposeDmarc } from './dmarc.ts';
import { proposeMtaSts } from './mta-sts.ts';
import type { Prover } from './prove.ts';
import { proposePtr } from './ptr.ts';
import { proposeSpf } from './spf.ts';
import { proposeSubmission } from './submission.ts';
import { proposeTlsRpt } from './tls-rpt.ts';
import type { PlanInput, PlanStep, Proposer } from './types.ts';

const proposers: readonly Proposer[] = [
  proposeSpf,
  ...proposeDmarc,
  proposeDkimKeys,
  proposeTlsRpt,
  proposeMtaSts,
  proposeDane,
  proposeSubmission,
  proposePtr,
];

/** Steps in the order in which they are to be taken. Subjects other than domains have no plan. */
export async function buildPlan(
  audit: Audit,
  input: Omit<PlanInput, 'audit' | 'domain'>,
  prover: Prover,
): Promise<readonly PlanStep[]> {
  if (audit.subject.kind !== 'domain') return [];
  const all = { ...input, audit, domain: audit.subject.name };
  const steps = await Promise.all(proposers.map((propose) => firstProven(propose, all, prover)));
  return steps.filter((step) => step !== undefined);
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
