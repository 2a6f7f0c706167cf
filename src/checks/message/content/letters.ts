/** Letters counted by their case. */

export interface LetterCount {
  /** Letters of scripts that have capitals. */
  readonly letters: number;
  readonly capitals: number;
  /** Letters of scripts without. */
  readonly caseless: number;
}

/** Linear. 'ß' and other letters without a capital count as small. */
export function countLetters(text: string): LetterCount {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  const caseless = text.match(/\p{Lo}/gu)?.length ?? 0;
  return { letters: capitals + small, capitals, caseless };
}
