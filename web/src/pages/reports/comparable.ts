/** Which two reports are worth comparing: runs about the same, or any two messages, which may be variants. Pure. */
import type { ReportSummary } from '../../api/shapes.ts';

type Compared = Pick<ReportSummary, 'kind' | 'about'>;

/** Why two reports are not compared: they are of two kinds, or about two things; undefined where they are. */
export function whyNotCompared(a: Compared, b: Compared): 'kinds' | 'subjects' | undefined {
  if (a.kind !== b.kind) return 'kinds';
  return a.kind === 'check' || a.about === b.about ? undefined : 'subjects';
}
