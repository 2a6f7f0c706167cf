/** One question under way: its evidence as it arrives, then the report or the reason why there is none. */
import { signal } from '@preact/signals';
import { call } from '../api/call.ts';
import { type EvidenceEvent, followJob, type JobEvent } from '../api/follow-job.ts';
import type { Answer, Problem } from '../api/problem.ts';
import type { Recognised, Report } from '../api/shapes.ts';
import { language } from '../texts/texts.ts';
import type { Draft } from './ask-box.tsx';
import { type GivenFile, headOf } from './input.ts';
import type { Question } from './question.ts';
import { submitJob } from './submit-job.ts';

export type Asking =
  | { readonly state: 'idle' }
  | {
      readonly state: 'running';
      readonly jobId: string | undefined;
      readonly lines: readonly EvidenceEvent[];
      readonly done: number;
      readonly total: number;
    }
  | { readonly state: 'done'; readonly report: Report; readonly tookMs: number; readonly lookups: number }
  | { readonly state: 'failed'; readonly problem: Problem; readonly lines: readonly EvidenceEvent[] };

/** What was typed last and what was answered last stay while other pages are open. */
export const draft: Draft = { text: signal(''), file: signal<GivenFile | undefined>(undefined) };
export const asking = signal<Asking>({ state: 'idle' });

let control: AbortController | undefined;

/** Lines that are shown at most; the report holds all. */
const MAX_LINES = 500;

export const recognise = (
  { text, file }: { text: string; file: GivenFile | undefined },
  abort: AbortSignal,
): Promise<Answer<Recognised>> => call('POST /recognise', { body: headOf(text, file), signal: abort });

const failed = (problem: Problem): void => {
  const now = asking.peek();
  asking.value = { state: 'failed', problem, lines: now.state === 'running' ? now.lines : [] };
};

function hear(event: JobEvent): void {
  const now = asking.peek();
  if (now.state !== 'running') return;
  asking.value =
    event.kind === 'progress'
      ? { ...now, done: event.done, total: event.total }
      : { ...now, lines: [...now.lines, event].slice(-MAX_LINES) };
}

/** Starts a job and follows it; a question that was under way is left to itself. */
export async function ask({ kind, text, file, options }: Question): Promise<void> {
  control?.abort();
  const mine = new AbortController();
  control = mine;
  const begun = performance.now();
  asking.value = { state: 'running', jobId: undefined, lines: [], done: 0, total: 0 };
  const started = await submitJob(kind, { text, file }, options, mine.signal);
  if (mine.signal.aborted) return;
  if (!started.ok) return failed(started.problem);
  const now = asking.peek();
  if (now.state === 'running') asking.value = { ...now, jobId: started.value.id };
  const end = await followJob(started.value.id, hear, mine.signal);
  if (end === undefined) return;
  if (end.state !== 'done') return failed(end.problem);
  const report = await read(end.reportId ?? '', mine.signal);
  if (mine.signal.aborted) return;
  if (!report.ok) return failed(report.problem);
  const last = asking.peek();
  asking.value = {
    state: 'done',
    report: report.value,
    tookMs: performance.now() - begun,
    lookups: last.state === 'running' ? last.lines.length : 0,
  };
}

const read = (id: string, abort?: AbortSignal): Promise<Answer<Report>> =>
  call('GET /reports/{id}', {
    params: { id },
    query: { language: language() },
    ...(abort !== undefined && { signal: abort }),
  });

/** The answer in the language that the page has now, where it can be given in it. */
export async function readAgain(): Promise<void> {
  const before = asking.peek();
  if (before.state !== 'done' || before.report.language === language()) return;
  const report = await read(before.report.id);
  if (report.ok && asking.peek() === before) asking.value = { ...before, report: report.value };
}

/** Stops the job on the server too. */
export async function cancel(): Promise<void> {
  const now = asking.peek();
  if (now.state !== 'running') return;
  if (now.jobId !== undefined) await call('DELETE /jobs/{id}', { params: { id: now.jobId } });
  else {
    control?.abort();
    asking.value = { state: 'idle' };
  }
}

/** Away with the answer; what was typed stays. */
export function forget(): void {
  control?.abort();
  asking.value = { state: 'idle' };
}
