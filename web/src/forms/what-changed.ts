/** What somebody else changed while a form was open. */

/** A field in words. */
export interface Told {
  readonly label: string;
  readonly text: string;
}

/** The rows of `now` that were another text before, in their order. Pure. */
export function whatChanged(before: readonly Told[], now: readonly Told[]): readonly Told[] {
  const were = new Map(before.map(({ label, text }) => [label, text]));
  return now.filter(({ label, text }) => were.get(label) !== text);
}
