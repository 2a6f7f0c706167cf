/** SPF of the refused message: evaluated for the real client, with a proposed record where it does not pass. */

import { isFullName } from '../../base/host-name.ts';
import type { SpfFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import type { SpfQuestion } from '../mail-auth/spf.ts';
import { evaluateSpf } from '../mail-auth/spf.ts';
import { findSpfProposal } from '../mail-auth/spf-proposal.ts';
import { computedFrom, notGiven, present, unknown } from '../shelf.ts';
import type { GatherContext } from './context.ts';
import { askableDomain } from './facts.ts';

/** Where the evaluation tells of no question that failed. */
const noAnswer = { code: 'temperror', message: 'A DNS question was not answered.' };

/** `ip` is canonical and public. A DNS failure (temperror) is unknown, not a result. */
export async function gatherSpf(
  ip: string,
  facts: ReplyFacts,
  context: GatherContext,
): Promise<Observed<SpfFacts>> {
  const asked = identityOf(facts);
  if (asked === undefined) return notGiven('The sender address (MAIL FROM)', '--from', context.clock);
  const question: SpfQuestion = { ip, helo: facts.helo ?? '', mailFrom: asked.mailFrom };
  const recorder = recordingResolver(context.resolver);
  const { explanation: _, ...answer } = await evaluateSpf(question, recorder, context.signal);
  const from = () => computedFrom('SPF (RFC 7208)', recorder);
  if (answer.result === 'temperror') {
    return unknown(recorder.failure() ?? noAnswer, context.clock, from());
  }
  // Forwarded mail comes from the forwarder's IP, which no record of the sender should allow.
  const isForwarded = facts.expandedFrom !== undefined;
  const isSettled = answer.result === 'pass' || !isFullName(answer.domain) || isForwarded;
  const proposal = isSettled
    ? undefined
    : await findSpfProposal(answer.domain, question, recorder, context.signal);
  const value = { ...answer, identity: asked.identity, ...(proposal === undefined ? {} : { proposal }) };
  return present(value, context.clock, from());
}

/** RFC 7208 §2.4: a null reverse-path is judged by the HELO name. */
function identityOf(
  facts: ReplyFacts,
): { readonly identity: NonNullable<SpfFacts['identity']>; readonly mailFrom: string } | undefined {
  if (facts.sender !== undefined && facts.sender !== '')
    return { identity: 'mail-from', mailFrom: facts.sender };
  if (facts.sender === '') return facts.helo === undefined ? undefined : { identity: 'helo', mailFrom: '' };
  const domain = askableDomain(facts.headerFrom);
  return domain === undefined ? undefined : { identity: 'header-from', mailFrom: `postmaster@${domain}` };
}
