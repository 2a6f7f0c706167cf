/** Everything that was given, whole, to be sent to a server: the same sources as the command reads here, at most 64 MiB together. */
import { readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Result } from '../../base/result.ts';
import { type InputProblem, type Source, STDIN_NAME } from '../../explain/input-problems.ts';
import { UsageError } from '../io.ts';
import { listFiles } from '../list-files.ts';
import { areWords, looksLikePath, statOf } from './inputs.ts';

export interface GivenBytes {
  readonly source: Source;
  readonly bytes: Result<Uint8Array, InputProblem>;
}

/** As the server takes them. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 1000;

/** Throws UsageError where it is too much to send. */
export async function readGiven(sources: readonly string[], stdin: Readable): Promise<readonly GivenBytes[]> {
  const given = sources.length === 0 ? ['-'] : areWords(sources) ? [sources.join(' ')] : sources;
  const read: GivenBytes[] = [];
  let room = MAX_BYTES;
  const add = (one: GivenBytes): void => {
    if (one.bytes.ok) room -= one.bytes.value.length;
    if (room < 0 || read.length >= MAX_FILES) throw tooMuch();
    read.push(one);
  };
  for (const argument of given) {
    if (argument === '-') add(await fromStdin(stdin, room));
    else for await (const one of fromArgument(argument, room)) add(one);
  }
  return read;
}

function tooMuch(): UsageError {
  return new UsageError({
    code: 'too-much-given',
    message: `That is too much to send to a server: at most ${MAX_FILES} files and ${MAX_BYTES / 1024 / 1024} MiB together. Run it here, or give less.`,
    data: { files: MAX_FILES, mebibytes: MAX_BYTES / 1024 / 1024 },
  });
}

async function fromStdin(stdin: Readable, room: number): Promise<GivenBytes> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > room) throw tooMuch();
    chunks.push(bytes);
  }
  return { source: { name: STDIN_NAME, kind: 'stdin' }, bytes: { ok: true, value: Buffer.concat(chunks) } };
}

async function* fromArgument(argument: string, room: number): AsyncGenerator<GivenBytes> {
  const found = argument.length < 4096 && !argument.includes('\n') ? statOf(argument) : undefined;
  if (found?.isDirectory()) {
    const files = await listFiles(argument, MAX_FILES + 1);
    if (files.length > MAX_FILES) throw tooMuch();
    if (files.length === 0) yield problemAt(argument, 'empty-folder');
    for (const file of files) yield { ...(await fromFile(file, room)) };
  } else if (found !== undefined) yield await fromFile(argument, room);
  else if (looksLikePath(argument)) yield problemAt(argument, 'no-file');
  else yield { source: { name: 'text', kind: 'text' }, bytes: { ok: true, value: Buffer.from(argument) } };
}

const problemAt = (name: string, code: string, why?: string): GivenBytes => ({
  source: { name, kind: 'file' },
  bytes: { ok: false, problem: { code, ...(why !== undefined && { data: { why } }) } },
});

/** What is no regular file may never end: it is read here, not sent. */
async function fromFile(path: string, room: number): Promise<GivenBytes> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return problemAt(path, 'not-a-file');
    if (found.size > room) throw tooMuch();
    return { source: { name: path, kind: 'file' }, bytes: { ok: true, value: await readFile(path) } };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return problemAt(path, 'unreadable', error instanceof Error ? error.message : String(error));
  }
}
