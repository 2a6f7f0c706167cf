/** How a watched name stands, and which names a filter leaves. Pure. */
import type { Subject } from '../../api/types.ts';
import { unicodeName } from '../../names/unicode-name.ts';

export const standings = ['bad', 'good', 'unknown'] as const;
export type NameStanding = (typeof standings)[number];

type Judged = Pick<Subject, 'failures' | 'lastAuditAt' | 'lastProblem' | 'unknown'>;

/** Bad while something heavier than a notice is wrong, also where the last audit said nothing; not known where no audit told. */
export function standingOf({ failures, lastAuditAt, lastProblem, unknown }: Judged): NameStanding {
  if (failures.critical + failures.error + failures.warning > 0) return 'bad';
  return lastAuditAt === undefined || lastProblem !== undefined || unknown > 0 ? 'unknown' : 'good';
}

export interface NameFilter {
  /** All of them, in name (also as it is written in its language) or note. */
  readonly words: string;
  /** '' stands for all. */
  readonly standing: string;
  readonly kind: string;
}

export function filterNames(
  subjects: readonly Subject[],
  { words, standing, kind }: NameFilter,
): readonly Subject[] {
  const wanted = words.toLowerCase().split(/\s+/);
  return subjects.filter((subject) => {
    const text = `${subject.name} ${unicodeName(subject.name)} ${subject.note}`.toLowerCase();
    return (
      (standing === '' || standingOf(subject) === standing) &&
      (kind === '' || subject.kind === kind) &&
      wanted.every((word) => text.includes(word))
    );
  });
}
