/** Names of hosts held against lists: a name on a list holds for all names below it. */

/** The listed name at or above the host; undefined where none is. */
export function listedName(
  host: string,
  list: ReadonlySet<string> | ReadonlyMap<string, unknown>,
): string | undefined {
  let name = host;
  for (let step = 0; step < 20; step += 1) {
    if (list.has(name)) return name;
    const dot = name.indexOf('.');
    if (dot < 0) return undefined;
    name = name.slice(dot + 1);
  }
  return undefined;
}
