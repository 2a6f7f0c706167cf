/**
 * Idempotency-Key on POST (draft-ietf-httpapi-idempotency-key-header): the same key and the same request get the same answer for 24
 * hours, whatever became of the connection in between. Only for people who are known: nothing is stored for strangers.
 *
 * The key itself is not stored, only its hash. An answer that shows a secret once (a token, a link) is stored encrypted under what only
 * the caller has: the key, and the cookie or token that they showed.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { instantOf } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { KeptAnswer } from '../../store/jobs/types.ts';
import { StoreError } from '../../store/types.ts';
import type { ApiContext, KitServices } from './api.ts';
import { comeAgain, problem } from './problems.ts';
import { unsaidText } from './surface.ts';

/** 'answer': kept as it is; 'sealed': it shows a secret; 'none': the key is not looked at. */
export type KeepsAnswer = 'answer' | 'sealed' | 'none';

/** Larger answers are not kept: the request is then made again. */
const maxKeptBytes = 4 << 20;

const keptHeaders = ['content-type', 'etag', 'location'];

/** Does `work` once for each key of the caller. `body` is asked for, and not held on to, where there is a key. */
export async function once(
  c: ApiContext,
  services: KitServices,
  keeps: KeepsAnswer,
  body: () => Uint8Array,
  work: () => Promise<Response>,
): Promise<Response> {
  const key = c.req.header('idempotency-key');
  const who = c.get('who');
  if (keeps === 'none' || key === undefined || who === undefined) return work();
  if (key === '' || key.length > 200)
    return problem('invalid', {
      detail: 'Idempotency-Key has 1 to 200 characters.',
      errors: [{ path: 'header.Idempotency-Key', message: 'write 1 to 200 characters' }],
    });
  const owner = `${who.actor.kind} ${who.actor.id ?? who.actor.name}`;
  const keyHash = createHash('sha256').update(key).digest('hex');
  const requestHash = await hashOf(c, body());
  const { idempotency } = services.store;
  const begun = await idempotency.begin(owner, keyHash, requestHash, instantOf(services.clock.nowMs()));
  if (begun === 'busy') return comeAgain('busy', 1);
  const secret = keeps === 'sealed' ? sealingKey(c, key, requestHash) : undefined;
  if (begun !== 'new') return replayed(begun, requestHash, secret);
  let kept: KeptAnswer | undefined;
  try {
    const answer = await work();
    kept = await keepable(answer, requestHash, secret);
    if (kept !== undefined && !(await goesThrough(idempotency.keep(owner, keyHash, kept)))) kept = undefined;
    return answer;
  } finally {
    if (kept === undefined) await goesThrough(idempotency.drop(owner, keyHash));
  }
}

/** What was done is told, also where the store cannot note it: the key is then free again, by and by. */
async function goesThrough(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}

/** Hashed at a time: a millisecond or two. A large body is no reason for others to wait. */
const pieceBytes = 1 << 20;

async function hashOf(c: ApiContext, body: Uint8Array): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  const hash = createHash('sha256').update(
    `${c.req.method} ${pathname}${search}\n${c.req.header('content-type') ?? ''}\n`,
  );
  for (let at = 0; at < body.length; at += pieceBytes) {
    if (at > 0) await setImmediate();
    hash.update(body.subarray(at, at + pieceBytes));
  }
  return hash.digest('hex');
}

/** Under 32 bytes that stand in no table. */
function sealingKey(c: ApiContext, key: string, requestHash: string): Buffer {
  const shown = c.req.header('authorization') ?? c.req.header('cookie') ?? '';
  return Buffer.from(hkdfSync('sha256', `${key}\n${shown}`, requestHash, 'waypost kept answer', 32));
}

/** undefined where it would be wrong to say the same again: what was our fault, or has to do with the moment. */
async function keepable(
  answer: Response,
  requestHash: string,
  secret: Buffer | undefined,
): Promise<KeptAnswer | undefined> {
  if (answer.status >= 499 || answer.status === 429 || answer.status === 401 || answer.status === 409)
    return undefined;
  const text = await unsaidText(answer);
  if (text.length > maxKeptBytes) return undefined;
  const headers: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = answer.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  return {
    requestHash,
    status: answer.status,
    body: secret === undefined ? text : seal(text, secret),
    headers: headers satisfies JsonObject,
  };
}

function replayed(kept: KeptAnswer, requestHash: string, secret: Buffer | undefined): Response {
  const text = secret === undefined ? kept.body : unseal(kept.body, secret);
  if (kept.requestHash !== requestHash || text === undefined)
    return problem('key-reused', {
      detail: 'This Idempotency-Key was used for another request. Make a new key for each request.',
    });
  const headers = new Headers({ 'idempotency-replayed': 'true' });
  for (const [name, value] of Object.entries(kept.headers))
    if (typeof value === 'string') headers.set(name, value);
  const hasBody = kept.status !== 204 && kept.status !== 304;
  return new Response(hasBody ? text : null, { status: kept.status, headers });
}

function seal(text: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** undefined where it was sealed under another key. */
function unseal(sealed: string, key: Buffer): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    // Another cookie or token than the first time: the tag does not fit.
    return undefined;
  }
}
