/**
 * Builds the change plan of an audited domain: asks the proposers, proves, and shows only what proved itself or waits. Each
 * step is proven over the zone as it will be after the steps before it, so that the whole holds.
 */
import type { Audit } from '../audit-case.ts';
import { aliasIn, aliasStep } from './alias.ts';
import { proposeDane } from './dane.ts';
import { proposeDkimKeys } from './dkim-keys.ts';
import { proposeDmarc } from './dmarc.ts';
import { families } from './families.ts';
import { mendFamily } from './mend.ts';
import { proposeMtaSts } from './mta-sts.ts';
import { proposeMtaStsEnforce } from './mta-sts-enforce.ts';
import type { Prover } from './prove.ts';
import { proposePtr } from './ptr.ts';
import { publishedOf } from './published.ts';
import { proposeOneDmarc, proposeWithoutNullMx } from './single-records.ts';
import { mendSpf } from './spf.ts';
import { proposeNarrowSpf } from './spf-narrow.ts';
import { proposeSubmission } from './submission.ts';
import type { PlanInput, PlanStep, Proposer } from './types.ts';

/** Records that are wrong and need more than one finding. */
const menders: readonly Proposer[] = [proposeOneDmarc, proposeWithoutNullMx];

/** What a sound zone still lacks. */
const proposers: readonly Proposer[] = [
  proposeNarrowSpf,
  proposeDmarc,
  proposeDkimKeys,
  proposeMtaSts,
  proposeMtaStsEnforce,
  proposeDane,
  proposeSubmission,
  proposePtr,
];

/** Steps in the order in which they are to be taken. Subjects other than domains have no plan. */
export async function buildPlan(
  audit: Audit,
  input: Omit<PlanInput, 'audit' | 'seen' | 'domain'>,
  first: Prover,
): Promise<readonly PlanStep[]> {
  if (audit.subject.kind !== 'domain') return [];
  const domain = audit.subject.name;
  const hosts = audit.cases.filter(({ about }) => about.kind === 'host');
  const steps: PlanStep[] = [];
  let prover = first;
  let now: PlanInput = { ...input, domain, audit, seen: audit };
  const take = async (step: PlanStep | undefined): Promise<void> => {
    if (step === undefined) return;
    steps.push(await withPublished(step, prover));
    if (step.proof.state !== 'proven' || step.changes.length === 0) return;
    const next = await prover.after(step.changes);
    // What comes after is proposed for the zone as it will be, and for the hosts as they are.
    now = { ...now, audit: { ...next.audit, cases: [...next.audit.cases, ...hosts] } };
    prover = next.prover;
  };
  await take(await mendSpf(now, prover));
  for (const propose of menders) await take(await firstProven(propose, now, prover));
  for (const family of families)
    for (const step of await mendFamily(family, domain, prover)) await take(step);
  for (const propose of proposers) await take(await firstProven(propose, now, prover));
  // A key that is mended needs no new one.
  const isKeyMended = steps.some(({ id, proof }) => id === 'dkim/record' && proof.state === 'proven');
  const kept = steps.filter(
    ({ id, waitsFor }) => !(isKeyMended && id === 'dkim/new-keys' && waitsFor !== undefined),
  );
  return kept.filter((step, place) => !isToldBefore(step, kept.slice(0, place)));
}

/** One alias may stand in the way of several steps. */
const isToldBefore = ({ id, data }: PlanStep, before: readonly PlanStep[]): boolean =>
  id === 'alias/record' && before.some((step) => step.id === id && step.data.name === data.name);

async function withPublished(step: PlanStep, prover: Prover): Promise<PlanStep> {
  return { ...step, changes: await Promise.all(step.changes.map((change) => publishedOf(change, prover))) };
}

async function firstProven(
  propose: Proposer,
  input: PlanInput,
  prover: Prover,
): Promise<PlanStep | undefined> {
  for (const proposal of await propose(input, prover.lookup)) {
    const alias = await aliasIn(proposal, prover);
    if (alias !== undefined) return aliasStep(alias);
    const proof = await prover.prove(proposal);
    if (proof.state !== 'refuted') return { ...proposal, proof };
  }
  return undefined;
}
