/**
 * `waypost FILE`, `… | waypost`: ordinary mail and HTML of which mail is made is checked, a file of a report is audited, everything else
 * is explained.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { mayBeReport, reportIn } from '../desk/report-file.ts';
import { HEAD, MAX_BYTES, type MailVerb, mayBeMail, verbOf } from '../desk/verb-of.ts';

/** A larger file is not checked (cli/check/inputs.ts); explain reads it piece by piece. */
const MAX_CHECKED = 64 * 1024 * 1024;

/** By what stands in the file; what cannot be read is left to `explain`, which says why. */
export function verbOfFile(path: string): MailVerb | 'audit' {
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size > MAX_CHECKED) return 'explain';
    const head = headOf(path, HEAD);
    // A report without an XML declaration looks like HTML.
    if (mayBeReport(head) && reportIn(headOf(path, MAX_BYTES)) !== undefined) return 'audit';
    return mayBeMail(head) ? verbOf(headOf(path, MAX_BYTES)) : 'explain';
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
): Promise<{ readonly verb: MailVerb; readonly stdin: Readable }> {
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
