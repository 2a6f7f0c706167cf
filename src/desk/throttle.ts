/** Passes values on, the first at once, then at most one in a while; of those that come too fast the last alone. */
export class Throttle<T> {
  readonly #everyMs: number;
  readonly #pass: (value: T) => Promise<void>;
  #held: { readonly value: T } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #under: Promise<void> = Promise.resolve();

  constructor(everyMs: number, pass: (value: T) => Promise<void>) {
    this.#everyMs = everyMs;
    this.#pass = pass;
  }

  put(value: T): void {
    this.#held = { value };
    if (this.#timer === undefined) this.#give();
  }

  /** What is held is not passed any more; waits for what is under way. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#held = undefined;
    await this.#under;
  }

  #give(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) return;
    this.#under = this.#under.then(() => this.#pass(held.value));
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#give();
    }, this.#everyMs);
    this.#timer.unref();
  }
}
