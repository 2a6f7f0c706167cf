/** Checks several files at once, each as its own job: so each has its report, its frame and its link. */
import { request } from '../../api/client.ts';
import { followJob } from '../../api/follow-job.ts';
import type { Problem } from '../../api/problem.ts';
import type { Job } from '../../api/shapes.ts';
import { toBase64 } from '../../asking/input.ts';

export interface CheckedFile {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly reportId?: string;
  readonly problem?: Problem;
}

/** `told` after each change; answers when all have ended. */
export async function checkFiles(
  files: readonly File[],
  options: Readonly<Record<string, unknown>>,
  told: (states: readonly CheckedFile[]) => void,
  signal: AbortSignal,
): Promise<readonly CheckedFile[]> {
  const states: CheckedFile[] = files.map(({ name }) => ({ name, state: 'waiting' }));
  const note = (place: number, state: CheckedFile): void => {
    states[place] = state;
    if (!signal.aborted) told([...states]);
  };
  await Promise.all(
    files.map(async (file, place) => {
      const { name } = file;
      note(place, { name, state: 'running' });
      const inputBase64 = toBase64(new Uint8Array(await file.arrayBuffer()));
      const body = { kind: 'check', inputBase64, name, options };
      const started = await request<Job>('POST', '/jobs', { body, signal });
      if (!started.ok) return note(place, { name, state: 'failed', problem: started.problem });
      const end = await followJob(started.value.id, () => undefined, signal);
      if (end === undefined) return undefined;
      return note(
        place,
        end.state === 'done' && end.reportId !== undefined
          ? { name, state: 'done', reportId: end.reportId }
          : {
              name,
              state: 'failed',
              problem: 'problem' in end ? end.problem : { code: 'not-kept', status: 0, title: '' },
            },
      );
    }),
  );
  return states;
}
