/** Lists of results: most records of a report have the same few, which then share one list. */
import type { XmlElement } from './element.ts';

const MAX_REMEMBERED = 2_000;
const MAX_KEY = 500;
const NOTHING: readonly never[] = [];

export class ListStore<T> {
  readonly #lists = new Map<string, readonly T[]>();

  /** What `read` makes of the elements; where it gives undefined, nothing. */
  list(elements: readonly XmlElement[], read: (element: XmlElement) => T | undefined): readonly T[] {
    if (elements.length === 0) return NOTHING;
    const key = elements.map(keyOf).join('\n');
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    // Spread, so that the list is as long as its memory.
    const list = [...elements.map(read).filter((one) => one !== undefined)];
    if (this.#lists.size < MAX_REMEMBERED && key.length <= MAX_KEY) this.#lists.set(key, list);
    return list;
  }
}

function keyOf({ children }: XmlElement): string {
  return children.map(({ name, text }) => `${name}=${text}`).join('\0');
}
