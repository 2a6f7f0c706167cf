/** Where the reader stands in a container. */
import type { Budget } from './budget.ts';

/** Where in the container, and how deep. */
export interface Position {
  readonly place: string;
  readonly depth: number;
  readonly budget: Budget;
}
