/** The routes of watching over a real store and real watching, asked by callers of each role. Test support. */
import { type TestJobs, testJobs, testWatch } from '../../watch/testing.ts';
import type { Watch } from '../../watch/types.ts';
import { createApiApp } from '../app.ts';
import { type TestApp, testApp } from '../testing.ts';

/** Who may all: a token of a test, with its scopes in its name. */
export const admin = 'root.read.ask.write.admin';
/** Who may read, ask and write. */
export const operator = 'op.read.ask.write';
/** Who may read. */
export const viewer = 'eve.read';

type OnState = (id: string, state: 'queued') => void;

/** Who asks (nobody where left out), what with, and the version that was read. */
interface Call {
  readonly who?: string;
  readonly body?: unknown;
  readonly match?: string;
}

/** The API with watching, and what the test holds of it. */
export interface WatchApi {
  readonly app: TestApp;
  readonly watch: Watch;
  readonly jobs: TestJobs;
  /** Who listens to the states of jobs. */
  readonly states: OnState[];
  readonly call: (method: string, path: string, call?: Call) => Promise<Response>;
  readonly close: () => Promise<void>;
}

/** Opens it over a store in a folder of its own. */
export async function openWatchApi(): Promise<WatchApi> {
  const app = await testApp();
  const jobs = testJobs(app.store, app.clock);
  const watch = testWatch(app.store, app.clock, jobs);
  const states: OnState[] = [];
  const runner = {
    ...app.services.jobs,
    ...jobs,
    onState: (listener: OnState) => {
      states.push(listener);
      return () => states.splice(states.indexOf(listener), 1);
    },
  };
  const api = createApiApp({ ...app.services, watch, jobs: runner as never });
  return {
    app,
    watch,
    jobs,
    states,
    call: async (method, path, { who, body, match } = {}) =>
      api.request(`/api/v1${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(who !== undefined && { authorization: `Bearer wp_${who}` }),
          ...(match !== undefined && { 'if-match': match }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    close: async () => {
      await watch.stop();
      await app.close();
    },
  };
}

/** What an answer holds, as the test expects it. */
export const json = async (answer: Response | Promise<Response>) => (await (await answer).json()) as never;
