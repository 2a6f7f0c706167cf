/**
 * What earlier lines of a log told about a queue id: sender, size, client; joined to the deliveries that follow.
 * Limits: 50,000 ids, and 50,000 things told; the oldest is forgotten first.
 */
import { AgedMap } from '../../base/aged-map.ts';

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
  readonly #facts = new AgedMap<QueueFacts>();
  readonly #failures = new AgedMap<LastFailure>();

  /** Adds facts to those known of the id. */
  remember(queueId: string, facts: QueueFacts): void {
    const known = this.#facts.get(queueId);
    if (known === undefined) forgetOldest(this.#facts);
    this.#facts.set(queueId, { ...known, ...facts });
  }

  /** What was said last of a host, naming no message ('connect to mx.example.org[192.0.2.1]:25: Connection refused'). */
  lastRemark: string | undefined;

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
  readonly #told = new AgedMap<true>();

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

/** Makes room for one more than there are, of `most`. */
export function forgetOldest(map: AgedMap<unknown>, most = MAX_IDS): void {
  if (map.size < most) return;
  const oldest = map.oldest();
  if (oldest !== undefined) map.delete(oldest);
}
