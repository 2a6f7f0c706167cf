/** DMARC of the refused message: the policy of its From domain, and whether what authenticated aligns with it. */
import type { DkimFacts, DmarcFacts, SpfFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { parseMailboxList } from '../../wire/address/index.ts';
import { header, parseHeaderBlock } from '../../wire/message/index.ts';
import type { AuthenticatedDomain } from '../mail-auth/dmarc.ts';
import { evaluateDmarc } from '../mail-auth/dmarc.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, notGiven, present, unknown } from '../shelf.ts';
import type { GatherContext } from './context.ts';
import { askableDomain, senderDomain } from './facts.ts';

/** Absent: no record at the From domain or above it. SPF and DKIM come from their own shelves, where those are wanted. */
export async function gatherDmarc(
  facts: ReplyFacts,
  shelves: { readonly spf?: Observed<SpfFacts>; readonly dkim?: Observed<DkimFacts> },
  context: GatherContext,
): Promise<Observed<DmarcFacts>> {
  const headerFrom = askableDomain(facts.headerFrom) ?? fromOf(context.returnedMessage);
  // MAIL FROM's domain stands in for the record only: it aligns with itself, which says nothing about the message.
  const fromDomain = headerFrom ?? senderDomain(facts);
  if (fromDomain === undefined) return notGiven('The From header', '--message', context.clock);
  const recorder = recordingResolver(context.resolver);
  const spf = spfIdentifier(shelves.spf, facts);
  const dkim = dkimIdentifiers(shelves.dkim);
  const question = {
    fromDomain,
    ...(spf === undefined ? {} : { spf }),
    ...(dkim === undefined ? {} : { dkim }),
  };
  const answer = await evaluateDmarc(question, recorder, context.signal);
  const from = computedFrom('DMARC (RFC 9989)', recorder);
  if (answer.state === 'found') {
    const isStandIn = headerFrom === undefined;
    return present(isStandIn ? withoutAlignment(answer.facts) : answer.facts, context.clock, from);
  }
  if (answer.state === 'none') return absent(context.clock, from);
  const noAnswer = {
    code: 'temperror',
    message: `A DNS question about DMARC of ${fromDomain} was not answered.`,
  };
  return unknown(recorder.failure() ?? noAnswer, context.clock, from);
}

function withoutAlignment(facts: DmarcFacts): DmarcFacts {
  return { ...facts, isStandIn: true, isSpfAligned: 'unknown', isDkimAligned: 'unknown' };
}

/** Of several mailboxes the first. */
function fromOf(message: Uint8Array | undefined): string | undefined {
  if (message === undefined) return undefined;
  const field = header(parseHeaderBlock(message), 'from');
  return field === undefined ? undefined : askableDomain(parseMailboxList(field.rawValue, 1)[0]?.address);
}

function spfIdentifier(
  shelf: Observed<SpfFacts> | undefined,
  facts: ReplyFacts,
): AuthenticatedDomain | undefined {
  if (shelf?.state === 'present')
    return { domain: shelf.value.domain, hasPassed: shelf.value.result === 'pass' };
  const domain = senderDomain(facts);
  return domain === undefined ? undefined : { domain, hasPassed: 'unknown' };
}

function dkimIdentifiers(shelf: Observed<DkimFacts> | undefined): readonly AuthenticatedDomain[] | undefined {
  if (shelf?.state === 'absent') return [];
  if (shelf?.state !== 'present') return undefined;
  const isCopy = shelf.value.isReturnedCopy === true;
  return shelf.value.signatures.map(({ domain, result, key }) => ({
    domain,
    hasPassed: result === 'pass' ? true : canStillPass(result, key, isCopy) ? 'unknown' : false,
  }));
}

/** A copy that came back may have been changed on its way: its failed signature may have been good. */
function canStillPass(result: string, key: DkimFacts['signatures'][number]['key'], isCopy: boolean): boolean {
  if (key === 'missing' || key === 'revoked' || key === 'bad') return false;
  return result === 'not-verifiable' || result === 'temperror' || isCopy;
}
