/** Which of many fixed phrases stands last in a text, in one walk from its end. */

const MASK = 1023;

/** Phrases of at least three characters with what each means; text and phrases are compared as they are. */
export class LastPhrase<T> {
  /** 1 where a phrase begins with three characters of this key. */
  readonly #table = new Uint8Array(MASK + 1);
  readonly #byKey = new Map<number, (readonly [phrase: string, meaning: T])[]>();

  constructor(phrases: readonly (readonly [phrase: string, meaning: T])[]) {
    for (const entry of phrases) {
      const key = keyAt(entry[0], 0);
      this.#table[key] = 1;
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, [entry]);
      else known.push(entry);
    }
  }

  /**
   * The first answer that `accept` gives (the meaning itself without it), asked of each phrase where it stands last, the last
   * one first; of several that begin at one place, in the order of the list.
   */
  find(text: string): T | undefined;
  find<R>(text: string, accept: (meaning: T, at: number) => R | undefined): R | undefined;
  find(text: string, accept: (meaning: T, at: number) => unknown = (meaning) => meaning): unknown {
    const seen: string[] = [];
    const table = this.#table;
    for (let at = text.length - 3; at >= 0; at -= 1) {
      const key = keyAt(text, at);
      if (table[key] !== 1) continue;
      for (const [phrase, meaning] of this.#byKey.get(key) ?? []) {
        if (!text.startsWith(phrase, at) || seen.includes(phrase)) continue;
        seen.push(phrase);
        const answer = accept(meaning, at);
        if (answer !== undefined) return answer;
      }
    }
    return undefined;
  }
}

function keyAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & MASK;
}
