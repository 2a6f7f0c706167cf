/** `waypost FILE`, `… | waypost`: ordinary mail and HTML of which mail is made is checked, everything else is explained. */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { looksLikeHtml } from '../cli/check/recognise.ts';
import { readArrivals } from '../explain/read-arrivals.ts';
import { looksLikeMessage } from '../wire/message/index.ts';

type Verb = 'check' | 'explain';

/** So much is looked into. */
const MAX_BYTES = 16 * 1024 * 1024;
/** A larger file is not checked (cli/check/inputs.ts); explain reads it piece by piece. */
const MAX_CHECKED = 64 * 1024 * 1024;
/** Messages of an mbox. */
const MAX_MESSAGES = 100;
/** Enough to see whether it is mail at all. */
const HEAD = 4096;

/** By what stands in the file; what cannot be read is left to `explain`, which says why. */
export function verbOfFile(path: string): Verb {
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size > MAX_CHECKED) return 'explain';
    const isMail = mayBeMail(headOf(path, HEAD));
    return isMail ? verbOf(headOf(path, MAX_BYTES)) : 'explain';
  } catch {
    // Not readable: explain tells so in a sentence.
    return 'explain';
  }
}

function headOf(path: string, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(length, fstatSync(file).size));
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

/** Reads as much as tells; `stdin` of the answer gives all of it again. A log is never held back beyond its beginning. */
export async function verbOfStream(
  stdin: Readable,
): Promise<{ readonly verb: Verb; readonly stdin: Readable }> {
  const held: Buffer[] = [];
  let size = 0;
  let isMail: boolean | undefined;
  const chunks = stdin[Symbol.asyncIterator]();
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    const chunk = Buffer.from(next.value);
    held.push(chunk);
    size += chunk.length;
    if (size >= HEAD) isMail ??= mayBeMail(Buffer.concat(held));
    if (isMail === false || size > MAX_BYTES) break;
  }
  const verb = isMail === false ? 'explain' : verbOf(Buffer.concat(held));
  const all = async function* (): AsyncGenerator<Buffer> {
    yield* held.splice(0);
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  };
  return { verb, stdin: Readable.from(all(), { objectMode: false }) };
}

const mayBeMail = (bytes: Buffer): boolean =>
  /^(?:\u00ef\u00bb\u00bf)?\s{0,64}From /.test(bytes.toString('latin1', 0, 80)) ||
  looksLikeMessage(bytes) ||
  looksLikeHtml(bytes);

/** Mail of which some reports a failure is explained. An HTML page in which no refusal stands is a template. */
function verbOf(bytes: Uint8Array): Verb {
  let messages = 0;
  for (const arrival of readArrivals(bytes)) {
    if (!arrival.ok) return 'explain';
    const { input, kind } = arrival.value;
    const isOrdinary =
      input === 'message' ? kind === 'not-a-bounce' : kind !== 'bounce' && looksLikeHtml(bytes);
    if (!isOrdinary) return 'explain';
    messages += 1;
    if (messages >= MAX_MESSAGES) break;
  }
  return messages === 0 ? 'explain' : 'check';
}
