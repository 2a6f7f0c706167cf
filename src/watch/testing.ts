/** Test support: audits as documents, a clock that is set, a runner whose jobs the test ends, a store of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { instantOf } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import { failed, ok, type Problem } from '../base/result.ts';
import type { Desk, EndedJob, JobRunner } from '../desk/types.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import type { Severity } from '../findings/profile.ts';
import { parseDnsblData } from '../gather/dnsbl/index.ts';
import { loadData } from '../main/load-data.ts';
import { catalogueOf } from '../main/services.ts';
import { openStore } from '../store/index.ts';
import type { Job } from '../store/jobs/types.ts';
import type { Report } from '../store/reports/types.ts';
import type { Store } from '../store/types.ts';
import type { LookupHost } from './notify/host-addresses.ts';
import { readAudit } from './outcome/read-audit.ts';
import type { SeenAudit } from './outcome/seen.ts';
import type { Watch } from './types.ts';
import { openWatch } from './watch.ts';

/** A finding of a document in short. */
export interface Told {
  readonly check: string;
  readonly message?: string;
  readonly outcome?: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  readonly severity?: Severity;
  readonly about?: string;
  /** Of a case of this sending address. */
  readonly ip?: string;
  readonly data?: JsonObject;
}

export interface ListAnswer {
  readonly about: string;
  readonly zone: string;
  readonly state: 'listed' | 'not-listed' | 'not-checked' | 'informs';
  readonly codes?: readonly string[];
}

export interface AuditMore {
  readonly subject?: string;
  /** Names that were looked at beside the subject and the addresses of findings. */
  readonly cases?: readonly string[];
  readonly lists?: readonly ListAnswer[];
  /** What was left out: 'connect', 'lists'. */
  readonly notChecked?: readonly string[];
}

/** A failure. */
export const bad = (check: string, more: Partial<Told> = {}): Told => ({
  check,
  message: 'wrong',
  outcome: 'fail',
  severity: 'error',
  ...more,
});
export const good = (check: string, more: Partial<Told> = {}): Told => ({
  check,
  message: 'right',
  outcome: 'pass',
  ...more,
});
/** Could not ask. */
export const dark = (check: string, more: Partial<Told> = {}): Told => ({
  check,
  message: 'could-not-check',
  outcome: 'unknown',
  data: { why: 'time-out' },
  ...more,
});

/** The document of an audit, in the shape of docs/audit-json.md. */
export function auditDocument(told: readonly Told[], more: AuditMore = {}): JsonObject {
  const { subject = 'example.org', lists = [] } = more;
  const ips = [...new Set(told.flatMap(({ ip }) => ip ?? []))];
  const cases = [
    { kind: 'domain', name: subject },
    ...ips.map((name) => ({ kind: 'ip', name })),
    ...(more.cases ?? []).map((name) => ({ kind: 'host', name })),
  ];
  const findings = told.map((one) => ({
    check: one.check,
    message: one.message ?? 'said',
    subject: { kind: 'domain', name: one.about ?? one.ip ?? subject },
    outcome: one.outcome ?? 'pass',
    ...(one.severity !== undefined && one.outcome === 'fail' && { severity: one.severity }),
    confidence: 1,
    data: one.data ?? {},
    evidence: [],
    case: one.ip === undefined ? 0 : 1 + ips.indexOf(one.ip),
    fixes: [],
  }));
  const viewsOf = (outcome: Told['outcome']): readonly JsonObject[] =>
    told
      .filter((one) => (one.outcome ?? 'pass') === outcome && one.check !== 'provider/requirement')
      .map((one) => ({
        check: one.check,
        message: one.message ?? 'said',
        subject: one.about ?? one.ip ?? subject,
        ...(one.ip !== undefined && { ip: one.ip }),
        ...(one.severity !== undefined && { severity: one.severity }),
        label: `${one.check} of ${one.about ?? subject}`,
        detail: `${one.message ?? 'said'}${one.ip === undefined ? '' : ` for ${one.ip}`}`,
        reply: '',
        todo: 'mend it',
        records: [],
        commands: [],
        contacts: [],
        lookups: [`${subject} TXT NOERROR`],
        sources: [],
      }));
  const answers = lists.map(({ about, zone, state, codes = [] }) => ({
    subject: about,
    kind: 'ip',
    zone,
    operator: zone,
    tier: 1,
    state,
    ...(state === 'listed' && {
      listing: { codes: codes.map((code) => ({ code, meaning: 'spam' })), reason: 'seen' },
    }),
    ...(state === 'not-checked' && { problem: { code: 'refused' } }),
  }));
  return {
    schema: 'waypost/audit/1',
    subject: { kind: 'domain', name: subject },
    findings,
    notChecked: (more.notChecked ?? []).map((what) => ({ what, data: {} })),
    plan: [],
    evidence: cases.map((about, place) => ({
      about,
      evidence:
        place === 0 && answers.length > 0 ? { listings: { state: 'present', value: { answers } } } : {},
    })),
    words: {
      headline: 'said',
      failed: viewsOf('fail'),
      passed: viewsOf('pass'),
      unknown: viewsOf('unknown'),
    },
  } as JsonObject;
}

/** What watching reads of such a document. `hour`: when, and which report. */
export function seenAudit(hour: number, told: readonly Told[], more: AuditMore = {}): SeenAudit {
  const at = instantOf(Date.UTC(2026, 10, 1) + hour * 3_600_000);
  const read = readAudit({
    id: `report-${hour}`,
    at,
    turn: 'your turn',
    document: auditDocument(told, more),
  });
  if (!read.ok) throw new Error(read.problem.message);
  return read.value;
}

export interface SetClock extends Clock {
  readonly pass: (milliseconds: number) => void;
}

/** Stands until it is told to go on. */
export function setClock(startMs = Date.UTC(2026, 10, 1)): SetClock {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    pass: (milliseconds) => {
      nowMs += milliseconds;
    },
  };
}

export interface TestJobs extends Pick<JobRunner, 'submit' | 'cancel' | 'onEnd'> {
  /** Ends the running or waiting job of a subject with this document, or this problem. */
  readonly end: (subjectId: string, what: JsonObject | Problem) => Promise<void>;
  /** As `end`, but nobody hears of it: the process stops in between. */
  readonly endUnheard: (subjectId: string, document: JsonObject) => Promise<void>;
  readonly waiting: () => Promise<readonly Job[]>;
}

/** A runner that works off nothing: the test says what comes of a job. */
export function testJobs(store: Store, clock: Clock, room = Number.POSITIVE_INFINITY): TestJobs {
  const listeners = new Set<(ended: EndedJob) => void | Promise<void>>();
  const now = (): string => instantOf(clock.nowMs());
  const waiting = async (): Promise<readonly Job[]> =>
    (await store.jobs.list({ state: 'queued' }, { limit: 200 })).items;
  const finish = async (subjectId: string, document: JsonObject): Promise<{ job: Job; report: Report }> => {
    const job = (await waiting()).find((one) => one.subjectId === subjectId);
    if (job === undefined) throw new Error(`no job of ${subjectId} waits`);
    const report = await store.reports.add({
      kind: 'audit',
      at: now(),
      askedBy: job.askedBy,
      subjectId,
      about: job.about,
      headline: 'said',
      standing: 'bad',
      tags: [],
      turn: 'your turn',
      options: job.options,
      document,
    });
    await store.jobs.end(job.id, now(), { state: 'done', reportId: report.id });
    return { job: { ...job, state: 'done', reportId: report.id }, report };
  };
  return {
    submit: async ({ kind, input, options, about = '', askedBy, personId, subjectId }) => {
      if ((await waiting()).length >= room) return failed('queue-full', 'Too many jobs wait.');
      return ok(
        await store.jobs.add({
          kind,
          input,
          options: { ...options } as JsonObject,
          about,
          askedBy,
          createdAt: now(),
          ...(personId !== undefined && { personId }),
          ...(subjectId !== undefined && { subjectId }),
        }),
      );
    },
    cancel: (id) => store.jobs.end(id, now(), { state: 'cancelled' }),
    onEnd: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end: async (subjectId, what) => {
      if ('schema' in what) {
        const ended = await finish(subjectId, what as JsonObject);
        for (const listener of listeners) await listener(ended);
        return;
      }
      const job = (await waiting()).find((one) => one.subjectId === subjectId);
      if (job === undefined) throw new Error(`no job of ${subjectId} waits`);
      const problem = what as Problem;
      await store.jobs.end(job.id, now(), { state: 'failed', problem });
      for (const listener of listeners) await listener({ job: { ...job, state: 'failed', problem } });
    },
    endUnheard: async (subjectId, document) => {
      await finish(subjectId, document);
    },
    waiting,
  };
}

const data = loadData(false);
export const testLists = parseDnsblData(data['dnsbl.toml'] ?? {});
export const testTexts = (language: string): Catalogue => catalogueOf(data, language);

export interface TestStore {
  readonly store: Store;
  readonly folder: string;
  readonly end: () => Promise<void>;
}

/** A store in a folder of its own. */
export async function testStore(clock: Clock): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-watch-'));
  const opened = await openStore({ folder, clock });
  if (!opened.ok) throw new Error(opened.problem.message);
  const store = opened.value;
  return {
    store,
    folder,
    end: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A desk that explains every reply as the same. */
const testDesk: Pick<Desk, 'ask'> = {
  ask: ({ input }) =>
    Promise.resolve(
      ok({
        summary: {
          about: '',
          headline: `explained: ${new TextDecoder().decode(input).slice(0, 40)}`,
          standing: 'bad',
          tags: [],
          turn: 'your turn',
        },
        document: { schema: 'waypost/explain/1' },
      }),
    ),
};

export interface TestWatchMore {
  readonly lookupHost?: LookupHost;
  readonly ca?: string;
  readonly chance?: () => number;
  readonly allowPrivate?: boolean;
}

/** Watching on a store, with a clock and jobs of the test. What breaks in the background fails the test. */
export function testWatch(store: Store, clock: Clock, jobs: TestJobs, more: TestWatchMore = {}): Watch {
  return openWatch({
    store,
    desk: testDesk,
    jobs,
    clock,
    lists: testLists,
    textsIn: testTexts,
    origin: () => 'https://waypost.example.org',
    allowPrivate: false,
    broke: (what, error) => {
      throw new Error(`${what} broke`, { cause: error });
    },
    chance: () => 0.5,
    ...more,
  });
}
