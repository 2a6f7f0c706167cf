/**
 * What earlier lines of a log told about a queue id: sender, size, client; joined to the deliveries that follow.
 * Limits: 50,000 ids, and 50,000 things told; the oldest is forgotten first.
 */

/** Facts of a message known by its queue id. */
export interface QueueFacts {
  readonly sender?: string;
  readonly messageSizeBytes?: number;
  readonly messageId?: string;
  readonly clientHost?: string;
  readonly clientIp?: string;
  readonly helo?: string;
  readonly login?: string;
}

/** The last failed attempt of a message, so that an expiry can carry its cause. */
export interface LastFailure {
  readonly recipient?: string;
  readonly remoteHost?: string;
  readonly remoteIp?: string;
  readonly enhancedStatus?: string;
  readonly replyCode?: number;
  readonly text: string;
}

const MAX_IDS = 50_000;

/** A bounded memory of queue ids. */
export class QueueMemory {
  readonly #facts = new Map<string, QueueFacts>();
  readonly #failures = new Map<string, LastFailure>();

  /** Adds facts to those known of the id. */
  remember(queueId: string, facts: QueueFacts): void {
    const known = this.#facts.get(queueId);
    if (known === undefined) forgetOldest(this.#facts);
    this.#facts.set(queueId, { ...known, ...facts });
  }

  rememberFailure(queueId: string, failure: LastFailure): void {
    if (!this.#failures.has(queueId)) forgetOldest(this.#failures);
    this.#failures.set(queueId, failure);
  }

  factsOf(queueId: string | undefined): QueueFacts {
    return queueId === undefined ? {} : (this.#facts.get(queueId) ?? {});
  }

  failureOf(queueId: string | undefined): LastFailure | undefined {
    return queueId === undefined ? undefined : this.#failures.get(queueId);
  }
}

/** Of what lines of a log told already: programs tell of one refusal in several. Bounded. */
export class ToldMemory {
  readonly #told = new Map<string, true>();

  /** Is it the first line that tells `what` of the connection or message `id`? Without an id nobody knows, and each counts as the first. */
  isNew(id: string | undefined, what: string): boolean {
    if (id === undefined) return true;
    const key = `${id} ${what}`;
    if (this.#told.has(key)) return false;
    forgetOldest(this.#told);
    this.#told.set(key, true);
    return true;
  }
}

/** Makes room for one more. */
export function forgetOldest(map: Map<string, unknown>): void {
  if (map.size < MAX_IDS) return;
  const oldest = map.keys().next();
  if (oldest.done !== true) map.delete(oldest.value);
}
