/** Text of strangers that shall be shown: what it looks like is what it is. */

/** Direction marks and overrides, line and paragraph separators, tag characters: they show nothing and change what is seen. */
const INVISIBLE = /[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/gu;

/** The text without characters that only deceive the eye. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}
