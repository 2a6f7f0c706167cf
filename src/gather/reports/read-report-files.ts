/**
 * Reads reports from files, mailboxes and folders, one file after another: memory is that of the largest file or message. A file is
 * what its content says. Nothing is marked or moved; what could not be read can be given again.
 */
import { createReadStream, type Stats } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { failed } from '../../base/result.ts';
import { readReports } from '../../wire/report-container/index.ts';
import type { ReportFound } from '../../wire/report-container/types.ts';
import { identityOf } from './duplicate-key.ts';
import { listFiles, wordsOf } from './list-files.ts';
import { mboxMessages } from './mbox-messages.ts';
import type { ReportFileLimits, ReportFilesOptions, ReportReading } from './types.ts';

const LIMITS: ReportFileLimits = {
  files: 100_000,
  fileBytes: 64 * 1024 * 1024,
  messageBytes: 32 * 1024 * 1024,
  depth: 32,
};

/**
 * Everything below the given paths. Besides the codes of the readers: 'no-file', 'not-a-file', 'unreadable' (the system refuses),
 * 'too-large', 'too-many-files', 'too-deep', 'empty' (a folder without files).
 */
export async function* readReportFiles(
  paths: readonly string[],
  options: ReportFilesOptions = {},
): AsyncGenerator<ReportReading> {
  const limits = { ...LIMITS, ...options.limits };
  const seen = options.seen ?? new Set<string>();
  for (const path of paths) {
    const found = await statOf(path);
    if (found === undefined) yield refusal(path, 'no-file', `There is no file ${path}.`);
    else if (found.isDirectory()) yield* readFolder(path, limits, seen, options.signal);
    else yield* readFileOrSay(path, found, limits, seen);
  }
}

/** Everything in bytes that were given by a name; `seen` as in the options of files. */
export function readReportBytes(
  name: string,
  bytes: Uint8Array,
  seen: Set<string>,
): Generator<ReportReading> {
  return readingsOf(name, '', readReports(bytes), seen);
}

async function* readFolder(
  root: string,
  limits: ReportFileLimits,
  seen: Set<string>,
  signal: AbortSignal | undefined,
): AsyncGenerator<ReportReading> {
  let isEmpty = true;
  for await (const { path, problem } of listFiles(root, limits)) {
    signal?.throwIfAborted();
    isEmpty = false;
    const found = problem === undefined ? await statOf(path) : undefined;
    if (problem !== undefined) yield refusal(path, problem.code, problem.message);
    // A mail program may have moved it in the meantime.
    else if (found === undefined) yield refusal(path, 'no-file', `${path} is no longer there.`);
    else yield* readFileOrSay(path, found, limits, seen);
  }
  if (isEmpty) yield refusal(root, 'empty', `The folder ${root} holds no files.`);
}

async function* readFileOrSay(
  path: string,
  found: Stats,
  limits: ReportFileLimits,
  seen: Set<string>,
): AsyncGenerator<ReportReading> {
  if (!found.isFile()) {
    yield refusal(path, 'not-a-file', `${path} is a pipe, a socket or a device, not a file.`);
    return;
  }
  try {
    if (await startsMbox(path)) yield* readMbox(path, limits, seen);
    else if (found.size > limits.fileBytes)
      yield refusal(
        path,
        'too-large',
        `${path} has ${found.size} bytes; a report is read up to ${limits.fileBytes}.`,
      );
    else yield* readingsOf(path, '', readReports(await readFile(path)), seen);
  } catch (error) {
    yield refusal(path, 'unreadable', `${path} cannot be read: ${wordsOf(error)}.`);
  }
}

async function* readMbox(
  path: string,
  limits: ReportFileLimits,
  seen: Set<string>,
): AsyncGenerator<ReportReading> {
  let number = 0;
  for await (const message of mboxMessages(createReadStream(path), limits.messageBytes)) {
    const place = `message ${++number}`;
    if (message === undefined) {
      const { code, message: words } = failed(
        'too-large',
        `It has more than ${limits.messageBytes} bytes.`,
      ).problem;
      yield { kind: 'unreadable', path, place, code, message: words };
    } else yield* readingsOf(path, place, readReports(message), seen);
  }
}

function* readingsOf(
  path: string,
  place: string,
  found: Iterable<ReportFound>,
  seen: Set<string>,
): Generator<ReportReading> {
  for (const one of found) {
    const where = { path, place: [place, one.place].filter((part) => part !== '').join(' > ') };
    if (one.kind !== 'report') {
      yield { kind: one.kind, ...where, code: one.problem.code, message: one.problem.message };
      continue;
    }
    const identity = identityOf(one.value);
    if (identity !== undefined && seen.has(identity.key)) {
      yield { kind: 'duplicate', ...where, reportId: identity.reportId };
      continue;
    }
    if (identity !== undefined) seen.add(identity.key);
    yield { kind: 'report', ...where, value: one.value };
  }
}

async function startsMbox(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(5), 0, 5, 0);
    return bytesRead === 5 && buffer.toString('latin1') === 'From ';
  } finally {
    await file.close();
  }
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    // Said as 'no-file'.
    return undefined;
  }
}

function refusal(path: string, code: string, message: string): ReportReading {
  return { kind: 'unreadable', path, place: '', code, message };
}
