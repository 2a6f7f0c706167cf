/** Options that may be repeated. */

/** Gathers the values of an option that stands there several times. */
export const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];
