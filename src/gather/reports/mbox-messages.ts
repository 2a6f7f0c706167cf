/** The messages of an mbox file one by one, in the memory of the longest (RFC 4155). */
import type { Readable } from 'node:stream';
import { splitMbox } from '../../wire/message/index.ts';

/** Undefined in the place of a message that is longer than allowed. */
export type MboxMessage = Uint8Array | undefined;

const FROM_LINE = Buffer.from('\nFrom ');
/** Cut into messages when so much has come. */
const BATCH_BYTES = 1024 * 1024;

/** Messages in order, each with its 'From ' line. */
export async function* mboxMessages(stream: Readable, maxBytes: number): AsyncGenerator<MboxMessage> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let wantedBytes = BATCH_BYTES;
  let isSkipping = false;
  for await (const chunk of stream) {
    held.push(Buffer.from(chunk));
    heldBytes += chunk.length;
    if (heldBytes < wantedBytes) continue;
    let bytes: Buffer = Buffer.concat(held);
    if (isSkipping) bytes = afterSkipped(bytes);
    isSkipping &&= bytes.length < FROM_LINE.length;
    // The last message may go on.
    const last = isSkipping ? -1 : bytes.lastIndexOf(FROM_LINE);
    if (last > 0) {
      for (const { start, end } of splitMbox(bytes.subarray(0, last + 1))) yield bytes.subarray(start, end);
      bytes = bytes.subarray(last + 1);
    }
    if (bytes.length > maxBytes) {
      yield undefined;
      isSkipping = true;
      bytes = bytes.subarray(1 - FROM_LINE.length);
    }
    // A copy: the rest of the batch is let go. Twice as much before the next look keeps the time linear.
    held = [Buffer.from(bytes)];
    heldBytes = bytes.length;
    wantedBytes = Math.max(BATCH_BYTES, 2 * heldBytes);
  }
  const rest = isSkipping ? afterSkipped(Buffer.concat(held)) : Buffer.concat(held);
  if (isSkipping && rest.length < FROM_LINE.length) return;
  for (const { start, end } of splitMbox(rest))
    yield end - start > maxBytes ? undefined : rest.subarray(start, end);
}

/** From the next 'From ' line on; where there is none yet, the few bytes that may begin one. */
function afterSkipped(bytes: Buffer): Buffer {
  const next = bytes.indexOf(FROM_LINE);
  return next < 0 ? bytes.subarray(1 - FROM_LINE.length) : bytes.subarray(next + 1);
}
