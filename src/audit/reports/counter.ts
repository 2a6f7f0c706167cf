/** Counting by name, with a limit on names: reports are written by strangers. */
import { ownCopy } from '../../base/own-copy.ts';
import type { Tally } from './types.ts';

export class Counter {
  readonly #counts = new Map<string, number>();
  readonly #maxNames: number;

  constructor(maxNames: number) {
    this.#maxNames = maxNames;
  }

  get size(): number {
    return this.#counts.size;
  }

  /** Names over the limit are not counted. */
  add(name: string, messages: number): void {
    const before = this.#counts.get(name);
    if (before !== undefined) this.#counts.set(name, before + messages);
    else if (this.#counts.size < this.#maxNames) this.#counts.set(ownCopy(name), messages);
  }

  addAll(other: Counter): void {
    for (const [name, messages] of other.#counts) this.add(name, messages);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Most first, equal ones by name. */
  top(max: number): readonly Tally[] {
    return [...this.#counts]
      .map(([name, messages]) => ({ name, messages }))
      .sort((one, other) => other.messages - one.messages || (one.name < other.name ? -1 : 1))
      .slice(0, max);
  }

  total(): number {
    return [...this.#counts.values()].reduce((sum, messages) => sum + messages, 0);
  }
}
