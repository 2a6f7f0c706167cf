/** The job that audits a watched name. */
import type { AskOptions, NewJob } from '../../desk/types.ts';
import type { WatchedSubject } from '../../store/inventory/types.ts';
import type { Job, JobRepository } from '../../store/jobs/types.ts';

/** The audit of a subject, with its change plan. */
export function jobFor(
  subject: WatchedSubject,
  askedBy: string,
  language: string,
  personId?: string,
): NewJob {
  return {
    kind: 'audit',
    input: new TextEncoder().encode(subject.name),
    options: { ...(subject.options as AskOptions), plan: true, language },
    about: subject.name,
    askedBy,
    subjectId: subject.id,
    ...(personId !== undefined && { personId }),
  };
}

/** The job of a subject that waits or runs. */
export async function openJobOf(
  jobs: Pick<JobRepository, 'list'>,
  subjectId: string,
): Promise<Job | undefined> {
  for (const state of ['running', 'queued'] as const) {
    const { items } = await jobs.list({ state, subjectId }, { limit: 1 });
    if (items[0] !== undefined) return items[0];
  }
  return undefined;
}
