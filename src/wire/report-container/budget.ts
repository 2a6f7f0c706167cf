/** What one container may still cost; shared by all that lies inside it. */
import { failed, type Problem } from '../../base/result.ts';
import type { ContainerLimits } from './types.ts';

const CONTAINER_LIMITS: ContainerLimits = {
  inflatedBytes: 64 * 1024 * 1024,
  heldBytes: 16 * 1024 * 1024,
  depth: 5,
  entries: 1_000,
};

export class Budget {
  readonly limits: ContainerLimits;
  #inflated = 0;
  #entries = 0;

  constructor(limits: Partial<ContainerLimits>) {
    this.limits = { ...CONTAINER_LIMITS, ...limits };
  }

  /** Counts inflated bytes; a problem ('inflated-too-large') once there are too many. */
  takeInflated(bytes: number): Problem | undefined {
    this.#inflated += bytes;
    return this.#inflated <= this.limits.inflatedBytes ? undefined : this.tooLarge;
  }

  get tooLarge(): Problem {
    return failed(
      'inflated-too-large',
      `The compressed data inflates to more than ${this.limits.inflatedBytes} bytes; reading stopped there.`,
    ).problem;
  }

  /** True while another entry may be opened. */
  takeEntry(): boolean {
    return ++this.#entries <= this.limits.entries;
  }
}
