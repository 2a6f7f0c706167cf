/**
 * Every failure of the API is one shape: problem+json (RFC 9457). `code` is for programs and stays the same for ever, `title` and
 * `detail` are for people. Nothing internal stands in them: no path, no statement, no stack.
 */
import type { JsonObject } from '../../base/json.ts';
import type { Problem } from '../../base/result.ts';
import type { ChangeProblem } from '../../store/types.ts';

/** One place of a request that is wrong, and what to write there. */
export interface FieldError {
  /** 'options.sendingIps.0', 'query.limit'; '' for the whole body. */
  readonly path: string;
  readonly message: string;
}

/** What is known of each code of the house: its status and title. Codes of the desk come on top, as 422. */
const known = {
  'malformed-json': [400, 'The body is not JSON'],
  'not-signed-in': [401, 'Sign in first'],
  'wrong-login': [401, 'The e-mail address, the password or the code is wrong'],
  'totp-needed': [401, 'The code of the second factor is needed'],
  'not-allowed': [403, 'This is not allowed to you'],
  'cross-origin': [403, 'The request comes from another site'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This cannot be done here'],
  busy: [409, 'The first request with this key is still under way'],
  conflict: [409, 'It is there already'],
  'changed-elsewhere': [412, 'It was changed since it was read'],
  'too-large': [413, 'The request is too large'],
  'wrong-media-type': [415, 'The body has a type that is not read here'],
  'wrong-host': [421, 'The request is meant for another server'],
  invalid: [422, 'Something in the request is wrong'],
  'key-reused': [422, 'The idempotency key was used for another request'],
  'precondition-needed': [428, 'The version that was read must be named'],
  'too-many-attempts': [429, 'Too many attempts'],
  'too-many-requests': [429, 'Too many requests'],
  cancelled: [499, 'The client went away'],
  internal: [500, 'Something went wrong here'],
  'store-unavailable': [503, 'The store cannot be used now'],
  overloaded: [503, 'Too much is under way'],
  'time-out': [504, 'It took too long'],
  'disk-full': [507, 'The disk is full'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

export type ProblemCode = keyof typeof known;

/** What is told beside the code. */
export interface ProblemDetails {
  readonly detail?: string;
  readonly data?: JsonObject;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The status of a code of the house. */
export function statusOf(code: ProblemCode): number {
  return known[code][0];
}

/** The title of a code of the house. */
export function titleOf(code: ProblemCode): string {
  return known[code][1];
}

function respond(code: string, status: number, title: string, more: ProblemDetails): Response {
  const body = {
    type: `urn:waypost:problem:${code}`,
    title,
    status,
    detail: more.detail ?? `${title}.`,
    code,
    ...(more.data !== undefined && { data: more.data }),
    ...(more.errors !== undefined && { errors: more.errors }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...more.headers },
  });
}

/** The answer that says what went wrong (RFC 9457 §3). */
export function problem(code: ProblemCode, more: ProblemDetails = {}): Response {
  return respond(code, statusOf(code), titleOf(code), more);
}

/** A problem that a use case answered, with its own code and sentence; 422 unless told otherwise. */
export function problemFrom(of: Problem, status = 422, headers?: Readonly<Record<string, string>>): Response {
  return respond(of.code, status, titleOf('invalid'), {
    detail: of.message,
    ...(of.data !== undefined && { data: of.data }),
    ...(headers !== undefined && { headers }),
  });
}

/** One wrong place of a request that the schema could not see: 422 `invalid`. */
export function invalid(path: string, message: string): Response {
  return problem('invalid', { detail: `${path}: ${message}`, errors: [{ path, message }] });
}

/** 429 or 503 with the seconds after which it makes sense to come again (RFC 9110 §10.2.3). */
export function comeAgain(
  code: 'too-many-requests' | 'too-many-attempts' | 'overloaded' | 'busy',
  seconds: number,
  detail?: string,
): Response {
  const after = Math.max(1, Math.ceil(seconds));
  return problem(code, {
    detail: detail ?? `${titleOf(code)}. Come again in ${after} ${after === 1 ? 'second' : 'seconds'}.`,
    data: { retryAfterSeconds: after },
    headers: { 'retry-after': String(after) },
  });
}

/** Why the store did not change a thing: 404, or 412 with the version that stands now. */
export function changeProblem(why: ChangeProblem): Response {
  if (why.code === 'not-found') return problem('not-found');
  return problem('changed-elsewhere', {
    detail: 'It was changed since it was read. Read it again, then make your change.',
    data: { version: why.version },
    headers: { etag: `"${why.version}"` },
  });
}
