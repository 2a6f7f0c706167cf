/** What a change of a finding is, from the outcome before and after. */
import type { FindingChange } from '../../api/types.ts';

/** 'came': it is new and wrong; 'broke': it was not wrong before; 'advised': no fault; 'mended': it is right again; 'gone': nothing says it any more. */
export type ChangeKind = 'came' | 'broke' | 'advised' | 'mended' | 'gone' | 'differs';

export function kindOfChange({
  from,
  to,
  severity,
}: Pick<FindingChange, 'from' | 'to' | 'severity'>): ChangeKind {
  if (to === 'fail') {
    if (from === 'fail') return 'differs';
    return severity === 'notice' ? 'advised' : from === undefined ? 'came' : 'broke';
  }
  if (from !== 'fail') return 'differs';
  return to === 'pass' ? 'mended' : 'gone';
}

export const toneOfChange = (kind: ChangeKind): 'bad' | 'good' | 'unknown' =>
  kind === 'came' || kind === 'broke' ? 'bad' : kind === 'mended' || kind === 'gone' ? 'good' : 'unknown';

/** Of several at once: the worst of them. */
export function toneOfChanges(
  changes: readonly Pick<FindingChange, 'from' | 'to' | 'severity'>[],
): 'bad' | 'good' | 'unknown' {
  const tones = changes.map((change) => toneOfChange(kindOfChange(change)));
  return (['bad', 'unknown'] as const).find((tone) => tones.includes(tone)) ?? 'good';
}

/** '2026-11-26' in the reader's zone: changes of one day stand together. */
export function dayOf(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
