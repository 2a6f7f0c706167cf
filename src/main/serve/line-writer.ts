/**
 * Lines of one turn of the event loop go out in one write: a server that answers thousands of requests a second would spend a
 * twelfth of its time on one write for each line of its log.
 */
import type { Writable } from 'node:stream';

/** More than this does not wait for the end of the turn. */
const MAX_WAITING = 64 * 1024;

export interface LineWriter {
  /** `isUrgent`: it goes out at once, after what waits. */
  readonly write: (line: string, isUrgent: boolean) => void;
  /** What waits goes out now. */
  readonly flush: () => void;
}

/** Lines to a stream, in their order; nothing where it was destroyed. */
export function createLineWriter(stream: Writable): LineWriter {
  let waiting = '';
  let isPlanned = false;
  const flush = (): void => {
    if (waiting === '') return;
    const text = waiting;
    waiting = '';
    if (!stream.destroyed) stream.write(text);
  };
  return {
    write: (line, isUrgent) => {
      waiting += `${line}\n`;
      if (isUrgent || waiting.length > MAX_WAITING) {
        flush();
        return;
      }
      if (isPlanned) return;
      isPlanned = true;
      setImmediate(() => {
        isPlanned = false;
        flush();
      });
    },
    flush,
  };
}
