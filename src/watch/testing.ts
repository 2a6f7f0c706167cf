/** Test support: a clock that is set, a runner whose jobs the test ends, a store of its own, watching on it. Audits: outcome/testing.ts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { instantOf } from '../base/clock.ts';
import type { JsonObject, JsonValue } from '../base/json.ts';
import { failed, ok, type Problem } from '../base/result.ts';
import { REPORT_FORM } from '../desk/say-again.ts';
import type { Desk, EndedJob, JobRunner } from '../desk/types.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { parseDnsblData } from '../gather/dnsbl/index.ts';
import { loadData } from '../main/load-data.ts';
import { catalogueOf } from '../main/services.ts';
import { openStore } from '../store/index.ts';
import type { Job } from '../store/jobs/types.ts';
import type { Report } from '../store/reports/types.ts';
import type { Store } from '../store/types.ts';
import type { LookupHost } from './notify/host-addresses.ts';
import type { Watch } from './types.ts';
import { openWatch } from './watch.ts';

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
      language: 'en',
      said: { de: { about: job.about, headline: 'de said', turn: 'de turn' } },
      options: job.options,
      document,
      form: REPORT_FORM,
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

const testLanguages: readonly string[] = ['de', 'en'];

/** A document of a test in another language: what its findings are called begins with that. */
async function sayTestAgain({ document }: Pick<Report, 'document'>, language: string) {
  if (!testLanguages.includes(language)) return undefined;
  const told = (views: JsonValue | undefined): JsonValue =>
    Array.isArray(views) ? views.map((view) => ({ ...view, label: `${language} ${view.label}` })) : [];
  const words = document.words as JsonObject;
  const said = {
    ...words,
    failed: told(words.failed),
    passed: told(words.passed),
    plan: { headline: language },
  };
  const summary = { about: '', headline: `${language} said`, standing: 'bad', tags: [] } as const;
  return {
    summary: { ...summary, turn: `${language} turn`, language },
    document: { ...document, words: said },
  };
}

/** A desk that explains every reply as the same. */
export const testDesk: Pick<Desk, 'ask' | 'languages' | 'sayAgain'> = {
  languages: testLanguages,
  sayAgain: sayTestAgain,
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
    outboxEveryMs: 50,
    ...more,
  });
}
