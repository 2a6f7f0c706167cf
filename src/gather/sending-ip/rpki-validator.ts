/**
 * Route origin validation (RFC 6811) by a validator of the user's own, over its HTTP interface as Routinator has it:
 * GET /api/v1/validity/AS64496/192.0.2.0/24. At most 64 KiB, within five seconds, no redirect.
 */
import { failed, ok, type Result } from '../../base/result.ts';
import type { RouteOrigin } from '../../findings/facts/sending-ip.ts';

const timeoutMs = 5000;
const maxBytes = 65_536;

/** Problems: 'bad-url', 'network', 'time-out', 'bad-answer'. */
export async function validateOrigin(
  base: string,
  as: number,
  prefix: string,
  signal: AbortSignal | undefined,
): Promise<Result<Omit<RouteOrigin, 'as'>>> {
  if (!URL.canParse(base)) return failed('bad-url', `'${base.slice(0, 100)}' is no address of a validator.`);
  const url = `${base.replace(/\/+$/, '')}/api/v1/validity/AS${as}/${prefix}`;
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await fetch(url, {
      redirect: 'error',
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    });
    if (answer.status !== 200)
      return failed('bad-answer', `The validator answered ${answer.status} to ${url}.`);
    return readValidity(await readText(answer));
  } catch (cause) {
    // The validator's doing, or the network's: that it could not be asked is the answer.
    const detail = cause instanceof Error ? cause.message : String(cause);
    return limit.aborted
      ? failed('time-out', `The validator did not answer within ${timeoutMs / 1000} s.`)
      : failed('network', `The validator could not be asked: ${detail}.`);
  }
}

async function readText(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxBytes) break;
  }
  return text.slice(0, maxBytes);
}

/** Reads `{"validated_route": {"validity": {"state": "valid", "reason": "as"}}}`; problem 'bad-answer' otherwise. */
export function readValidity(text: string): Result<Omit<RouteOrigin, 'as'>> {
  const validity = memberOf(memberOf(parsed(text), 'validated_route'), 'validity');
  const state = String(memberOf(validity, 'state') ?? '')
    .toLowerCase()
    .replace(/[ _-]/g, '');
  const reason = memberOf(validity, 'reason');
  const because = typeof reason === 'string' ? { reason: reason.slice(0, 100) } : {};
  if (state === 'valid') return ok({ validity: 'valid' });
  if (state === 'invalid') return ok({ validity: 'invalid', ...because });
  if (state === 'notfound') return ok({ validity: 'not-found' });
  return failed('bad-answer', 'The validator answered something else than a validity.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever speaks HTTP there is no validator: the caller says so.
    return undefined;
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
