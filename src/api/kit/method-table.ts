/** Which methods a path knows: for 405 with Allow (RFC 9110 §15.5.6), and the pattern of a path for the log. */

export interface MethodTable {
  /** `path` with its places in braces: '/api/v1/reports/{id}'. */
  readonly add: (method: string, path: string) => void;
  /** Upper case, GET before HEAD; empty where no route has this path. */
  readonly allowed: (path: string) => readonly string[];
  /** The pattern of a path; 'other' where there is none. */
  readonly patternOf: (path: string) => string;
}

interface Entry {
  readonly pattern: string;
  readonly parts: readonly string[];
  readonly methods: Set<string>;
}

/** A table that routes are added to once, at start. */
export function createMethodTable(): MethodTable {
  // Paths of a few parts and some dozens of routes: by number of parts, then one by one, words before places.
  const byLength = new Map<number, Entry[]>();
  const isPlace = (part: string): boolean => part.startsWith('{');

  const find = (path: string): readonly Entry[] => {
    const parts = path.split('/', 20);
    return (byLength.get(parts.length) ?? []).filter((entry) =>
      entry.parts.every((part, at) => (isPlace(part) ? parts[at] !== '' : part === parts[at])),
    );
  };

  return {
    add: (method, path) => {
      const parts = path.split('/');
      const entries = byLength.get(parts.length) ?? [];
      byLength.set(parts.length, entries);
      const same = entries.find(({ pattern }) => pattern === path);
      if (same !== undefined) {
        same.methods.add(method.toUpperCase());
        return;
      }
      entries.push({ pattern: path, parts, methods: new Set([method.toUpperCase()]) });
      const places = (entry: Entry): number => entry.parts.filter(isPlace).length;
      entries.sort((a, b) => places(a) - places(b));
    },
    allowed: (path) => {
      const methods = new Set(find(path).flatMap((entry) => [...entry.methods]));
      if (methods.has('GET')) methods.add('HEAD');
      return [...methods].sort();
    },
    patternOf: (path) => find(path)[0]?.pattern ?? 'other',
  };
}
