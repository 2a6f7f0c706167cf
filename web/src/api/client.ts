/** Speaks to the server this page came from. Failures are values: nothing here throws for what the network or the server does. */
import { type Answer, readProblem } from './problem.ts';

export interface Ask {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  /** In place of `body`: sent as they are. */
  readonly bytes?: Uint8Array;
  /** The version that was read: sent as If-Match, the change is refused where it is not the current one. */
  readonly version?: string | undefined;
  /** The same key for each try of the same thing: the server does it once. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export const API = '/api/v1';

/** What can be given is then called by the fields of this page. */
const surface = { 'waypost-surface': 'page' };

/** A new Idempotency-Key. `randomUUID` exists in secure contexts alone; a server on the LAN without TLS is none. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (octet) => octet.toString(16).padStart(2, '0')).join(
    '',
  );

/** Called when the server says that nobody is signed in. */
let whenSignedOut: () => void = () => undefined;
export function onSignedOut(listener: () => void): void {
  whenSignedOut = listener;
}

/** '?limit=50&words=…', '' where nothing is asked; empty words are left out. */
export function formatQuery(query: Ask['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

/** Asks for `path` below /api/v1. The caller names the shape of the answer; `call` in api.ts knows the shapes of the OpenAPI document. */
export async function request<T>(method: Method, path: string, ask: Ask = {}): Promise<Answer<T>> {
  const headers = new Headers({ accept: 'application/json, application/problem+json', ...surface });
  if (ask.bytes !== undefined) headers.set('content-type', 'application/octet-stream');
  else if (ask.body !== undefined) headers.set('content-type', 'application/json');
  if (ask.version !== undefined) headers.set('if-match', ask.version);
  if (method === 'POST') headers.set('idempotency-key', ask.key ?? newKey());
  try {
    const response = await fetch(`${API}${path}${formatQuery(ask.query)}`, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(ask.bytes !== undefined
        ? { body: ask.bytes as Uint8Array<ArrayBuffer> }
        : ask.body !== undefined && { body: JSON.stringify(ask.body) }),
      ...(ask.signal !== undefined && { signal: ask.signal }),
    });
    return await readAnswer<T>(response);
  } catch (error) {
    const isAborted = error instanceof DOMException && error.name === 'AbortError';
    return { ok: false, problem: { code: isAborted ? 'aborted' : 'unreachable', status: 0, title: '' } };
  }
}

async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  const body = isJson && text !== '' ? parsed(text) : undefined;
  if (!response.ok) {
    const problem = readProblem(response.status, body, response.headers.get('retry-after'));
    if (problem.code === 'not-signed-in') whenSignedOut();
    return { ok: false, problem };
  }
  if (body === undefined && text !== '')
    return { ok: false, problem: { code: 'odd-answer', status: response.status, title: '' } };
  const version = response.headers.get('etag');
  return { ok: true, value: body as T, ...(version !== null && { version }) };
}

/** undefined where it is no JSON: a proxy's own page. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // told as 'odd-answer' by the caller
  }
}
