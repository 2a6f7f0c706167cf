/**
 * Works off the jobs of the store (types.ts): the oldest first, a few at once. A job that a stop interrupts waits again; one that a
 * crash interrupts is begun once more (store/jobs/types.ts).
 */
import { type Clock, instantOf } from '../base/clock.ts';
import { failed, ok, type Problem } from '../base/result.ts';
import type { Job, WholeJob } from '../store/jobs/types.ts';
import type { Report } from '../store/reports/types.ts';
import type { Store } from '../store/types.ts';
import { splitOptions } from './beside.ts';
import { JobEvents } from './job-events.ts';
import { JobListeners } from './job-listeners.ts';
import { MAX_INPUT_BYTES } from './limits.ts';
import { packInput, unpackInput } from './packed-files.ts';
import { aboutOf, reportOf } from './report-of.ts';
import { Throttle } from './throttle.ts';
import type { Answer, AskOptions, Desk, JobRunner } from './types.ts';
import { type Patience, untilStored } from './until-stored.ts';
import { within } from './within.ts';

export interface JobRunnerOptions {
  readonly store: Pick<Store, 'jobs' | 'reports'>;
  readonly desk: Pick<Desk, 'ask' | 'languages' | 'sayAgain'>;
  readonly clock: Clock;
  /** Jobs under way at the same time. Default 3. */
  readonly atOnce?: number;
  /** Jobs that may wait. Default 1,000. */
  readonly maxQueued?: number;
  /** Told of what went wrong beside the jobs: a store that cannot be written, a listener that throws. */
  readonly onFault?: (error: unknown) => void;
}

/** A store that failed is tried again after this. */
const RETRY_MS = 5000;
const PROGRESS_EVERY_MS = 1000;
/** The end of a job that the store did not take is told again after this. */
const TRY_EVERY_MS = 1000;
/** While another program holds the store. */
const MAX_TRIES = 30;
/** A stop waits so long for those under way. */
const STOP_MS = 10_000;
/** Waiting jobs that can be followed after a restart. */
const MAX_REMEMBERED = 200;

interface Running {
  readonly job: Job;
  readonly abort: AbortController;
  isCancelled: boolean;
  ended: Promise<void>;
}

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  return new Runner(options);
}

class Runner implements JobRunner {
  readonly #store: JobRunnerOptions['store'];
  readonly #desk: JobRunnerOptions['desk'];
  readonly #clock: Clock;
  readonly #atOnce: number;
  readonly #maxQueued: number;
  readonly #onFault: (error: unknown) => void;
  readonly #events: JobEvents;
  readonly #patience: Patience;
  /** For what may fail in the end. */
  readonly #briefly: Patience;
  readonly #running = new Map<string, Running>();
  readonly #listeners: JobListeners;
  #waiting = 0;
  #isOpen = false;
  #isStopping = false;
  #claiming: Promise<void> | undefined;
  #claim: Promise<boolean> | undefined;
  #isAskedAgain = false;
  #retry: NodeJS.Timeout | undefined;

  constructor({
    store,
    desk,
    clock,
    atOnce = 3,
    maxQueued = 1000,
    onFault = () => undefined,
  }: JobRunnerOptions) {
    this.#store = store;
    this.#desk = desk;
    this.#clock = clock;
    this.#atOnce = atOnce;
    this.#maxQueued = maxQueued;
    this.#onFault = onFault;
    this.#events = new JobEvents(clock.monotonicMs, onFault);
    this.#listeners = new JobListeners(onFault);
    this.#patience = { everyMs: TRY_EVERY_MS, waitsFor: () => !this.#isStopping, onFault };
    this.#briefly = {
      ...this.#patience,
      waitsFor: (code, tries) => code === 'locked' && tries < MAX_TRIES && !this.#isStopping,
    };
  }

  readonly start: JobRunner['start'] = async () => {
    const recovered = await this.#store.jobs.recover(this.#now());
    const { items } = await this.#store.jobs.list({ state: 'queued' }, { limit: MAX_REMEMBERED });
    for (const { id } of items) this.#events.tell(id, { kind: 'state', state: 'queued' });
    this.#waiting = await this.#store.jobs.countQueued();
    this.#isOpen = true;
    this.#wake();
    return recovered;
  };

  readonly submit: JobRunner['submit'] = async (asked) => {
    if (this.#isStopping) return failed('stopping', 'The server is being stopped; ask again in a moment.');
    const { kind, askedBy, personId, subjectId } = asked;
    const input = packInput(asked);
    const { options, beside } = splitOptions(asked.options);
    if (input.length > MAX_INPUT_BYTES + MAX_HEAD_BYTES)
      return failed(
        'too-large',
        `The input has ${input.length} bytes; at most ${MAX_INPUT_BYTES} are taken.`,
        {
          size: input.length,
          limit: MAX_INPUT_BYTES,
        },
      );
    if ((await this.#store.jobs.countQueued()) >= this.#maxQueued)
      return failed('queue-full', `${this.#maxQueued} jobs wait already; ask again when some have ended.`, {
        limit: this.#maxQueued,
      });
    const job = await this.#store.jobs.add({
      kind,
      about: asked.about ?? aboutOf(asked),
      askedBy,
      options,
      createdAt: this.#now(),
      input,
      ...(beside !== undefined && { beside }),
      ...(personId !== undefined && { personId }),
      ...(subjectId !== undefined && { subjectId }),
    });
    this.#waiting += 1;
    this.#tellState(job.id, 'queued');
    this.#wake();
    return ok(job);
  };

  readonly cancel: JobRunner['cancel'] = async (id) => {
    const wasCancelled = await this.#store.jobs.end(id, this.#now(), { state: 'cancelled' });
    if (!wasCancelled) return false;
    const running = this.#running.get(id) ?? (await this.#claimed(id));
    if (running === undefined) {
      this.#waiting -= 1;
      await this.#tellEnd(id, {});
    } else {
      running.isCancelled = true;
      running.abort.abort();
    }
    return true;
  };

  readonly follow: JobRunner['follow'] = (id, after, listener) => this.#events.follow(id, after, listener);

  readonly onEnd: JobRunner['onEnd'] = (listener) => this.#listeners.onEnd(listener);

  readonly onState: JobRunner['onState'] = (listener) => this.#listeners.onState(listener);

  readonly counts: JobRunner['counts'] = () => ({
    running: this.#running.size,
    waiting: Math.max(0, this.#waiting),
  });

  readonly stop: JobRunner['stop'] = async () => {
    this.#isStopping = true;
    this.#isOpen = false;
    clearTimeout(this.#retry);
    await this.#claiming;
    const running = [...this.#running.values()];
    for (const { abort } of running) abort.abort();
    await within(STOP_MS, Promise.all(running.map(({ ended }) => ended)));
  };

  #now(): string {
    return instantOf(this.#clock.nowMs());
  }

  /** Takes jobs until as many run as may; asked while it does so, it looks once more. */
  #wake(): void {
    this.#isAskedAgain = true;
    this.#claiming ??= this.#claimAll().finally(() => {
      this.#claiming = undefined;
      // Asked while the last look was ending.
      if (this.#isAskedAgain && this.#isOpen) this.#wake();
    });
  }

  async #claimAll(): Promise<void> {
    try {
      while (this.#isOpen && this.#isAskedAgain) {
        this.#isAskedAgain = false;
        while (this.#isOpen && this.#running.size < this.#atOnce) {
          this.#claim = this.#claimOne();
          if (!(await this.#claim)) break;
        }
      }
    } catch (error) {
      this.#onFault(error);
      this.#isAskedAgain = false;
      if (!this.#isOpen) return;
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => this.#wake(), RETRY_MS);
      this.#retry.unref();
    }
  }

  /** Takes the oldest one and begins it; false where none waits. */
  async #claimOne(): Promise<boolean> {
    const job = await this.#store.jobs.claim(this.#now());
    if (job === undefined) return false;
    this.#waiting -= 1;
    this.#begin(job);
    return true;
  }

  /** A job that was taken from the store just now, when it has begun. */
  async #claimed(id: string): Promise<Running | undefined> {
    // Why it was refused is told where it was asked for.
    await this.#claim?.catch(() => undefined);
    return this.#running.get(id);
  }

  #begin(job: Job): void {
    const running: Running = {
      job,
      abort: new AbortController(),
      isCancelled: false,
      ended: Promise.resolve(),
    };
    this.#running.set(job.id, running);
    this.#tellState(job.id, 'running');
    running.ended = this.#run(running)
      .catch((error: unknown) => this.#onFault(error))
      .finally(() => {
        this.#running.delete(job.id);
        this.#wake();
      });
  }

  async #run(running: Running): Promise<void> {
    const { abort } = running;
    const { id } = running.job;
    let job: WholeJob | undefined;
    try {
      job = await untilStored(() => this.#store.jobs.get(id), this.#briefly);
    } catch (error) {
      this.#onFault(error);
      return this.#fail(id, notRead);
    }
    if (running.isCancelled || job?.state !== 'running') return this.#tellEnd(id, {});
    if (this.#isStopping) return this.#release(id);
    const progress = new Throttle(PROGRESS_EVERY_MS, ([done, total]: readonly [number, number]) =>
      this.#store.jobs.progress(id, done, total).catch((error: unknown) => this.#onFault(error)),
    );
    const ask = {
      kind: job.kind,
      options: { ...job.options, ...job.beside } as AskOptions,
      ...unpackInput(job.input ?? new Uint8Array()),
    };
    const result = await this.#desk.ask(ask, {
      signal: abort.signal,
      onEvent: (event) => {
        this.#events.tell(id, event);
        if (event.kind === 'progress') progress.put([event.done, event.total]);
      },
    });
    await progress.end();
    if (running.isCancelled) return this.#tellEnd(id, {});
    if (this.#isStopping && !result.ok && result.problem.code === 'cancelled') return this.#release(id);
    if (!result.ok) return this.#fail(id, result.problem);
    let report: Report | undefined;
    try {
      const made = await reportOf(ask, result.value, job, this.#now(), this.#desk);
      report = await untilStored(() => this.#store.reports.addOfJob(id, this.#now(), made), this.#briefly);
    } catch (error) {
      this.#onFault(error);
      return this.#fail(id, notKept);
    }
    // Cancelled at the last moment: nothing was kept.
    await this.#tellEnd(id, report === undefined ? {} : { answer: result.value, report });
  }

  /** A job that has ended must not stand as running until the next start: the store is asked until it takes it. */
  async #fail(id: string, problem: Problem): Promise<void> {
    const end = { state: 'failed', problem } as const;
    await untilStored(() => this.#store.jobs.end(id, this.#now(), end), this.#patience);
    await this.#tellEnd(id, {});
  }

  /** It waits in the store for the next start; who listens is told that it waits. */
  async #release(id: string): Promise<void> {
    if (!(await this.#store.jobs.release(id))) return this.#tellEnd(id, {});
    this.#waiting += 1;
    this.#tellState(id, 'queued');
  }

  #tellState(id: string, state: 'queued' | 'running'): void {
    this.#events.tell(id, { kind: 'state', state });
    this.#listeners.tellState(id, state);
  }

  /** What the store says of the end is what everybody is told. */
  async #tellEnd(
    id: string,
    { answer, report }: { readonly answer?: Answer; readonly report?: Report },
  ): Promise<void> {
    const job = await this.#store.jobs.look(id);
    if (job === undefined || job.state === 'queued' || job.state === 'running') return;
    await this.#listeners.tellEnd({ job, ...(answer && { answer }), ...(report && { report }) });
    const { state, reportId, problem } = job;
    this.#events.tell(id, {
      kind: 'end',
      state,
      ...(reportId !== undefined && { reportId }),
      ...(problem !== undefined && { problem }),
    });
    this.#listeners.tellState(id, state);
  }
}

/** Of packed files: names and sizes. */
const MAX_HEAD_BYTES = 1024 * 1024;

const notKept: Problem = {
  code: 'not-kept',
  message: 'It was done, but its report could not be stored; the log says why. Ask again.',
};

const notRead: Problem = {
  code: 'not-read',
  message: 'What was asked could not be read from the store; the log says why. Ask again.',
};
