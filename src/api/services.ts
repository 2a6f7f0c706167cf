/** Everything the routes work with. `src/main` puts it together; tests put together what they need. */
import type { Desk, JobRunner } from '../desk/types.ts';
import type { People } from '../people/types.ts';
import type { Store } from '../store/types.ts';
import type { Watch } from '../watch/types.ts';
import type { EventStreams, KitServices } from './kit/index.ts';
import type { TrustsProxy } from './kit/types.ts';

/** What the configuration says. Read at each request: a reload may put another value behind a getter. */
export interface ApiSettings {
  /** Of the program. */
  readonly version: string;
  /** Where the server is reached: 'https://waypost.example.org', without a slash at the end. */
  readonly origin: string;
  /** Whether connections to this process are TLS. */
  readonly isTls: boolean;
  readonly trustsProxy: TrustsProxy;
  /** `public_ask` of waypost.toml. */
  readonly publicAsk: boolean;
  /** 'en': of answers to people who chose none. */
  readonly language: string;
}

/** What the API is given. */
export interface ApiServices extends KitServices {
  readonly store: Store;
  readonly desk: Desk;
  readonly jobs: JobRunner;
  readonly people: People;
  readonly watch: Watch;
  /** Server-sent events; `streams.stop()` at a graceful stop. */
  readonly streams: EventStreams;
  readonly settings: ApiSettings;
}
