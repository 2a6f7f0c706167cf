/** DKIM of the refused message, as far as it came back. */
import { instantOf } from '../../base/clock.ts';
import type { DkimFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { verifyDkim } from '../mail-auth/dkim.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import type { GatherContext } from './context.ts';
import { absent, computedFrom, notGiven, present } from './shelf.ts';

/** Absent: the message carries no signature. */
export async function gatherDkim(facts: ReplyFacts, context: GatherContext): Promise<Observed<DkimFacts>> {
  const message = context.returnedMessage;
  if (message === undefined) return notGiven('The refused message', '--message', context.clock);
  const recorder = recordingResolver(context.resolver);
  const isWhole = context.isOriginal === true || context.isReturnedWhole === true;
  const question = { message, isWhole, atMs: refusedAt(facts, context) };
  const signatures = await verifyDkim(question, recorder, context.signal);
  const from = computedFrom('DKIM (RFC 6376)', recorder);
  if (signatures.length === 0) return absent(context.clock, from);
  const value = { signatures, ...(context.isOriginal === true ? {} : { isReturnedCopy: true }) };
  return present(value, context.clock, from);
}

/** Signatures expire: what counts is the moment of the refusal, where it is told. */
function refusedAt(facts: ReplyFacts, context: GatherContext): number {
  const told = facts.at === undefined ? Number.NaN : Date.parse(facts.at);
  return Number.isNaN(told) ? context.clock.nowMs() : Date.parse(instantOf(told));
}
