/** Audits of several names begun one after another: the server works them off in its own time. */
import { request } from '../../api/client.ts';
import type { Problem } from '../../api/problem.ts';
import type { Job, Subject } from '../../api/types.ts';

export interface BegunAudits {
  readonly begun: number;
  /** The first name whose audit did not begin, and why; none after it was tried. */
  readonly failed?: { readonly name: string; readonly problem: Problem };
}

export async function auditMany(
  subjects: readonly Subject[],
  told: (done: number) => void,
): Promise<BegunAudits> {
  for (const [begun, { id, name }] of subjects.entries()) {
    told(begun);
    const answer = await request<Job>('POST', `/subjects/${encodeURIComponent(id)}/audit`);
    if (!answer.ok) return { begun, failed: { name, problem: answer.problem } };
  }
  return { begun: subjects.length };
}
