/**
 * Asks a running server (/api/v1/openapi.json of the server): the answer's document is what the command would have made here. What takes longer
 * than one request may is asked as a job and waited for. Never throws for what the server or the network does.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject, JsonValue } from '../../base/json.ts';
import { failed, ok, type Problem, type Result } from '../../base/result.ts';
import type { AskOptions, NamedInput } from '../../desk/types.ts';
import type { AskKind } from '../../store/reports/types.ts';
import { networkProblem } from './network-problem.ts';
import type { RemoteServer } from './remote-server.ts';

export interface RemoteAsk {
  readonly kind: AskKind;
  readonly input?: Uint8Array;
  readonly name?: string;
  readonly files?: readonly NamedInput[];
  readonly options: AskOptions;
}

export interface RemoteAnswer {
  readonly document: JsonObject;
  readonly notes: readonly string[];
}

/** Milliseconds; given for tests. */
export interface RemoteLimits {
  /** One request. A server answers within 60 seconds or says that it takes too long. */
  readonly requestMs: number;
  /** A job from beginning to end. */
  readonly jobMs: number;
  readonly pollMs: number;
}

const usual: RemoteLimits = { requestMs: 120_000, jobMs: 3_600_000, pollMs: 1000 };
const MAX_INPUT_BYTES = 64 * 1024 * 1024;
/** A longer answer is none that a server gives. */
const MAX_ANSWER_BYTES = 256 * 1024 * 1024;

/**
 * The answer, or the desk's own problem, or why nothing came of it: 'no-server', 'server-tls', 'server-silent', 'not-waypost',
 * 'server-token', 'server-scope', 'server-older', 'server-newer', 'server-busy', 'server-failed', 'too-much-to-send'.
 */
export async function askServer(
  server: RemoteServer,
  { kind, options, ...given }: RemoteAsk,
  limits: RemoteLimits = usual,
): Promise<Result<RemoteAnswer>> {
  const size = (given.files ?? [{ input: given.input ?? new Uint8Array() }]).reduce(
    (sum, { input }) => sum + input.length,
    0,
  );
  if (size > MAX_INPUT_BYTES)
    return failed(
      'too-much-to-send',
      `${size} bytes are too much to send at once; at most ${MAX_INPUT_BYTES}.`,
      {
        size,
        limit: MAX_INPUT_BYTES,
      },
    );
  const body = { ...bodyOf(given), options: options as JsonObject };
  const answer = await request(server, 'POST', `/${kind}`, limits, { ...body, keep: false });
  if (!answer.ok && answer.problem.code === 'time-out') return askAsJob(server, { kind, ...body }, limits);
  if (!answer.ok) return answer;
  return readAnswer(server, kind, answer.value);
}

/** Text is sent as text, all else in Base64. */
function bodyOf({ input, name, files }: Omit<RemoteAsk, 'kind' | 'options'>): JsonObject {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  if (files !== undefined)
    return { files: files.map((file) => ({ name: file.name, inputBase64: base64(file.input) })) };
  return { inputBase64: base64(input ?? new Uint8Array()), ...(name !== undefined && { name }) };
}

async function askAsJob(
  server: RemoteServer,
  body: JsonObject,
  limits: RemoteLimits,
): Promise<Result<RemoteAnswer>> {
  const kind = body.kind as AskKind;
  let job = await request(server, 'POST', '/jobs', limits, body);
  const endAtMs = performance.now() + limits.jobMs;
  for (;;) {
    if (!job.ok) return job;
    const { id, state, reportId, problem } = job.value;
    if (state === 'done' && typeof reportId === 'string') {
      const report = await request(server, 'GET', `/reports/${encodeURIComponent(reportId)}`, limits);
      return report.ok ? readAnswer(server, kind, report.value) : report;
    }
    if (state === 'failed') return { ok: false, problem: problemOf(objectOf(problem), 'failed') };
    if ((state !== 'queued' && state !== 'running') || typeof id !== 'string')
      return failed('cancelled', 'The job was cancelled on the server.');
    if (performance.now() > endAtMs) return silent(server, limits.jobMs);
    await sleep(limits.pollMs);
    job = await request(server, 'GET', `/jobs/${encodeURIComponent(id)}`, limits);
  }
}

const silent = ({ origin }: RemoteServer, ms: number): Result<never> => {
  const seconds = Math.round(ms / 1000);
  return failed('server-silent', `The server at ${origin} gave no answer within ${seconds} seconds.`, {
    server: origin,
    seconds,
  });
};

const objectOf = (value: JsonValue | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

const schemas: Readonly<Record<AskKind, RegExp>> = {
  explain: /^waypost\/explain\/1$/,
  audit: /^waypost\/audit(?:-list)?\/1$/,
  check: /^waypost\/check(?:-list)?\/1$/,
};

function readAnswer({ origin }: RemoteServer, kind: AskKind, value: JsonObject): Result<RemoteAnswer> {
  const document = objectOf(value.document);
  const schema = typeof document.schema === 'string' ? document.schema : '';
  if (!schemas[kind].test(schema)) {
    const message = `The server at ${origin} answers with ${schema || 'something else'}, which this program does not read: it is newer. Use a program of the server's version.`;
    return failed('server-newer', message, { server: origin, schema });
  }
  const notes = Array.isArray(value.notes) ? value.notes.filter((note) => typeof note === 'string') : [];
  return ok({ document, notes });
}

/** One request: the JSON of its answer, or the problem. */
async function request(
  server: RemoteServer,
  method: 'GET' | 'POST',
  path: string,
  { requestMs }: RemoteLimits,
  body?: JsonObject,
): Promise<Result<JsonObject>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      // A redirect would carry the token to somebody else.
      redirect: 'manual',
      signal: AbortSignal.timeout(requestMs),
      headers: {
        accept: 'application/json',
        'waypost-surface': 'command',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(server.token !== undefined && { authorization: `Bearer ${server.token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    text = await readText(response);
  } catch (error) {
    return { ok: false, problem: networkProblem(error, server.origin, requestMs) };
  }
  return readResponse(server, response, text);
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readResponse(server: RemoteServer, response: Response, text: string): Result<JsonObject> {
  const { origin } = server;
  const json = readJson(text);
  if (response.ok && json !== undefined) return ok(json);
  const type = response.headers.get('content-type') ?? '';
  if (json === undefined || !type.includes('json')) {
    const { status } = response;
    const message = `What answers at ${origin} is no Waypost server, or an older one (status ${status}); check the address.`;
    return failed('not-waypost', message, { server: origin, status });
  }
  return { ok: false, problem: problemOfStatus(server, response, json) };
}

function readJson(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    // A page of a proxy, an empty body: said as that.
    return undefined;
  }
}

/** What the server says of itself, of the token and of the request; else what it says of the input. */
function problemOfStatus({ origin, token }: RemoteServer, response: Response, json: JsonObject): Problem {
  const { status } = response;
  const told = problemOf(json, 'server-failed');
  const data = { server: origin, detail: told.message };
  if (status === 401) {
    const message =
      token === undefined
        ? `The server at ${origin} wants a token: make one under Settings and name its file with --token-file.`
        : `The server at ${origin} does not take the token: ${told.message}`;
    return { code: token === undefined ? 'server-wants-token' : 'server-token', message, data };
  }
  if (status === 403)
    return {
      code: 'server-scope',
      message: `The token may not do this at ${origin}: ${told.message} Give it the scope ask (for long audits read, too).`,
      data,
    };
  if (status === 429 || told.code === 'overloaded') {
    const seconds = Number(response.headers.get('retry-after')) || 10;
    const message = `The server at ${origin} has too much to do; try again in ${seconds} seconds.`;
    return { code: 'server-busy', message, data: { ...data, seconds } };
  }
  if (status === 404 || status === 405 || isUnknownMember(json))
    return {
      code: 'server-older',
      message: `The server at ${origin} is older than this program and does not know what was asked: ${told.message}`,
      data,
    };
  const isOwn = status >= 500 && told.code !== 'time-out';
  const message = `The server at ${origin} failed: ${told.message}`;
  return isOwn ? { code: 'server-failed', message, data } : told;
}

/** A request whose options the server has no name for. */
function isUnknownMember({ code, errors }: JsonObject): boolean {
  const all = Array.isArray(errors) ? errors.map(objectOf) : [];
  return (
    code === 'invalid' &&
    all.some(({ message }) => /not known|unrecogni[sz]ed|unknown/i.test(String(message)))
  );
}

function problemOf({ code, detail, message, title, data, errors }: JsonObject, otherwise: string): Problem {
  const said = [detail, message, title].find((one) => typeof one === 'string' && one !== '');
  const faults = (Array.isArray(errors) ? errors.map(objectOf) : [])
    .slice(0, 5)
    .map((error) => `${String(error.path)}: ${String(error.message)}`);
  const words = [said ?? 'it does not say why.', ...faults].join(' ');
  return {
    code: typeof code === 'string' ? code : otherwise,
    message: words,
    ...(typeof data === 'object' && data !== null && { data: objectOf(data) }),
  };
}
