/** JSON as a type: what may be written to a report, a log or an API answer. */

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object; a member that is `undefined` is left out when written. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}
