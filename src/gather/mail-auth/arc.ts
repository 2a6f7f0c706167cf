/**
 * ARC (RFC 8617) of a message at hand: mailauth in strict mode through our resolver. Its strict mode reads a signature
 * without c= as simple/simple (RFC 6376 §3.5), where the official suite and the verifiers in use expect
 * relaxed/relaxed: that one case is tried again. Limits: ten DKIM signatures are handed on, bodies up to 4 MB.
 */
import type { ArcFacts } from '../../findings/facts/arc.ts';
import { findArcSets, lacksCanonicalization } from '../../wire/arc/index.ts';
import { findDkimSignatures } from '../../wire/dkim/index.ts';
import type { Resolver } from '../dns/types.ts';
import { type MailauthResolver, mailauthResolver } from './mailauth-resolver.ts';
import { verifiableCopy } from './verifiable-copy.ts';

export type ArcAnswer =
  | { readonly state: 'none' }
  | { readonly state: 'judged'; readonly facts: ArcFacts }
  /** Codes: 'too-large', 'too-many-signatures'. */
  | { readonly state: 'unknown'; readonly code: string; readonly reason: string };

/** The caller asks its recorder whether a DNS question failed: mailauth then says 'fail', and nothing is known. */
export async function verifyArc(
  message: Uint8Array,
  resolver: Resolver,
  signal?: AbortSignal,
): Promise<ArcAnswer> {
  const sets = findArcSets(message);
  const copy = verifiableCopy(message, findDkimSignatures(message));
  if (copy === undefined)
    return { state: 'unknown', code: 'too-large', reason: 'The message is too large to be verified here.' };
  const ask = mailauthResolver(resolver, signal);
  const strict = await judge(copy, ask, true);
  if (strict.result === 'none') return { state: 'none' };
  if (strict.result === 'pass') return { state: 'judged', facts: { result: 'pass', sets, isLenient: false } };
  if (copy.length !== message.length) {
    const reason = 'The message carries too many DKIM signatures to be verified here.';
    return { state: 'unknown', code: 'too-many-signatures', reason };
  }
  if (lacksCanonicalization(message) && (await passesRelaxed(copy, ask)))
    return { state: 'judged', facts: { result: 'pass', sets, isLenient: true } };
  const { reason } = strict;
  return {
    state: 'judged',
    facts: { result: 'fail', ...(reason !== undefined && { reason }), sets, isLenient: false },
  };
}

interface Judged {
  readonly result: string;
  readonly reason?: string;
  readonly warnings: readonly string[];
}

async function judge(message: Buffer, resolver: MailauthResolver, strict: boolean): Promise<Judged> {
  const [{ dkimVerify }, { arc }] = await Promise.all([
    import('mailauth/lib/dkim/verify.js'),
    import('mailauth/lib/arc/index.js'),
  ]);
  const verified = await dkimVerify(message, { strict, resolver });
  const chain = (verified as { readonly arc?: object }).arc;
  if (chain === undefined) return { result: 'none', warnings: [] };
  const { status, warnings } = (await arc(chain as Parameters<typeof arc>[0], { strict, resolver })) as {
    readonly status: { readonly result: string; readonly comment?: unknown };
    readonly warnings?: readonly string[];
  };
  const { result, comment } = status;
  return {
    result,
    ...(typeof comment === 'string' && { reason: comment }),
    warnings: warnings ?? [],
  };
}

/** mailauth's lenient mode tries relaxed/relaxed and says so; whatever else it would forgive does not count. */
async function passesRelaxed(message: Buffer, resolver: MailauthResolver): Promise<boolean> {
  const { result, warnings } = await judge(message, resolver, false);
  return result === 'pass' && warnings.every((warning) => warning === 'ams-c-default');
}
