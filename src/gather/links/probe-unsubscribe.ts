/**
 * What the address in List-Unsubscribe does, asked only where somebody asks for it: a GET, as link scanners send it, must not unsubscribe
 * anybody (RFC 8058 §3.2, §6); the POST of RFC 8058 §3.1 must be answered without a redirect. Nobody can know beforehand whether a GET
 * unsubscribes, so the address should be one of a test recipient; the POST does unsubscribe and is sent only if it is asked for as well.
 */
import type { ProbeAnswer, UnsubscribeProbe } from '../../findings/facts/fetched-links.ts';
import type { UnsubscribeWords } from '../../findings/mail-tables.ts';
import type { Hop, HopRequest } from './hop.ts';

export interface ProbeRequest {
  /** The https address of List-Unsubscribe. */
  readonly uri: string;
  /** 'get' alone, or the POST after it: that one unsubscribes. */
  readonly mode: 'get' | 'get-and-post';
  readonly words: readonly UnsubscribeWords[];
  readonly signal?: AbortSignal;
}

const MAX_BYTES = 65_536;
const TIMEOUT_MS = 5_000;

/** Never throws; at most two requests, no redirect followed. */
export async function probeUnsubscribe(
  { uri, mode, words, signal }: ProbeRequest,
  hop: Hop,
): Promise<UnsubscribeProbe> {
  const ask = async (method: 'GET' | 'POST', form?: string): Promise<ProbeAnswer> => {
    if (!URL.canParse(uri)) return { state: 'failed', code: 'bad-url', why: 'The address cannot be read.' };
    const end = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal === undefined ? [] : [signal])]);
    const request: HopRequest = {
      method,
      maxBytes: MAX_BYTES,
      signal: end,
      ...(form !== undefined && { form }),
    };
    const answer = await hop(new URL(uri), request);
    if (answer.state === 'failed') return answer;
    const { status, location, body } = answer;
    return {
      state: 'answered',
      status,
      ...(location !== undefined && { location }),
      ...readPage(body, words),
    };
  };
  const get = await ask('GET');
  if (mode === 'get') return { uri, get };
  return { uri, get, post: await ask('POST', 'List-Unsubscribe=One-Click') };
}

/** What a page says, in the languages whose words are known; tags are no words, scripts neither. */
function readPage(
  body: Uint8Array,
  words: readonly UnsubscribeWords[],
): { readonly says: 'done' | 'form' | 'other'; readonly words?: string } {
  const html = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  const text = html
    .replaceAll(/<(script|style)\b[^>]{0,500}>[^<]{0,20000}/gi, ' ')
    .replaceAll(/<[^<>]{0,2000}>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();
  const done = words.flatMap(({ done }) => done).find((word) => text.includes(word));
  const hasForm = /<(?:form|button|input)\b/i.test(html);
  const asks = words.flatMap(({ form }) => form).find((word) => text.includes(word));
  // 'Click to confirm that you have been unsubscribed' beside a form is a question.
  if (done !== undefined && !(hasForm && asks !== undefined)) return { says: 'done', words: done };
  if (hasForm || asks !== undefined) return { says: 'form', ...(asks !== undefined && { words: asks }) };
  return { says: 'other' };
}
