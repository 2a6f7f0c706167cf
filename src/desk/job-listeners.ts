/** Who is told of all jobs: of each end, and of each change of state. One that throws harms nobody else. */
import type { JobState } from '../store/jobs/types.ts';
import type { EndedJob } from './types.ts';
import { within } from './within.ts';

/** Whoever is told of an end holds up nobody longer. */
const LISTENER_MS = 30_000;

type EndListener = (ended: EndedJob) => void | Promise<void>;
type StateListener = (id: string, state: JobState) => void;

export class JobListeners {
  readonly #ofEnds = new Set<EndListener>();
  readonly #ofStates = new Set<StateListener>();
  readonly #onFault: (error: unknown) => void;

  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  /** Answers how to stop. */
  onEnd(listener: EndListener): () => void {
    this.#ofEnds.add(listener);
    return () => this.#ofEnds.delete(listener);
  }

  /** Answers how to stop. */
  onState(listener: StateListener): () => void {
    this.#ofStates.add(listener);
    return () => this.#ofStates.delete(listener);
  }

  /** One after the other, each awaited. */
  async tellEnd(ended: EndedJob): Promise<void> {
    for (const listener of this.#ofEnds) {
      try {
        await within(LISTENER_MS, Promise.resolve(listener(ended)));
      } catch (error) {
        this.#onFault(error);
      }
    }
  }

  tellState(id: string, state: JobState): void {
    for (const listener of this.#ofStates) {
      try {
        listener(id, state);
      } catch (error) {
        this.#onFault(error);
      }
    }
  }
}
