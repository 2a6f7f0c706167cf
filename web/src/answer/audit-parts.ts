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

type Weighed = Pick<AuditFinding, 'severity'>;

const isFault = ({ severity }: Weighed): boolean => severity !== 'notice';

/** Findings of a report, or as they are kept: each part in its order. */
export function failedParts<Failure extends Weighed>(
  failed: readonly Failure[],
): { readonly faults: readonly Failure[]; readonly advice: readonly Failure[] } {
  return { faults: failed.filter(isFault), advice: failed.filter((finding) => !isFault(finding)) };
}
