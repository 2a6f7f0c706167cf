/** The three states in the documents' own names. */
import type { Tone } from '../components/chip.tsx';
import type { Mark } from '../documents/types.ts';

const tones: Readonly<Record<Mark, 'bad' | 'good' | 'unknown'>> = {
  fail: 'bad',
  pass: 'good',
  unknown: 'unknown',
  note: 'unknown',
};

export const toneOfMark = (mark: Mark): 'bad' | 'good' | 'unknown' => tones[mark] ?? 'unknown';

/** How heavy a failure of an audit weighs, as a colour: advice is not an alarm. */
export function toneOfSeverity(severity: string | undefined, mark: Mark): Tone | 'warn' {
  if (mark !== 'fail') return toneOfMark(mark);
  return severity === 'notice' ? 'plain' : severity === 'warning' ? 'warn' : 'bad';
}

const heavy = ['refused', 'policy'];

/** What follows from a finding of a message: refused and demanded are bad, the rest is worth a look. */
export const toneOfClass = (consequence: string, mark: Mark): Tone | 'warn' =>
  mark !== 'fail'
    ? toneOfMark(mark)
    : heavy.includes(consequence)
      ? 'bad'
      : consequence === 'information'
        ? 'unknown'
        : 'warn';
