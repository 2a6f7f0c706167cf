/**
 * Who reads an answer: texts that carry every way to give something (src/findings/ways.ts) go out with the one of their reader. A client
 * of ours says which it is in `Waypost-Surface`; everybody else is told members of the request.
 */
import { setImmediate } from 'node:timers/promises';
import { type Surface, saidOn } from '../../findings/ways.ts';
import type { ApiContext } from './api.ts';

const json = /^application\/(?:problem\+)?json\b/;

/** Of answers that hold much: pieces of their text, which is not said yet, and stands in no body. */
const large = new WeakMap<Response, readonly string[]>();

/** In the header; where a browser can send none (EventSource), in the query. */
export function surfaceOf(c: ApiContext): Surface {
  const named = c.req.header('waypost-surface') ?? c.req.query('surface');
  return named === 'command' || named === 'page' ? named : 'api';
}

/**
 * As `c.json`, for answers of some kilobytes: `saidToReader` makes bytes of them. Node writes a long text to a socket piece by piece
 * through its slow encoder (a fifth of the time of explaining a reply).
 */
export const largeJson = (c: ApiContext, value: object): Response => largeText(c, [JSON.stringify(value)]);

/** The same of JSON that is text already. No way to give something goes from one piece to the next. */
export function largeText(
  c: ApiContext,
  pieces: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const answer = c.body(null, 200, { ...headers, 'content-type': 'application/json' });
  large.set(answer, pieces);
  return answer;
}

/** What an answer of a route says to every reader. */
export const unsaidText = async (answer: Response): Promise<string> =>
  large.get(answer)?.join('') ?? (await answer.clone().text());

/** JSON as its reader reads it; every other answer as it is. */
export async function saidToReader(c: ApiContext, answer: Response): Promise<Response> {
  const { status, headers } = answer;
  const pieces = large.get(answer);
  if (pieces !== undefined) return new Response(await saidPieces(surfaceOf(c), pieces), { status, headers });
  if (status === 204 || status === 304 || !json.test(headers.get('content-type') ?? '')) return answer;
  return new Response(saidOn(surfaceOf(c), await answer.text()), { status, headers });
}

/** Said at a time, in characters: some milliseconds. */
const atOnce = 1 << 20;

async function saidPieces(surface: Surface, pieces: readonly string[]): Promise<Buffer<ArrayBuffer>> {
  const said: Buffer[] = [];
  let since = 0;
  for (const piece of pieces) {
    if (since > atOnce) {
      await setImmediate();
      since = 0;
    }
    since += piece.length;
    said.push(Buffer.from(saidOn(surface, piece)));
  }
  return Buffer.concat(said);
}
