/** A message as bytes, whatever its kind, made into an arrival: read as a bounce, which tells too that it is none. */
import { readBounce } from '../wire/bounce/index.ts';
import { inUtf8 } from '../wire/charset/index.ts';
import { type ParsedMessage, parseMessage } from '../wire/message/index.ts';
import type { Arrival } from './arrival.ts';
import { type ArrivalOptions, bounceArrival } from './bounce-arrival.ts';

/** A longer message is read only so far: what a bounce has to say stands at its beginning. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** The message whose bytes are given. */
export function messageArrival(given: Uint8Array, options: ArrivalOptions = {}): Arrival {
  return parsedArrival(messageIn(given), options);
}

/** The message in bytes that may be UTF-16, as far as it is read. */
export function messageIn(given: Uint8Array): ParsedMessage {
  const raw = inUtf8(given);
  return parseMessage(raw.length > MAX_MESSAGE_BYTES ? raw.subarray(0, MAX_MESSAGE_BYTES) : raw);
}

/** The same of a message that was parsed. */
export const parsedArrival = (message: ParsedMessage, options: ArrivalOptions): Arrival =>
  bounceArrival(message, readBounce(message), options);
