/** Faults of a configuration and what holds, as lines for a terminal. */

/** As src/main/config tells it. */
export interface FaultWords {
  readonly place: string;
  readonly key?: string;
  readonly found?: string;
  readonly message: string;
  readonly instead?: string;
}

/** A sentence begins large, the name of a key stays as it is written. */
const asSentence = (message: string): string =>
  /^\S*[._]\S*\s/.test(message) ? message : `${message.charAt(0).toUpperCase()}${message.slice(1)}`;

/** Three lines at most: where and what, why not, what to write instead; `writeInstead` says the last. */
export function sayFault(
  { place, key, found, message, instead }: FaultWords,
  writeInstead: (what: string) => string,
): string {
  const what = key === undefined ? (found === undefined ? '' : ` ${found}`) : ` ${key} = ${found ?? ''}`;
  const lines = [`${place}:${what}`, `  ${asSentence(message)}`];
  if (instead !== undefined) lines.push(`  ${writeInstead(instead)}`);
  return `${lines.join('\n')}\n`;
}

export interface Holds {
  readonly key: string;
  readonly value: string;
  /** 'waypost.toml:3', 'default'. */
  readonly from: string;
  readonly environment: string;
}

/** A table of what holds, where it comes from, and the name in the environment that goes before it. */
export function sayHolds(rows: readonly Holds[], heading: (column: keyof Holds) => string): string {
  const heads = {
    key: heading('key'),
    value: heading('value'),
    from: heading('from'),
    environment: heading('environment'),
  };
  const all = [heads, ...rows];
  const width = (of: (row: Holds) => string): number =>
    Math.min(Math.max(...all.map((row) => of(row).length)), 60);
  const [keys, values, froms] = [
    width((row) => row.key),
    width((row) => row.value),
    width((row) => row.from),
  ];
  return all
    .map(({ key, value, from, environment }) =>
      `${key.padEnd(keys)}  ${value.padEnd(values)}  ${from.padEnd(froms)}  ${environment}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
