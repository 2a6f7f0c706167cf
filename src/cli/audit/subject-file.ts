/** `--file`: one subject a line, read as a stream; blank lines and lines that begin with '#' are passed over. */
import { createReadStream, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { type AuditSubject, parseAuditSubject } from '../../audit/subject.ts';
import type { Problem } from '../../base/result.ts';
import { UsageError } from '../io.ts';
import { pathError } from '../regular-file.ts';

/** One line: a subject, or what is wrong with it. */
export interface GivenSubject {
  readonly subject?: AuditSubject;
  readonly problem?: Problem;
  /** Where the line stands: 'names.txt:3'. */
  readonly where?: string;
  readonly readBytes: number;
  readonly totalBytes?: number;
}

/**
 * Throws UsageError where the file cannot be read or is no text; '-' is standard input. A bad line is told and passed
 * over, and so is a file without a name.
 */
export async function* subjectsOfFile(
  path: string,
  stdin: Readable,
  allowPrivate: boolean,
): AsyncGenerator<GivenSubject> {
  const total = path === '-' ? {} : { totalBytes: sizeOf(path) };
  let place = 0;
  let count = 0;
  for await (const { text, readBytes } of textLines(path === '-' ? stdin : createReadStream(path), path)) {
    place += 1;
    const name = text.trim();
    if (name === '' || name.startsWith('#')) continue;
    count += 1;
    const subject = parseAuditSubject(name, allowPrivate);
    if (subject.ok) yield { subject: subject.value, readBytes, ...total };
    else yield { problem: subject.problem, where: `${path}:${place}`, readBytes, ...total };
  }
  if (count > 0) return;
  const message = `--file ${path} holds no name; write one a line.`;
  yield { problem: { code: 'no-names', message, data: { path } }, readBytes: 0, ...total };
}

/** Of a longer line only the beginning is looked at. */
const MAX_LINE = 4096;

/** Lines of UTF-8, or of UTF-16 with a byte order mark, as Windows writes it; `readBytes`: of the file so far. */
async function* textLines(
  input: AsyncIterable<Uint8Array | string>,
  path: string,
): AsyncGenerator<{ readonly text: string; readonly readBytes: number }> {
  let decoder: TextDecoder | undefined;
  let open = '';
  let readBytes = 0;
  for await (const piece of input) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    readBytes += bytes.length;
    decoder ??= decoderFor(bytes, path);
    const lines = `${open}${decoder.decode(bytes, { stream: true })}`.split('\n');
    open = (lines.pop() ?? '').slice(0, MAX_LINE);
    for (const text of lines) yield { text, readBytes };
  }
  yield { text: open + (decoder?.decode() ?? ''), readBytes };
}

/** Throws UsageError for what is no text: thousands of bad lines would help nobody. */
function decoderFor(head: Uint8Array, path: string): TextDecoder {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  if (head.includes(0)) {
    const message = `--file ${path} is no text; give a file with a name a line.`;
    throw new UsageError({ code: 'no-text', message, data: { path } });
  }
  return new TextDecoder();
}

function sizeOf(path: string): number {
  try {
    const found = statSync(path);
    if (!found.isFile()) {
      const message = `--file ${path} is no regular file; give one with a name a line, or - for standard input.`;
      throw new UsageError({ code: 'no-file-of-names', message, data: { path } });
    }
    return found.size;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw pathError('unreadable-path', '--file', path, error);
  }
}
