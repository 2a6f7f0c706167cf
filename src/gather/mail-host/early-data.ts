/** How much may be sent before a later handshake is done (0-RTT, RFC 8446 §2.3), as the tickets of a conversation tell. */
import type { EarlyDataFacts } from '../../findings/facts/mail-host.ts';
import { earlyDataOf } from '../../wire/tls/index.ts';

/** Undefined where a ticket cannot be read. */
export function earlyDataIn(tickets: readonly Uint8Array[]): EarlyDataFacts | undefined {
  let maxBytes = 0;
  for (const ticket of tickets) {
    const bytes = earlyDataOf(ticket);
    if (bytes === undefined) return undefined;
    maxBytes = Math.max(maxBytes, bytes);
  }
  return { tickets: tickets.length, maxBytes };
}
