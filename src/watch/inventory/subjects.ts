/** The inventory: names are added, changed, removed and audited on demand. */

import { z } from 'zod';
import { parseAuditSubject } from '../../audit/subject.ts';
import { type Clock, instantOf } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { spokenIn, type Told } from '../../base/spoken.ts';
import { reportIn } from '../../desk/report-in.ts';
import type { Desk, JobRunner } from '../../desk/types.ts';
import type { WatchedSubject } from '../../store/inventory/types.ts';
import type { Job } from '../../store/jobs/types.ts';
import type { Report } from '../../store/reports/types.ts';
import type { Store } from '../../store/types.ts';
import { faultsOf } from '../settings/settings.ts';
import type { NewSubject, Settings, SubjectPlan, Subjects } from '../types.ts';
import { jobFor, openJobOf } from './audit-job.ts';
import { everyHours, note, subjectOptions } from './subject-options.ts';
import { compareSubjects, viewSubject, worstFirst } from './subject-view.ts';

export interface SubjectsNeeds {
  readonly store: Pick<Store, 'inventory' | 'findings' | 'reports' | 'jobs'>;
  readonly jobs: Pick<JobRunner, 'submit' | 'cancel'>;
  readonly desk: Pick<Desk, 'sayAgain'>;
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
  /** While the schedule is turned off, no audit comes by itself. */
  const asDue = async (): Promise<(subject: WatchedSubject) => WatchedSubject> =>
    (await settings.get('schedule')).value.isEnabled
      ? (subject) => subject
      : ({ nextAuditAt: _, ...subject }) => subject;
  return {
    list: async (language) => {
      const [subjects, failures, due] = await Promise.all([inventory.list(), findings.failures(), asDue()]);
      const bySubject = Map.groupBy(failures, ({ subjectId }) => subjectId);
      return subjects
        .map((subject) => viewSubject(due(subject), bySubject.get(subject.id) ?? [], language))
        .toSorted(compareSubjects);
    },
    get: async (id, language) => {
      const [subject, states, due] = await Promise.all([inventory.get(id), findings.statesOf(id), asDue()]);
      if (subject === undefined) return undefined;
      return viewSubject(
        due(subject),
        states.filter(({ outcome }) => outcome === 'fail'),
        language,
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
      return ok(spokenIn(added, undefined));
    },
    change: async (id, version, given, language) => {
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
      if (!changed.ok) return ok(changed);
      needs.changed(id);
      return ok({ ok: true, value: spokenIn(changed.value, language) });
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
    findings: async (id, language) =>
      worstFirst(await findings.statesOf(id)).map((state) => spokenIn(state, language)),
    changes: async (id, request, language) => {
      const { items, ...page } = await findings.changesOf(id, request);
      return { items: items.map((change) => spokenIn(change, language)), ...page };
    },
    changesSince: async (since, language) =>
      (await findings.changesSince(since, MAX_CHANGES)).map((change) => spokenIn(change, language)),
    plan: async (id, language) => {
      const subject = await inventory.get(id);
      const report =
        subject?.lastReportId === undefined ? undefined : await store.reports.get(subject.lastReportId);
      return report && planOf(await reportIn(report, language, needs.desk));
    },
  };
}

function planOf({ id, at, document, language }: Told<Report>): SubjectPlan {
  const { plan = [], words } = document;
  const told = typeof words === 'object' && words !== null && 'plan' in words ? words.plan : undefined;
  return {
    reportId: id,
    at,
    plan: { steps: plan, ...(told !== undefined && { words: told }) },
    ...(language !== undefined && { language }),
  };
}
