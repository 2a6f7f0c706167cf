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
  let letters = 0;
  let capitals = 0;
  let caseless = 0;
  for (const char of text) {
    if (char < '\u0080') {
      if (char >= 'A' && char <= 'Z') capitals += 1;
      if ((char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z')) letters += 1;
    } else if (/\p{Lu}/u.test(char)) {
      letters += 1;
      capitals += 1;
    } else if (/\p{Ll}/u.test(char)) letters += 1;
    else if (/\p{Lo}/u.test(char)) caseless += 1;
  }
  return { letters, capitals, caseless };
}
