/** One name audited now: evidence as it arrives; an audit that is under way already is followed, too. */
import { type Signal, useSignal } from '@preact/signals';
import { useCallback, useEffect, useRef } from 'preact/hooks';
import { request } from '../../api/client.ts';
import { type EvidenceEvent, followJob, type JobEvent } from '../../api/follow-job.ts';
import type { Problem } from '../../api/problem.ts';
import type { Page } from '../../api/shapes.ts';
import type { Job } from '../../api/types.ts';

export type AuditRun =
  | { readonly state: 'idle' }
  | {
      readonly state: 'running';
      readonly jobId: string | undefined;
      readonly done: number;
      readonly total: number;
      readonly lines: readonly EvidenceEvent[];
    }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Lines that are shown at most; the report holds all. */
const MAX_LINES = 300;

const begun = (jobId: string | undefined): AuditRun => ({
  state: 'running',
  jobId,
  done: 0,
  total: 0,
  lines: [],
});

const isOpen = ({ state }: Job): boolean => state === 'queued' || state === 'running';

export interface AuditNow {
  readonly run: AuditRun;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** `ended`: there is a new report. */
export function useAuditNow(subjectId: string, ended: () => void): AuditNow {
  const run: Signal<AuditRun> = useSignal<AuditRun>({ state: 'idle' });
  const control = useRef(new AbortController());
  const latest = useRef(ended);
  latest.current = ended;
  const follow = async (jobId: string): Promise<void> => {
    const { signal } = control.current;
    run.value = begun(jobId);
    const end = await followJob(jobId, (event) => hear(run, event), signal);
    if (end === undefined) return;
    run.value = end.state === 'done' ? { state: 'idle' } : { state: 'failed', problem: end.problem };
    latest.current();
  };
  useEffect(() => {
    const mine = new AbortController();
    control.current = mine;
    void request<Page<Job>>('GET', '/jobs', {
      query: { subject: subjectId, limit: 1 },
      signal: mine.signal,
    }).then((jobs) => {
      const job = jobs.ok ? jobs.value.items.find(isOpen) : undefined;
      if (job !== undefined && !mine.signal.aborted && run.peek().state === 'idle') void follow(job.id);
    });
    return () => mine.abort();
  }, [subjectId]);
  const start = useCallback(async () => {
    if (run.peek().state === 'running') return;
    run.value = begun(undefined);
    const started = await request<Job>('POST', `/subjects/${encodeURIComponent(subjectId)}/audit`);
    if (control.current.signal.aborted) return;
    if (started.ok) await follow(started.value.id);
    else run.value = { state: 'failed', problem: started.problem };
  }, [subjectId]);
  const cancel = useCallback(async () => {
    const now = run.peek();
    if (now.state === 'running' && now.jobId !== undefined) await request('DELETE', `/jobs/${now.jobId}`);
  }, []);
  return { run: run.value, start: () => void start(), cancel: () => void cancel() };
}

function hear(run: Signal<AuditRun>, event: JobEvent): void {
  const now = run.peek();
  if (now.state !== 'running') return;
  run.value =
    event.kind === 'progress'
      ? { ...now, done: event.done, total: event.total }
      : { ...now, lines: [...now.lines, event].slice(-MAX_LINES) };
}
