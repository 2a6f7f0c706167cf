/**
 * The example of a group, in memory of its own: what was read in pieces of up to 16 MiB must not stay alive whole because
 * one refusal of it is remembered.
 */
import { ownCopy } from '../base/own-copy.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { Arrival, Refusal } from './arrival.ts';

/** A refusal with what it arrived in, and where that came from. */
export interface Example {
  readonly arrival: Arrival;
  readonly refusal: Refusal;
  readonly source: string;
}

/** Further texts of a report that are kept: the classifier stops at the first that decides. */
const MAX_OTHER_TEXTS = 50;

const copied = (facts: ReplyFacts): ReplyFacts =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, typeof value === 'string' ? ownCopy(value) : value]),
  ) as unknown as ReplyFacts;

function firstOf(texts: Iterable<ReplyFacts>): readonly ReplyFacts[] {
  const first: ReplyFacts[] = [];
  for (const text of texts) {
    first.push(copied(text));
    if (first.length === MAX_OTHER_TEXTS) break;
  }
  return first;
}

/** Bytes of the returned message that the example holds. */
export const returnedBytes = ({ arrival }: Example): number => arrival.returned?.bytes.length ?? 0;

/** A copy that shares nothing with what was read; without the returned message where it is longer than `maxBytes`. */
export function keepExample({ arrival, refusal, source }: Example, maxBytes: number): Example {
  const { returned, pasted, beside, ...rest } = arrival;
  const kept: Refusal = { facts: copied(refusal.facts), otherTexts: firstOf(refusal.otherTexts) };
  const isKept = returned !== undefined && returned.bytes.length <= maxBytes;
  return {
    arrival: {
      ...rest,
      ...(pasted !== undefined && { pasted: ownCopy(pasted) }),
      ...(beside !== undefined && { beside: ownCopy(beside) }),
      refusals: [kept],
      ...(isKept && { returned: { ...returned, bytes: Uint8Array.from(returned.bytes) } }),
    },
    refusal: kept,
    source,
  };
}
