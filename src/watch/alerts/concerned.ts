/** Which watched names an alert concerns: those whose last audits show the same cause. */
import type { JsonObject } from '../../base/json.ts';
import type { Store } from '../../store/types.ts';
import { alertKeyOf, isSharedKey } from '../outcome/finding-key.ts';

/** A watched name, and the report that shows the cause. */
export interface Concerned {
  readonly id: string;
  readonly reportId: string;
}

export interface Sharers {
  /** Other watched names that have the cause. */
  readonly others: (key: string, subjectId: string) => Promise<readonly Concerned[]>;
  /** The finding with `concerns`: the names in their order, at most 50; `concernsMore`: how many more. */
  readonly named: (finding: JsonObject, concerned: readonly Concerned[]) => JsonObject;
}

const MAX_NAMED = 50;

/** What is read of the store is read once, and only where it is asked for. */
export async function concernedBy({
  findings,
  inventory,
}: Pick<Store, 'findings' | 'inventory'>): Promise<Sharers> {
  const names = new Map((await inventory.list()).map(({ id, name }) => [id, name]));
  let sharing: Promise<ReadonlyMap<string, readonly Concerned[]>> | undefined;
  const readSharing = async (): Promise<ReadonlyMap<string, readonly Concerned[]>> => {
    const byKey = new Map<string, Concerned[]>();
    for (const state of await findings.failures()) {
      const key = alertKeyOf(state);
      if (!isSharedKey(key) || !names.has(state.subjectId)) continue;
      const known = byKey.get(key) ?? [];
      // They come subject by subject.
      if (known.at(-1)?.id === state.subjectId) continue;
      known.push({ id: state.subjectId, reportId: state.reportId });
      byKey.set(key, known);
    }
    return byKey;
  };
  return {
    others: async (key, subjectId) => {
      sharing ??= readSharing();
      return ((await sharing).get(key) ?? []).filter(({ id }) => id !== subjectId);
    },
    named: (finding, concerned) => {
      const all = concerned
        .flatMap(({ id }) => {
          const name = names.get(id);
          return name === undefined ? [] : [{ id, name }];
        })
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      const { concernsMore: _, ...plain } = finding;
      const more = all.length - MAX_NAMED;
      return { ...plain, concerns: all.slice(0, MAX_NAMED), ...(more > 0 && { concernsMore: more }) };
    },
  };
}
