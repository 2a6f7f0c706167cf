/**
 * Gathers what a message at hand tells: its DKIM signatures and keys, DMARC of its From domain, its ARC chain. The
 * message is the one that was sent, not a copy that came back.
 */

import type { Evidence } from '../../findings/evidence.ts';
import type { ArcFacts } from '../../findings/facts/arc.ts';
import type { Observed } from '../../findings/observed.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { parseMailboxList } from '../../wire/address/index.ts';
import { header, parseHeaderBlock } from '../../wire/message/index.ts';
import type { AuditContext } from '../audit/types.ts';
import { verifyArc } from '../mail-auth/arc.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { gatherEvidence } from '../rejection/index.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';

/** How the message goes out, as far as it is told: the connection's address, the HELO name, MAIL FROM. */
export type SendingFacts = Pick<ReplyFacts, 'senderIp' | 'helo' | 'sender'>;

/**
 * Shelves dkim, dmarc, arc and reply, with an address that sends also spf and ptr; `about` is the message, by its
 * Message-ID. Never throws for what DNS does.
 */
export async function gatherMessage(
  message: Uint8Array,
  context: AuditContext,
  sending: SendingFacts = {},
): Promise<Evidence> {
  const isSent = sending.senderIp !== undefined;
  const facts = { ...factsIn(message), ...sending, ...(isSent && { senderIpFrom: 'given' as const }) };
  const wanted = isSent ? (['spf', 'ptr', 'dkim', 'dmarc'] as const) : (['dkim', 'dmarc'] as const);
  const own = { ...context, returnedMessage: message, isOriginal: true, isReturnedWhole: true };
  const [shelves, arc] = await Promise.all([gatherEvidence(wanted, facts, own), gatherArc(message, context)]);
  const about = { kind: 'message', name: facts.messageId ?? facts.headerFrom ?? '' } as const;
  const from = { kind: 'input', where: '--message' } as const;
  return { about: present(about, context.clock, from), ...shelves, arc };
}

function factsIn(message: Uint8Array): ReplyFacts {
  const block = parseHeaderBlock(message);
  const author = header(block, 'from');
  const headerFrom = author === undefined ? undefined : parseMailboxList(author.rawValue, 1)[0]?.address;
  const messageId = header(block, 'message-id')?.rawValue.trim();
  return {
    text: '',
    ...(headerFrom !== undefined && { headerFrom }),
    ...(messageId !== undefined && messageId !== '' && { messageId }),
  };
}

async function gatherArc(message: Uint8Array, context: AuditContext): Promise<Observed<ArcFacts>> {
  const recorder = recordingResolver(context.resolver);
  const answer = await verifyArc(message, recorder, context.signal);
  const from = computedFrom('ARC (RFC 8617)', recorder);
  if (answer.state === 'none') return absent(context.clock, from);
  if (answer.state === 'unknown')
    return unknown({ code: answer.code, message: answer.reason }, context.clock, from);
  const failure = recorder.failure();
  // A key that was not answered makes a chain fail in the verifier's eyes; it may be good.
  if (answer.facts.result === 'fail' && failure !== undefined) return unknown(failure, context.clock, from);
  return present(answer.facts, context.clock, from);
}
