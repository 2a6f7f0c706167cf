/** Which members of a document may be shown, and as what: a layout is a list of them, and whatever is not on it is withheld. */
import type { JsonObject, JsonValue } from '../base/json.ts';
import type { Hiding } from './redact-texts.ts';

/** What may be shown of a value; undefined: nothing. */
export type Layout = (value: JsonValue, hide: Hiding) => JsonValue | undefined;

export const number: Layout = (value) => (typeof value === 'number' ? value : undefined);
export const flag: Layout = (value) => (typeof value === 'boolean' ? value : undefined);

/** A word of ours: an id, a code, an instant, an option; nothing that an address or a sentence could be. */
export const token: Layout = (value) =>
  typeof value === 'string' && /^(?:|-{0,2}[A-Za-z0-9][\w./:, ()+-]{0,99})$/.test(value) ? value : undefined;

/** A text of that kind. */
export const textOf =
  (kind: keyof Hiding): Layout =>
  (value, hide) =>
    typeof value === 'string' ? hide[kind](value) : undefined;

/** These members of an object; the others are withheld. */
export const members =
  (layouts: Readonly<Record<string, Layout>>): Layout =>
  (value, hide) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const shown: Record<string, JsonValue> = {};
    for (const [key, layout] of Object.entries(layouts)) {
      if (!Object.hasOwn(value, key)) continue;
      const member = (value as JsonObject)[key];
      const kept = member === undefined ? undefined : layout(member, hide);
      if (kept !== undefined) shown[key] = kept;
    }
    return shown;
  };

/** Every item of a list, as far as it may be shown. */
export const listOf =
  (layout: Layout): Layout =>
  (value, hide) =>
    Array.isArray(value)
      ? value.flatMap((one: JsonValue) => {
          const kept = layout(one, hide);
          return kept === undefined ? [] : [kept];
        })
      : undefined;

/** Members that are called as shelves are called, each in one layout. */
export const shelvesOf =
  (layout: Layout): Layout =>
  (value, hide) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(
      Object.entries(value as JsonObject).flatMap(([key, member]) => {
        const kept =
          member === undefined || !/^[a-z][A-Za-z]{1,40}$/.test(key) ? undefined : layout(member, hide);
        return kept === undefined ? [] : [[key, kept]];
      }),
    );
  };

/** An object, or an empty one where there is none. */
export const objectIn = (value: JsonValue | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

export const listIn = (value: JsonValue | undefined): readonly JsonValue[] =>
  Array.isArray(value) ? value : [];

export const textIn = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
