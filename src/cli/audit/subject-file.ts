/** `--file`: one subject a line, read as a stream; blank lines and lines that begin with '#' are passed over. */
import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
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

/** Throws UsageError where the file cannot be read; '-' is standard input. A bad line is told and passed over. */
export async function* subjectsOfFile(
  path: string,
  stdin: Readable,
  allowPrivate: boolean,
): AsyncGenerator<GivenSubject> {
  const size = path === '-' ? undefined : sizeOf(path);
  const input = path === '-' ? stdin : createReadStream(path);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  let readBytes = 0;
  let place = 0;
  for await (const line of lines) {
    place += 1;
    readBytes += line.length + 1;
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    const total = size === undefined ? {} : { totalBytes: size };
    const subject = parseAuditSubject(text, allowPrivate);
    if (subject.ok) yield { subject: subject.value, readBytes, ...total };
    else yield { problem: subject.problem, where: `${path}:${place}`, readBytes, ...total };
  }
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
