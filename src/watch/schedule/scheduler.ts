/**
 * Begins the audits that are due. A list of due times in the store rather than a timer for each name: it survives a restart as it is.
 *
 * Nothing runs twice: before a job is made, the jobs that wait or run are asked for one of the same name; after it is made, the next
 * regular time is written at once, and again when it ended. A stop between the two finds the job in the store.
 * After a long stop everything is overdue: those names get new times, one after the other, before the first begins.
 */
import { type Clock, instantOf } from '../../base/clock.ts';
import type { EndedJob, JobRunner } from '../../desk/types.ts';
import type { WatchedSubject } from '../../store/inventory/types.ts';
import type { Store } from '../../store/types.ts';
import { jobFor, openJobOf } from '../inventory/audit-job.ts';
import { MAX_SUBJECTS } from '../inventory/subjects.ts';
import type { Settings } from '../types.ts';
import { catchUpTimes, regularTime } from './due-times.ts';
import type { Intake } from './intake.ts';
import { createListPace } from './list-pace.ts';

export interface SchedulerNeeds {
  readonly store: Pick<Store, 'inventory' | 'jobs' | 'listings'>;
  readonly jobs: Pick<JobRunner, 'submit'>;
  readonly settings: Settings;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly chance: () => number;
}

export interface Scheduler {
  /** Spreads what is overdue. Once, before the first `tick`. */
  readonly catchUp: () => Promise<number>;
  /** Begins what is due, as far as limits allow; answers how many. One at a time. */
  readonly tick: () => Promise<number>;
  /** To be told of every job that ended. */
  readonly ended: (job: EndedJob) => Promise<void>;
}

/** Who asks, where nobody did. */
const SCHEDULE = 'schedule';

/** Questions of a name to one list where it has no history yet: its domain, its address, its mail host. */
const UNKNOWN_QUESTIONS = 3;

/** Overdue by more than this, names are waiting since a stop. */
const OVERDUE_MS = 10 * 60_000;

export function createScheduler(needs: SchedulerNeeds): Scheduler {
  const { store, jobs, settings, intake, clock, chance } = needs;
  const pace = createListPace();

  const begin = async (subject: WatchedSubject): Promise<'begun' | 'under-way' | 'full'> => {
    const isUnderWay = (await openJobOf(store.jobs, subject.id)) !== undefined;
    if (!isUnderWay) {
      const { language } = (await settings.get('alerts')).value;
      const submitted = await jobs.submit(jobFor(subject, SCHEDULE, language));
      if (!submitted.ok) return 'full';
    }
    const nextAuditAt = regularTime(subject.name, subject.everyHours, clock.nowMs(), chance());
    await store.inventory.audited(subject.id, { nextAuditAt });
    return isUnderWay ? 'under-way' : 'begun';
  };

  return {
    catchUp: async () => {
      const nowMs = clock.nowMs();
      const overdue = await store.inventory.due(instantOf(nowMs - OVERDUE_MS), MAX_SUBJECTS);
      const times = catchUpTimes(overdue.length, nowMs);
      for (const [place, { id }] of overdue.entries()) {
        const nextAuditAt = times[place];
        if (nextAuditAt !== undefined) await store.inventory.audited(id, { nextAuditAt });
      }
      return overdue.length;
    },
    tick: async () => {
      const { isEnabled, maxAtOnce, listQuestionsPerMinute } = (await settings.get('schedule')).value;
      if (!isEnabled) return 0;
      let free = maxAtOnce - (await scheduledJobs(store.jobs, maxAtOnce));
      if (free <= 0) return 0;
      const nowMs = clock.nowMs();
      const due = await store.inventory.due(instantOf(nowMs), maxAtOnce * 2);
      const weights = due.length === 0 ? new Map<string, number>() : await questionsOf(store.listings);
      let begun = 0;
      for (const subject of due) {
        if (free <= 0) break;
        const questions =
          subject.options.lists === false ? 0 : (weights.get(subject.id) ?? UNKNOWN_QUESTIONS);
        // The longest waiting first: lighter ones behind it do not overtake for ever.
        if (!pace.take(questions, listQuestionsPerMinute, nowMs)) break;
        const what = await begin(subject);
        if (what === 'full') break;
        if (what === 'begun') {
          begun += 1;
          free -= 1;
        }
      }
      return begun;
    },
    ended: async ({ job, report }) => {
      if (job.kind !== 'audit' || job.subjectId === undefined) return;
      if (report !== undefined) await intake.take(job.subjectId, report);
      else if (job.state === 'failed' && job.problem !== undefined)
        await intake.takeFailure(job.subjectId, job.problem);
    },
  };
}

/** How many audits of watched names wait or run; counting stops at `limit`. */
async function scheduledJobs(jobs: SchedulerNeeds['store']['jobs'], limit: number): Promise<number> {
  let count = 0;
  for (const state of ['running', 'queued'] as const) {
    const { items } = await jobs.list({ state }, { limit: 200 });
    count += items.filter(({ askedBy, subjectId }) => subjectId !== undefined && askedBy === SCHEDULE).length;
    if (count >= limit) break;
  }
  return count;
}

/** Subject → how many names and addresses of it the last audits put to lists. */
async function questionsOf(
  listings: SchedulerNeeds['store']['listings'],
): Promise<ReadonlyMap<string, number>> {
  const bySubject = Map.groupBy(await listings.current(), ({ subjectId }) => subjectId);
  return new Map(
    [...bySubject].map(([id, spans]) => [id, new Set(spans.map(({ about }) => about)).size] as const),
  );
}
