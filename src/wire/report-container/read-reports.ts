/** The door: bytes in, everything that is a report or should have been one out. */
import { splitMbox } from '../message/index.ts';
import { Budget } from './budget.ts';
import { wholePieces } from './byte-source.ts';
import { readContent } from './read-content.ts';
import type { ContainerLimits, ReportFound } from './types.ts';

/**
 * Reads a file or a mail: XML, JSON, zip, gzip, mail with such attachments, an mbox, and these inside each other, told by content.
 * Never throws. Compressed data is inflated piece by piece and read on the way: memory follows what is kept. Gives at least one
 * thing; limits hold for each message of an mbox by itself.
 */
export function* readReports(
  bytes: Uint8Array,
  limits: Partial<ContainerLimits> = {},
): Generator<ReportFound> {
  const messages = startsMbox(bytes) ? [...splitMbox(bytes)] : [];
  if (messages.length <= 1) {
    yield* readOne(bytes, '', limits);
    return;
  }
  for (const [index, { start, end }] of messages.entries())
    yield* readOne(bytes.subarray(start, end), `message ${index + 1}`, limits);
}

function readOne(bytes: Uint8Array, place: string, limits: Partial<ContainerLimits>): Generator<ReportFound> {
  return readContent(wholePieces(bytes), { place, depth: 0, budget: new Budget(limits) });
}

/** 'From ' (RFC 4155). */
function startsMbox(bytes: Uint8Array): boolean {
  return [0x46, 0x72, 0x6f, 0x6d, 0x20].every((byte, index) => bytes[index] === byte);
}
