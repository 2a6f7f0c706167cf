/** Marks of direction made visible: what others wrote must not turn the text of a page around (Trojan source, UAX #9). Pure. */

/** ALM, LRM, RLM, the embeddings and overrides, the isolates. */
const marks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Each as ⟨U+202E⟩; everything else as it is. */
export const showMarks = (text: string): string =>
  text.replace(marks, (mark) => `⟨U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

/** Members whose places are counted elsewhere: their marks are shown where they are cut. */
const counted = ['quote'];

/** The same in all texts of a JSON value; what has no mark is the same object. */
export function withMarksShown<T>(value: T): T {
  return shown(value) as T;
}

function shown(value: unknown): unknown {
  if (typeof value === 'string') return showMarks(value);
  if (Array.isArray(value)) {
    const items = value.map(shown);
    return items.every((item, place) => item === value[place]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const before = Object.entries(value);
  const after = before.map(([name, one]) => [name, counted.includes(name) ? one : shown(one)] as const);
  return after.every(([, one], place) => one === before[place]?.[1]) ? value : Object.fromEntries(after);
}
