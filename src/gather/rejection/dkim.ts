/** DKIM of the refused message, as far as it came back. */
import { instantOf } from '../../base/clock.ts';
import type { DkimFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { verifyDkim } from '../mail-auth/dkim.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, notGiven, present, unknown } from '../shelf.ts';
import type { GatherContext } from './context.ts';

/** Absent: the message carries no signature. */
export async function gatherDkim(facts: ReplyFacts, context: GatherContext): Promise<Observed<DkimFacts>> {
  const message = context.returnedMessage;
  if (message === undefined) return notGiven('The refused message', '--message', context.clock);
  const recorder = recordingResolver(context.resolver);
  const isWhole = context.isOriginal === true || context.isReturnedWhole === true;
  const question = { message, isWhole, atMs: refusedAt(facts, context) };
  const signatures = await verifyDkim(question, recorder, context.signal);
  const from = computedFrom('DKIM (RFC 6376)', recorder);
  if (signatures.length === 0) {
    if (isWhole || hasWholeHeader(message)) return absent(context.clock, from);
    const why = 'Too little of the refused message came back to tell whether it was signed; add --message.';
    return unknown({ code: 'incomplete', message: why }, context.clock, from);
  }
  const value = { signatures, ...(context.isOriginal === true ? {} : { isReturnedCopy: true }) };
  return present(value, context.clock, from);
}

/** Signatures expire: what counts is the moment of the refusal, where it is told. */
function refusedAt(facts: ReplyFacts, context: GatherContext): number {
  const told = facts.at === undefined ? Number.NaN : Date.parse(facts.at);
  return Number.isNaN(told) ? context.clock.nowMs() : Date.parse(instantOf(told));
}

/** Some bounces return a choice of fields: a header with these is taken for the whole. */
function hasWholeHeader(message: Uint8Array): boolean {
  const head = `\n${Buffer.from(message.subarray(0, 65_536)).toString('latin1').toLowerCase()}`;
  return ['\nreceived:', '\nfrom:', '\ndate:', '\nmessage-id:'].every((field) => head.includes(field));
}
