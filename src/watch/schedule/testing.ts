/** Test support: watching as a whole on a store of its own, with a scheduler whose rounds are the test's. */
import type { WatchedSubject } from '../../store/inventory/types.ts';
import type { Store } from '../../store/types.ts';
import {
  type SetClock,
  setClock,
  type TestJobs,
  testDesk,
  testJobs,
  testStore,
  testTexts,
  testWatch,
} from '../testing.ts';
import type { NewSubject, Watch } from '../types.ts';
import { openIntake } from './intake.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

/** A person who watches. */
export const byOperator = {
  kind: 'person',
  id: '0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10',
  name: 'op@example.org',
} as const;

export interface WatchStage {
  readonly clock: SetClock;
  readonly store: Store;
  readonly jobs: TestJobs;
  readonly watch: Watch;
  /** Adds a name that may be watched. */
  readonly add: (name: string, more?: Omit<NewSubject, 'name'>) => Promise<WatchedSubject>;
  /** The scheduler alone, so that its rounds are the test's; each call is a process that begins. */
  readonly scheduler: (more?: { readonly jobs?: TestJobs; readonly chance?: () => number }) => Scheduler;
  readonly end: () => Promise<void>;
}

/** Watching as a whole on a store of its own: the clock and the audits are the test's. */
export async function openStage(): Promise<WatchStage> {
  const clock = setClock();
  const { store, end } = await testStore(clock);
  const jobs = testJobs(store, clock);
  const watch = testWatch(store, clock, jobs);
  const { settings, alerts } = watch;
  return {
    clock,
    store,
    jobs,
    watch,
    add: async (name, more) => {
      const added = await watch.subjects.add({ name, ...more });
      if (!added.ok) throw new Error(added.problem.message);
      return added.value;
    },
    scheduler: ({ jobs: runner = jobs, chance = () => 0.5 } = {}) => {
      const intake = openIntake({
        store,
        alerts: alerts as never,
        settings,
        clock,
        chance,
        textsIn: testTexts,
        desk: testDesk,
        changed: () => undefined,
      });
      return createScheduler({ store, jobs: runner, settings, intake, clock, chance });
    },
    end: async () => {
      await watch.stop();
      await end();
    },
  };
}
