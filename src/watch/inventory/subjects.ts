/** The inventory: names are added, changed, removed and audited on demand. */

import { z } from 'zod';
import { parseAuditSubject } from '../../audit/subject.ts';
import { type Clock, instantOf } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { JobRunner } from '../../desk/types.ts';
import type { WatchedSubject } from '../../store/inventory/types.ts';
import type { Job } from '../../store/jobs/types.ts';
import type { Store } from '../../store/types.ts';
import { faultsOf } from '../settings/settings.ts';
import type { NewSubject, Settings, Subjects } from '../types.ts';
import { jobFor, openJobOf } from './audit-job.ts';
import { everyHours, note, subjectOptions } from './subject-options.ts';
import { compareSubjects, viewSubject, worstFirst } from './subject-view.ts';

export interface SubjectsNeeds {
  readonly store: Pick<Store, 'inventory' | 'findings' | 'reports' | 'jobs'>;
  readonly jobs: Pick<JobRunner, 'submit' | 'cancel'>;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Addresses of a closed network may be watched. */
  readonly allowPrivate: boolean;
  /** Closes the alerts of a subject that goes. */
  readonly closeAlertsOf: (subjectId: string) => Promise<void>;
  readonly changed: (subjectId: string) => void;
}

/** As many as one process audits each day without haste. */
export const MAX_SUBJECTS = 1000;
const MAX_CHANGES = 500;

export function openSubjects(needs: SubjectsNeeds): Subjects {
  const { store, jobs, settings, clock, allowPrivate } = needs;
  const { inventory, findings } = store;
  const now = (): string => instantOf(clock.nowMs());
  const members = z.strictObject({
    everyHours: everyHours.optional(),
    options: subjectOptions(allowPrivate).optional(),
    note: note.optional(),
  });
  /** Options in canonical form, limits held. */
  const readMembers = (given: Omit<NewSubject, 'name'>): Result<z.infer<typeof members>> => {
    const read = members.safeParse(given);
    if (read.success) return ok(read.data);
    return failed('invalid', 'The subject cannot be stored as it is given.', {
      errors: faultsOf(read.error).map((one) => ({ ...one })),
    });
  };
  return {
    list: async () => {
      const [subjects, failures] = await Promise.all([inventory.list(), findings.failures()]);
      const bySubject = Map.groupBy(failures, ({ subjectId }) => subjectId);
      return subjects
        .map((subject) => viewSubject(subject, bySubject.get(subject.id) ?? []))
        .toSorted(compareSubjects);
    },
    get: async (id) => {
      const [subject, states] = await Promise.all([inventory.get(id), findings.statesOf(id)]);
      if (subject === undefined) return undefined;
      return viewSubject(
        subject,
        states.filter(({ outcome }) => outcome === 'fail'),
      );
    },
    add: async ({ name, ...given }) => {
      const parsed = parseAuditSubject(name, allowPrivate);
      if (!parsed.ok) return parsed;
      const read = readMembers(given);
      if (!read.ok) return read;
      if ((await inventory.list()).length >= MAX_SUBJECTS)
        return failed('too-many-subjects', `${MAX_SUBJECTS} names are watched already; remove one first.`, {
          limit: MAX_SUBJECTS,
        });
      const subject = parsed.value;
      const hours = read.value.everyHours ?? (await settings.get('schedule')).value.everyHours;
      const added = await inventory.add({
        // Whether a name is a domain or a host the first audit tells from DNS.
        kind: subject.kind === 'name' ? 'domain' : subject.kind,
        name: subject.name,
        everyHours: hours,
        options: (read.value.options ?? {}) as JsonObject,
        note: read.value.note ?? '',
        addedAt: now(),
        failedAudits: 0,
        // The first audit is due at once: whoever adds a name wants to see it.
        ...(hours > 0 && { nextAuditAt: now() }),
      });
      if (added === undefined)
        return failed('watched-already', `${subject.name} is watched already.`, { name: subject.name });
      needs.changed(added.id);
      return ok(added);
    },
    change: async (id, version, given) => {
      const read = readMembers(given);
      if (!read.ok) return read;
      const change: Parameters<typeof inventory.change>[2] = {
        ...(read.value.everyHours !== undefined && {
          everyHours: read.value.everyHours,
          nextAuditAt: read.value.everyHours > 0 ? now() : null,
        }),
        ...(read.value.options !== undefined && { options: read.value.options as JsonObject }),
        ...(read.value.note !== undefined && { note: read.value.note }),
      };
      const changed = await inventory.change(id, version, change);
      if (changed.ok) needs.changed(id);
      return ok(changed);
    },
    remove: async (id) => {
      const job = await openJobOf(store.jobs, id);
      if (job !== undefined) await jobs.cancel(job.id);
      await needs.closeAlertsOf(id);
      const isRemoved = await inventory.remove(id);
      if (isRemoved) needs.changed(id);
      return isRemoved;
    },
    auditNow: async (id, by): Promise<Result<Job>> => {
      const subject = await inventory.get(id);
      if (subject === undefined) return failed('not-found', 'No such subject is watched.');
      const under = await openJobOf(store.jobs, id);
      if (under !== undefined) return ok(under);
      const { language } = (await settings.get('alerts')).value;
      return jobs.submit(jobFor(subject, by.name, language, by.kind === 'person' ? by.id : undefined));
    },
    findings: async (id) => worstFirst(await findings.statesOf(id)),
    changes: (id, request) => findings.changesOf(id, request),
    changesSince: (since) => findings.changesSince(since, MAX_CHANGES),
    plan: async (id) => planOf(await inventory.get(id), store),
  };
}

async function planOf(
  subject: WatchedSubject | undefined,
  { reports }: SubjectsNeeds['store'],
): ReturnType<Subjects['plan']> {
  if (subject?.lastReportId === undefined) return undefined;
  const report = await reports.get(subject.lastReportId);
  if (report === undefined) return undefined;
  const { plan = [], words } = report.document;
  const told = typeof words === 'object' && words !== null && 'plan' in words ? words.plan : undefined;
  return {
    reportId: report.id,
    at: report.at,
    plan: { steps: plan, ...(told !== undefined && { words: told }) },
  };
}
