/** What is to be mended and what is advice are told apart, as the command line does. */
import type { AuditFinding, AuditWords } from '../documents/types.ts';

/** Reports of an older version do not say how the audit stands. */
export function standingOf({
  standing,
  failed,
  unknown,
  passed,
}: AuditWords): NonNullable<AuditWords['standing']> {
  if (standing !== undefined) return standing;
  if (failed.some(isFault)) return 'bad';
  return passed.length + failed.length === 0 && unknown.length > 0 ? 'unknown' : 'good';
}

const isFault = ({ severity }: AuditFinding): boolean => severity !== 'notice';

/** Worst first, each part in its order. */
export function failedParts(failed: readonly AuditFinding[]): {
  readonly faults: readonly AuditFinding[];
  readonly advice: readonly AuditFinding[];
} {
  return { faults: failed.filter(isFault), advice: failed.filter((finding) => !isFault(finding)) };
}
