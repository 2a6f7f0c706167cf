/** Failure as a value: what the mail world may do to us is returned, not thrown. */
import type { JsonObject } from './json.ts';

/** What went wrong: a stable code for programs, a sentence for people. */
export interface Problem {
  /** Stable, kebab-case: 'time-out', 'servfail', 'not-asked', 'too-large'. */
  readonly code: string;
  /** What happened, with which input, what to do: one or two sentences. */
  readonly message: string;
  /** What the sentence names, for saying it in other words or another language. */
  readonly data?: JsonObject;
}

export type Result<T, P = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };

/** Wraps a value as a success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps a problem as a failure. */
export function failed(
  code: string,
  message: string,
  data?: JsonObject,
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code, message, ...(data !== undefined && { data }) } };
}
