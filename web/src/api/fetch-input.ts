/** The bytes that a report was asked about, as they were given. */
import { API } from './client.ts';
import { type Answer, readProblem } from './problem.ts';

export interface GivenInput {
  readonly bytes: Uint8Array;
  /** UTF-8 without NUL. */
  readonly isText: boolean;
}

export async function fetchInput(reportId: string, signal?: AbortSignal): Promise<Answer<GivenInput>> {
  try {
    const response = await fetch(`${API}/reports/${encodeURIComponent(reportId)}/input`, {
      credentials: 'same-origin',
      ...(signal !== undefined && { signal }),
    });
    if (!response.ok)
      return { ok: false, problem: readProblem(response.status, await response.json(), null) };
    const isText = response.headers.get('content-type')?.startsWith('text/plain') ?? false;
    return { ok: true, value: { bytes: new Uint8Array(await response.arrayBuffer()), isText } };
  } catch {
    // The server went away, or its answer is cut.
    return { ok: false, problem: { code: 'unreachable', status: 0, title: '' } };
  }
}
