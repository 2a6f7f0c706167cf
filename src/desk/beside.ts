/** Options that are mail themselves: with a job they are kept as its input is, and go when it ends. */
import type { JsonObject } from '../base/json.ts';
import type { AskOptions } from './types.ts';

export interface SplitOptions {
  /** Those that may be shown, and stay. */
  readonly options: JsonObject;
  /** undefined: none was given. */
  readonly beside: JsonObject | undefined;
}

export function splitOptions({ message, text, ...options }: AskOptions): SplitOptions {
  const beside = { ...(message !== undefined && { message }), ...(text !== undefined && { text }) };
  return { options: options as JsonObject, beside: Object.keys(beside).length > 0 ? beside : undefined };
}
