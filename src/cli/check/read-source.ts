/** Reads what a source holds, whole and bounded; what cannot be read is a problem in words ('stop.mail-…' of the catalogue). */
import { readFileSync, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { JsonObject } from '../../base/json.ts';
import { ok, type Problem, type Result } from '../../base/result.ts';
import { type MailProblem, mailProblem } from '../../preflight/mails-in-bytes.ts';

const MIB = 1024 * 1024;

const wrong = (code: MailProblem, data: JsonObject): Result<never> => ({
  ok: false,
  problem: mailProblem(code, data),
});

const tooLarge = (name: string, maxBytes: number): Result<never> =>
  wrong('mail-too-large', { name, limit: Math.ceil(maxBytes / MIB) });

export async function readStream(
  name: string,
  stream: Readable,
  maxBytes: number,
): Promise<Result<Uint8Array>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) return tooLarge(name, maxBytes);
    chunks.push(Buffer.from(chunk));
  }
  return ok(Buffer.concat(chunks));
}

/** What the system says of a path. */
export function unreadable(name: string, error: unknown): Problem {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    return mailProblem('mail-no-file', { name });
  return mailProblem('mail-unreadable', {
    name,
    detail: error instanceof Error ? error.message : String(error),
  });
}

/** Is it a folder, a file, or nothing that can be looked at? */
export async function statOf(name: string): Promise<Result<Stats>> {
  try {
    return ok(await stat(name));
  } catch (error) {
    return { ok: false, problem: unreadable(name, error) };
  }
}

export async function readMailFile(name: string, maxBytes: number): Promise<Result<Uint8Array>> {
  const found = await statOf(name);
  if (!found.ok) return found;
  if (!found.value.isFile()) return wrong('mail-special', { name });
  if (found.value.size > maxBytes) return tooLarge(name, maxBytes);
  try {
    return ok(readFileSync(name));
  } catch (error) {
    return { ok: false, problem: unreadable(name, error) };
  }
}
