/** What a change of a finding is, from the outcome before and after. */
import type { FindingChange } from '../../api/types.ts';

/** 'came': it is new and wrong; 'broke': it was not wrong before; 'mended': it is right again; 'gone': nothing says it any more. */
export type ChangeKind = 'came' | 'broke' | 'mended' | 'gone' | 'differs';

export function kindOfChange({ from, to }: Pick<FindingChange, 'from' | 'to'>): ChangeKind {
  if (to === 'fail') return from === undefined ? 'came' : from === 'fail' ? 'differs' : 'broke';
  if (from !== 'fail') return 'differs';
  return to === 'pass' ? 'mended' : 'gone';
}

export const toneOfChange = (kind: ChangeKind): 'bad' | 'good' | 'unknown' =>
  kind === 'came' || kind === 'broke' ? 'bad' : kind === 'differs' ? 'unknown' : 'good';

/** '2026-11-26' in the reader's zone: changes of one day stand together. */
export function dayOf(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
