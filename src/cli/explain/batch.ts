/**
 * `waypost explain --batch`: JSON Lines in, JSON Lines out, in the same order.
 *
 * A request is {"id", "reply"} or {"id", "file"}, a file that holds one message or, where it is none, refusals in text; an answer
 * {"id", "kind", "verdicts": [{"recipient", "category", "confidence", "suppress"}]}, or {"id", "kind": "unknown", "verdicts": [], "problem": {"code", "message"}}.
 */
import { promises } from 'node:fs';
import { orderedMap } from '../../base/ordered-map.ts';
import { failed, type Result } from '../../base/result.ts';
import type { Arrival } from '../../explain/arrival.ts';
import { type BriefAnswer, briefly, briefOf } from '../../explain/brief.ts';
import { type ExplainServices, explainArrival } from '../../explain/explain.ts';
import { MAX_LOOKED_INTO, withoutAsking } from '../../explain/explain-many.ts';
import { MAX_MESSAGE_BYTES } from '../../explain/message-arrival.ts';
import { arrivalsOfFile } from '../../explain/read-arrivals.ts';
import { replyArrival } from '../../explain/reply-input.ts';

interface BatchRequest {
  readonly id: unknown;
  readonly reply?: string;
  readonly file?: string;
}

/** Requests under way at once when evidence is gathered; without, only files are waited for. */
const CONCURRENCY = 16;
const OFFLINE_CONCURRENCY = 2;

function parseRequest(line: string): Result<BatchRequest> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null)
      return failed('bad-request', 'A request is an object on one line.');
    const { id, reply, file } = value as { id?: unknown; reply?: unknown; file?: unknown };
    if (typeof reply === 'string') return { ok: true, value: { id, reply } };
    if (typeof file === 'string') return { ok: true, value: { id, file } };
    return { ok: true, value: { id } };
  } catch (error) {
    return failed('bad-json', `This line is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** At most the part of a file that is looked at. */
async function readHead(path: string): Promise<Uint8Array> {
  // A pipe would hold every later answer until somebody writes to it.
  if (!(await promises.stat(path)).isFile()) throw new Error('it is no regular file');
  const handle = await promises.open(path, 'r');
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, MAX_MESSAGE_BYTES));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function arrivalsOf(request: BatchRequest, isForWords: boolean): Promise<Result<readonly Arrival[]>> {
  if (request.reply !== undefined) {
    if (request.reply.trim() === '') return failed('empty', 'The reply is empty.');
    return { ok: true, value: [replyArrival(request.reply)] };
  }
  if (request.file === undefined) return failed('bad-request', 'A request needs "reply" or "file".');
  try {
    return arrivalsOfFile(await readHead(request.file), { isForWords });
  } catch (error) {
    return failed(
      'unreadable',
      `${request.file} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}

async function answer(line: string, services: ExplainServices): Promise<string> {
  const request = parseRequest(line);
  if (!request.ok)
    return JSON.stringify({ id: null, kind: 'unknown', verdicts: [], problem: request.problem });
  const { id } = request.value;
  const arrivals = await arrivalsOf(request.value, services.gather === undefined);
  if (!arrivals.ok) return JSON.stringify({ id, kind: 'unknown', verdicts: [], problem: arrivals.problem });
  const answers: BriefAnswer[] = [];
  for (const arrival of arrivals.value)
    answers.push(
      await briefAnswer(arrival, answers.length < MAX_LOOKED_INTO ? services : withoutAsking(services)),
    );
  return JSON.stringify({ id, ...together(answers) });
}

/** One answer of many: of the kind that is told most surely. */
function together(answers: readonly BriefAnswer[]): BriefAnswer {
  const [first = { kind: 'unknown', verdicts: [] }, ...others] = answers;
  if (others.length === 0) return first;
  const { kind } = answers.find((answer) => answer.kind === 'bounce') ?? first;
  return { kind, verdicts: answers.flatMap(({ verdicts }) => verdicts) };
}

async function briefAnswer(arrival: Arrival, services: ExplainServices): Promise<BriefAnswer> {
  if (services.gather === undefined) return briefly(arrival, services.classifier, services.toldReader.asker);
  const explanation = await explainArrival(arrival, services);
  return briefOf(explanation.kind, explanation.verdicts);
}

/** Answers every line of `lines` through `write`, in order; empty lines are passed over. Answers the count of problems. */
export async function runBatch(
  lines: AsyncIterable<string>,
  services: ExplainServices,
  write: (line: string) => Promise<void>,
): Promise<void> {
  for await (const line of orderedMap(
    lines,
    services.gather === undefined ? OFFLINE_CONCURRENCY : CONCURRENCY,
    (text) => answer(text, services),
    (text) => text.trim() !== '',
  )) {
    await write(`${line}\n`);
  }
}
