/** Events while something is asked: progress, and evidence as lines; nothing after the ask has ended. */
import type { Mark } from '../findings/say/fix-lines.ts';
import type { AskEvent } from './types.ts';

/** Lines of one ask: more would be read by nobody. */
const MAX_LINES = 500;

export interface ShownLine {
  readonly mark: Mark;
  readonly word: string;
  readonly label: string;
  readonly detail: string;
  readonly elapsedMs?: number;
}

const states = { fail: 'bad', pass: 'good', unknown: 'unknown', note: undefined } as const;

export class AskEvents {
  readonly #listener: ((event: AskEvent) => void) | undefined;
  readonly #onFault: (error: unknown) => void;
  readonly #told = new Set<string>();
  #done = 0;
  #total = 0;
  #isOver = false;

  constructor(
    listener: ((event: AskEvent) => void) | undefined,
    onFault: (error: unknown) => void = () => undefined,
  ) {
    this.#listener = listener;
    this.#onFault = onFault;
  }

  /** False: whoever makes lines can spare the work. */
  get isWatched(): boolean {
    return this.#listener !== undefined && !this.#isOver && this.#told.size < MAX_LINES;
  }

  /** What a line says, once; notes say that a question does not arise and are left out. */
  line({ mark, word, label, detail, elapsedMs }: ShownLine): void {
    const state = states[mark];
    if (state === undefined || !this.isWatched) return;
    const key = JSON.stringify([word, label, detail]);
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#tell({
      kind: 'evidence',
      state,
      result: word,
      question: label,
      answer: detail,
      ...(elapsedMs !== undefined && { ms: elapsedMs }),
    });
  }

  /** Lines of what is known so far: a check that stumbles over a part must not end the whole. */
  lines(make: () => Iterable<ShownLine>): void {
    if (!this.isWatched) return;
    try {
      for (const line of make()) this.line(line);
    } catch (error) {
      this.#onFault(error);
    }
  }

  /** So many more things to do. */
  more(count: number): void {
    this.#total += count;
    this.#progress();
  }

  /** One of them is done. */
  did(count = 1): void {
    this.#done += count;
    this.#progress();
  }

  /** Nothing is told after this. */
  end(): void {
    this.#isOver = true;
  }

  #progress(): void {
    if (this.#isOver) return;
    this.#tell({ kind: 'progress', done: Math.min(this.#done, this.#total), total: this.#total });
  }

  #tell(event: AskEvent): void {
    this.#listener?.(event);
  }
}
