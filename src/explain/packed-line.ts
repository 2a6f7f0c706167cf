/**
 * A line of a log that waits, as one string: thousands wait at a time, and each collection of garbage walks every object that they are made
 * of. It shares nothing with the text that it was read from.
 */
import { ownCopy } from '../base/own-copy.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { Arrival, Refusal } from './arrival.ts';
import type { Example } from './keep-example.ts';

/** What a line of a log told, as it is kept until its fate is known. */
export interface PackedLine {
  /** What the line tells, but when: the same of an attempt that met the same again. */
  readonly told: string;
  readonly at: string | undefined;
  readonly source: string;
}

/** Packs a line of a log, which has neither other texts nor a returned message. */
export function packLine({ arrival, refusal, source }: Example): PackedLine {
  const { refusals: _, ...rest } = arrival;
  const { facts } = refusal;
  const { at } = facts;
  if (at === undefined) return { told: JSON.stringify([rest, facts]), at, source };
  return { told: JSON.stringify([rest, { ...facts, at: '' }]), at: ownCopy(at), source };
}

/** The line as it was packed. */
export function unpackLine({ told, at, source }: PackedLine): Example {
  const [rest, packed] = JSON.parse(told) as [Omit<Arrival, 'refusals'>, ReplyFacts];
  const facts = at === undefined ? packed : { ...packed, at };
  const refusal: Refusal = { facts, otherTexts: [] };
  return { arrival: { ...rest, refusals: [refusal] }, refusal, source };
}
