/**
 * What the user gave, as arrivals: words on the command line, files, maildir folders, '-' or a pipe. Recognised by
 * content, not by name. A large mbox or log is read in pieces, so that memory stays bounded whatever its size.
 */
import { once } from 'node:events';
// Their promises are a module of their own, which is loaded where a file is read.
import { createReadStream, promises, type Stats, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { JsonObject } from '../../base/json.ts';
import type { GivenArrival } from '../../explain/explain-many.ts';
import { type Source, STDIN_NAME } from '../../explain/input-problems.ts';
import { readArrivals } from '../../explain/read-arrivals.ts';
import { splitStream } from '../../explain/split-stream.ts';
import { listFiles } from '../list-files.ts';

/** One arrival or problem, and where it came from. */
export interface Input extends GivenArrival {
  /** Bytes of this source read so far, and in all where that is known. */
  readonly readBytes: number;
  readonly totalBytes?: number;
}

/** Files of a folder that are looked at. */
const MAX_FILES = 100_000;
/** Read whole up to this; above it piece by piece. */
const WHOLE_BYTES = 1024 * 1024;

/** undefined where there is no such file. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    // No such file: the argument is text.
    return undefined;
  }
}

const fileAt = (name: string): Source => ({ name, kind: 'file' });
const STDIN: Source = { name: STDIN_NAME, kind: 'stdin' };

/** Nothing could be read. */
const problemOf = (source: Source, code: string, data?: JsonObject): Input => ({
  source,
  arrival: { ok: false, problem: { code, ...(data !== undefined && { data }) } },
  readBytes: 0,
});

function* arrivalsOf(
  source: Source,
  bytes: Uint8Array,
  readBytes: number,
  totalBytes?: number,
): Generator<Input> {
  for (const arrival of readArrivals(bytes, { forFates: true }))
    yield { source, arrival, readBytes, ...(totalBytes !== undefined && { totalBytes }) };
}

async function* fromStream(source: Source, stream: Readable, totalBytes?: number): AsyncGenerator<Input> {
  for await (const piece of splitStream(stream))
    yield* arrivalsOf(source, piece.bytes, piece.readBytes, totalBytes);
}

/** Pipes and devices tell no size and are read piece by piece; sockets and disks are not read. */
async function* fromFile(path: string, found: Stats): AsyncGenerator<Input> {
  const { size } = found;
  const source = fileAt(path);
  if (found.isSocket() || found.isBlockDevice()) yield problemOf(source, 'not-a-file');
  else if (!found.isFile()) yield* fromDevice(path);
  else if (size > WHOLE_BYTES) yield* fromStream(source, createReadStream(path), size);
  else yield* arrivalsOf(source, await promises.readFile(path), size, size);
}

/** A pipe that nobody writes to must not hold the program for ever. */
const FIRST_BYTE_MS = 30_000;
/** A device may never end. */
const MAX_DEVICE_BYTES = 4 * 1024 * 1024 * 1024;

async function* fromDevice(path: string): AsyncGenerator<Input> {
  const stream = createReadStream(path, { end: MAX_DEVICE_BYTES });
  const first = await Promise.race([
    once(stream, 'readable').then(() => 'readable' as const),
    delay(FIRST_BYTE_MS, 'silent' as const, { ref: false }),
  ]);
  if (first === 'silent') {
    yield problemOf(fileAt(path), 'silent', { seconds: FIRST_BYTE_MS / 1000 });
    stream.destroy();
    return;
  }
  for await (const input of fromStream(fileAt(path), stream)) {
    yield input;
    // Zeros without end are no mail.
    if (!input.arrival.ok && input.arrival.problem.code === 'binary') return;
  }
}

async function* fromFolder(path: string): AsyncGenerator<Input> {
  const files = await listFiles(path, MAX_FILES);
  for (const [i, file] of files.entries()) {
    for await (const input of fromFile(file, await promises.stat(file)))
      yield {
        ...input,
        source: { ...input.source, folder: path },
        readBytes: i + 1,
        totalBytes: files.length,
      };
  }
  if (files.length === 0) yield problemOf(fileAt(path), 'empty-folder');
}

/** The name of a file by its look. */
export const looksLikePath = (argument: string): boolean =>
  !/\s/.test(argument) && /^[./~]|^[\w.-]+\.(eml|msg|mbox|log|txt|mail)$/i.test(argument);

async function* fromArgument(argument: string): AsyncGenerator<Input> {
  const found = argument.length < 4096 && !argument.includes('\n') ? statOf(argument) : undefined;
  try {
    if (found?.isDirectory()) yield* fromFolder(argument);
    else if (found !== undefined) yield* fromFile(argument, found);
    else if (looksLikePath(argument)) yield problemOf(fileAt(argument), 'no-file');
    else yield* arrivalsOf({ name: 'text', kind: 'text' }, Buffer.from(argument), argument.length);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    yield problemOf(fileAt(argument), 'unreadable', { why });
  }
}

/** Several arguments of which none is a file: one text. */
export const areWords = (sources: readonly string[]): boolean =>
  sources.length > 1 &&
  !sources.includes('-') &&
  !sources.some((source) => looksLikePath(source) || statOf(source) !== undefined);

/** Everything given; unquoted words on the command line are one text. '-' or nothing at all is standard input. */
export async function* readInputs(
  sources: readonly string[],
  io: { readonly stdin: Readable },
): AsyncGenerator<Input> {
  if (sources.length === 0) {
    yield* fromStream(STDIN, io.stdin);
    return;
  }
  const given = areWords(sources) ? [sources.join(' ')] : sources;
  for (const source of given) {
    if (source === '-') yield* fromStream(STDIN, io.stdin);
    else yield* fromArgument(source);
  }
}
