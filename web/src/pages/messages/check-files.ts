/** Checks several files at once, each as its own job: so each has its report, its frame and its link. */
import { followJob } from '../../api/follow-job.ts';
import type { Problem } from '../../api/problem.ts';
import { readFile } from '../../asking/input.ts';
import { submitJob } from '../../asking/submit-job.ts';
import { tooLarge } from '../../asking/too-large.ts';

export interface CheckedFile {
  readonly name: string;
  /** 'left': one more than are checked at once. */
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'left';
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
      const large = tooLarge(file);
      if (large !== undefined) return note(place, { name, state: 'failed', problem: large });
      note(place, { name, state: 'running' });
      const started = await submitJob('check', { text: '', file: await readFile(file) }, options, signal);
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
