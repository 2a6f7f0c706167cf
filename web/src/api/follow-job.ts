/** Listens to a job until it ends: evidence line by line. Where the stream breaks for good, the job itself is asked. */
import { readEvent } from '../state/live.ts';
import { API, request } from './client.ts';
import type { Problem } from './problem.ts';
import type { Job } from './shapes.ts';

export interface EvidenceEvent {
  readonly kind: 'evidence';
  readonly state: 'bad' | 'good' | 'unknown';
  readonly result: string;
  readonly question: string;
  readonly answer: string;
  readonly ms?: number;
}

export interface ProgressEvent {
  readonly kind: 'progress';
  readonly done: number;
  readonly total: number;
}

export type JobEvent = EvidenceEvent | ProgressEvent;

export type JobEnd =
  | { readonly state: 'done'; readonly reportId?: string }
  | { readonly state: 'failed' | 'cancelled'; readonly problem: Problem };

const POLL_MS = 2_000;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** An event of the stream; undefined where it is none of ours. Pure. */
export function jobEvent(kind: string, data: Readonly<Record<string, unknown>>): JobEvent | undefined {
  if (kind === 'progress') return { kind, done: number(data['done']), total: number(data['total']) };
  const state = data['state'];
  if (kind !== 'evidence' || (state !== 'bad' && state !== 'good' && state !== 'unknown')) return undefined;
  return {
    kind,
    state,
    result: text(data['result']),
    question: text(data['question']),
    answer: text(data['answer']),
    ...(typeof data['ms'] === 'number' && { ms: data['ms'] }),
  };
}

/** How a job ended, from the event or the job itself; undefined while it runs. Pure. */
export function jobEnd(data: Readonly<Record<string, unknown>>): JobEnd | undefined {
  const state = data['state'];
  if (state === 'done') {
    const reportId = text(data['reportId']);
    return { state, ...(reportId !== '' && { reportId }) };
  }
  if (state !== 'failed' && state !== 'cancelled') return undefined;
  const said = data['problem'];
  const problem: Readonly<Record<string, unknown>> =
    typeof said === 'object' && said !== null ? (said as Readonly<Record<string, unknown>>) : {};
  const detail = text(problem['message']) || text(problem['detail']);
  return {
    state,
    problem: {
      code: text(problem['code']) || state,
      status: 0,
      title: text(problem['title']) || detail,
      ...(detail !== '' && { detail }),
    },
  };
}

/** Fulfilled when the job ended, or when `signal` says that nobody listens any more. */
export function followJob(
  id: string,
  onEvent: (event: JobEvent) => void,
  signal: AbortSignal,
): Promise<JobEnd | undefined> {
  return new Promise((resolve) => {
    const source = new EventSource(`${API}/jobs/${encodeURIComponent(id)}/events?surface=page`);
    const finish = (end: JobEnd | undefined): void => {
      source.close();
      resolve(end);
    };
    signal.addEventListener('abort', () => finish(undefined), { once: true });
    const hear = (kind: string) => (event: MessageEvent) => {
      const data = readEvent(event.data);
      const told = data === undefined ? undefined : jobEvent(kind, data);
      if (told !== undefined) onEvent(told);
    };
    source.addEventListener('progress', hear('progress'));
    source.addEventListener('evidence', hear('evidence'));
    source.addEventListener('end', (event: MessageEvent) => {
      const data = readEvent(event.data);
      const end = data === undefined ? undefined : jobEnd(data);
      if (end !== undefined) finish(end);
    });
    source.addEventListener('error', () => {
      // The browser tries again by itself unless the server refused: then the job is asked instead.
      if (source.readyState !== EventSource.CLOSED || signal.aborted) return;
      void pollJob(id, signal).then(finish);
    });
  });
}

async function pollJob(id: string, signal: AbortSignal): Promise<JobEnd | undefined> {
  while (!signal.aborted) {
    const answer = await request<Job>('GET', `/jobs/${encodeURIComponent(id)}`, { signal });
    if (signal.aborted) return undefined;
    if (!answer.ok && answer.problem.code !== 'unreachable')
      return { state: 'failed', problem: answer.problem };
    const end = answer.ok ? jobEnd({ ...answer.value }) : undefined;
    if (end !== undefined) return end;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return undefined;
}
