/** Names for the parts of the API's types that many pages use. */
import type { Job, Person, SignedIn } from './types.ts';

export type {
  Comparison,
  Job,
  Meta,
  PublicAnswer,
  Recognised,
  Report,
  ReportSummary,
  SharedReport,
} from './types.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Given back as `after` for what is behind; absent on the last page. */
  readonly next?: string;
}

export type AskKind = Job['kind'];
export type PersonView = Person;
export type SessionView = SignedIn;
export type Scope = SignedIn['scopes'][number];
