/** What the server answers when it cannot do what was asked (RFC 9457), and what the browser says when there is no answer. */

export interface FieldError {
  /** 'email', 'options.senderIp'. */
  readonly path: string;
  readonly message: string;
}

export interface Problem {
  /** 'not-signed-in', 'invalid'; of the browser: 'unreachable', 'aborted', 'odd-answer'. */
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly FieldError[];
  /** Seconds to wait before it makes sense to try again. */
  readonly retryAfter?: number;
}

/** `version`: the ETag of a single thing, given back when it is changed. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly version?: string }
  | { readonly ok: false; readonly problem: Problem };

/** 'body.email', '/email' and 'email' are the same field. */
export const fieldOf = (path: string): string =>
  path
    .replace(/^\//, '')
    .replaceAll('/', '.')
    .replace(/^(body|json)\./, '');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A problem from the body of a failed answer; what is not problem+json is told by its status alone. */
export function readProblem(status: number, body: unknown, retryAfter: string | null): Problem {
  const said = isRecord(body) ? body : {};
  const text = (name: string): string | undefined => {
    const value = said[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const errors = Array.isArray(said['errors'])
    ? said['errors'].flatMap((error: unknown) =>
        isRecord(error) && typeof error['path'] === 'string' && typeof error['message'] === 'string'
          ? [{ path: fieldOf(error['path']), message: error['message'] }]
          : [],
      )
    : [];
  const detail = text('detail');
  const seconds = Number(retryAfter ?? Number.NaN);
  return {
    code: text('code') ?? 'odd-answer',
    status,
    title: text('title') ?? `HTTP ${status}`,
    ...(detail !== undefined && { detail }),
    ...(isRecord(said['data']) && { data: said['data'] }),
    ...(errors.length > 0 && { errors }),
    ...(Number.isFinite(seconds) && retryAfter !== null && { retryAfter: seconds }),
  };
}
