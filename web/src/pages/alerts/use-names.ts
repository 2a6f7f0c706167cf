/** What the watched names are called: alerts hold their ids. */
import { useMemo } from 'preact/hooks';
import type { Subject } from '../../api/types.ts';
import { useLoad } from '../../state/load.ts';
import { loadAll, type Whole } from '../../state/load-all.ts';

const LIMITS = { perPage: 200, most: 1000 };

/** undefined until it is known, or where it is watched no longer. */
export function useNames(): (subjectId: string) => string | undefined {
  const subjects = useLoad<Whole<Subject>>((signal) => loadAll('/subjects', {}, LIMITS, signal), []);
  const names = useMemo(
    () => new Map(subjects.value?.items.map(({ id, name }) => [id, name])),
    [subjects.value],
  );
  return (subjectId) => names.get(subjectId);
}
