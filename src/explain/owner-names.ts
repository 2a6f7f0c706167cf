/** Whose hosts are, by name: lines of a log name the same few again and again. Remembered: 4,000 names. */
import { ownCopy } from '../base/own-copy.ts';
import { organisation } from './organisation.ts';

const MAX_NAMES = 4_000;

/** A memory of owners. */
export class OwnerNames {
  readonly #owners = new Map<string, string>();

  /** The registrable domain in lower case, which hosts of one owner share; the name itself where it has none. */
  of(name: string): string {
    const known = this.#owners.get(name);
    if (known !== undefined) return known;
    if (this.#owners.size >= MAX_NAMES) this.#owners.clear();
    const owner = ownCopy((organisation(name) ?? name).toLowerCase());
    this.#owners.set(ownCopy(name), owner);
    return owner;
  }
}
