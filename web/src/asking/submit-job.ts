/** Starts a job. A file goes out as its bytes, with the options in the query: as base64 in JSON it would stand in memory several times. */
import { request } from '../api/client.ts';
import type { Answer } from '../api/problem.ts';
import type { Job } from '../api/shapes.ts';
import { type GivenFile, toBase64 } from './input.ts';

type Options = Readonly<Record<string, unknown>>;

/** Options that only a JSON body carries. */
const ofBody = ['subject', 'text', 'message'];

/** Lists with commas, flags and numbers as text; undefined where an option fits into no query. */
export function queryOf(options: Options): Readonly<Record<string, string>> | undefined {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (ofBody.includes(name)) return undefined;
    if (Array.isArray(value) && value.some((one) => typeof one !== 'string' || one.includes(',')))
      return undefined;
    query[name] = Array.isArray(value) ? value.join(',') : String(value);
  }
  return query;
}

export function submitJob(
  kind: 'explain' | 'audit' | 'check',
  { text, file }: { readonly text: string; readonly file: GivenFile | undefined },
  options: Options,
  signal: AbortSignal,
): Promise<Answer<Job>> {
  if (file === undefined)
    return request<Job>('POST', '/jobs', { body: { kind, input: text, options }, signal });
  const query = queryOf(options);
  if (query !== undefined)
    return request<Job>('POST', '/jobs', {
      bytes: file.bytes,
      query: { ...query, kind, name: file.name },
      signal,
    });
  const body = { kind, inputBase64: toBase64(file.bytes), name: file.name, options };
  return request<Job>('POST', '/jobs', { body, signal });
}
