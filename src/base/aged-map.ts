/**
 * A map that knows its oldest key. An iterator over a Map that begins anew passes every key that was deleted before (V8), and one that waits
 * keeps all that was in the map since, so that it goes on while it is asked and is let go when it is not.
 */
export class AgedMap<V> {
  readonly #map = new Map<string, V>();
  #keys: Iterator<string> | undefined;
  /** Keys deleted since the oldest was asked for. */
  #deleted = 0;

  get size(): number {
    return this.#map.size;
  }

  get(key: string): V | undefined {
    return this.#map.get(key);
  }

  has(key: string): boolean {
    return this.#map.has(key);
  }

  /** A key that was there keeps its age: delete it first. */
  set(key: string, value: V): void {
    this.#map.set(key, value);
  }

  delete(key: string): boolean {
    const isDeleted = this.#map.delete(key);
    if (isDeleted && ++this.#deleted > this.#map.size / 4) this.#keys = undefined;
    return isDeleted;
  }

  /** The oldest, which is to be deleted then: it is given once. */
  oldest(): string | undefined {
    this.#deleted = 0;
    this.#keys ??= this.#map.keys();
    const { value, done } = this.#keys.next();
    if (done !== true) return value;
    // An iterator that has ended sees nothing that is set later.
    this.#keys = this.#map.keys();
    return this.#keys.next().value;
  }

  /** All values, the oldest first. */
  values(): Iterable<V> {
    return this.#map.values();
  }
}
