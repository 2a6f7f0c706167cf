/**
 * What jobs told, kept for those who come late: of each job the lines and its last progress, at most 1,000; of jobs that ended the
 * latest 100, for ten minutes.
 */
import type { JobEvent, NumberedJobEvent } from './types.ts';

const MAX_EVENTS = 1000;
const MAX_ENDED = 100;
const ENDED_FOR_MS = 600_000;

interface Told {
  readonly events: NumberedJobEvent[];
  readonly listeners: Set<(event: NumberedJobEvent) => void>;
  last: number;
  endedAtMs: number | undefined;
}

export class JobEvents {
  readonly #jobs = new Map<string, Told>();
  readonly #nowMs: () => number;
  readonly #onFault: (error: unknown) => void;

  /** `nowMs`: monotonic. */
  constructor(nowMs: () => number, onFault: (error: unknown) => void) {
    this.#nowMs = nowMs;
    this.#onFault = onFault;
  }

  /** Tells it to all who listen; an end is the last that a job tells. */
  tell(id: string, event: JobEvent): void {
    const told = this.#of(id);
    if (told.endedAtMs !== undefined) return;
    told.last += 1;
    const numbered = { id: told.last, event };
    // Of progress only the latest means anything.
    if (event.kind === 'progress') drop(told.events, ({ event: { kind } }) => kind === 'progress');
    told.events.push(numbered);
    if (told.events.length > MAX_EVENTS) drop(told.events, ({ event: { kind } }) => kind === 'evidence');
    if (event.kind === 'end') told.endedAtMs = this.#nowMs();
    for (const listener of told.listeners) this.#pass(listener, numbered);
    if (event.kind === 'end') {
      told.listeners.clear();
      this.#forget();
    }
  }

  /**
   * undefined where nothing is known of the job. `after`: the number of the last event that the listener had; it may be one of another
   * process, before a restart: numbers beyond ours mean nothing here, and an end is told in any case.
   */
  follow(id: string, after: number, listener: (event: NumberedJobEvent) => void): (() => void) | undefined {
    this.#forget();
    const told = this.#jobs.get(id);
    if (told === undefined) return undefined;
    // Listening begins first: what is told meanwhile comes behind.
    if (told.endedAtMs === undefined) told.listeners.add(listener);
    const from = after > told.last ? 0 : after;
    for (const one of told.events) if (one.id > from || one.event.kind === 'end') this.#pass(listener, one);
    return () => told.listeners.delete(listener);
  }

  #of(id: string): Told {
    const known = this.#jobs.get(id);
    if (known !== undefined) return known;
    const fresh: Told = { events: [], listeners: new Set(), last: 0, endedAtMs: undefined };
    this.#jobs.set(id, fresh);
    return fresh;
  }

  #pass(listener: (event: NumberedJobEvent) => void, event: NumberedJobEvent): void {
    try {
      listener(event);
    } catch (error) {
      this.#onFault(error);
    }
  }

  #forget(): void {
    const ended = [...this.#jobs].filter(([, { endedAtMs }]) => endedAtMs !== undefined);
    const now = this.#nowMs();
    for (const [place, [id, { endedAtMs = 0 }]] of ended.entries())
      if (ended.length - place > MAX_ENDED || now - endedAtMs > ENDED_FOR_MS) this.#jobs.delete(id);
  }
}

/** Takes the first that fits away. */
function drop<T>(items: T[], fits: (item: T) => boolean): void {
  const at = items.findIndex(fits);
  if (at !== -1) items.splice(at, 1);
}
