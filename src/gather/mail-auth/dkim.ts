/**
 * DKIM (RFC 6376, RFC 8301, RFC 8463) of a message at hand: mailauth in strict mode through our resolver for what is
 * whole; of headers alone only the keys are looked up. Limits: three signatures, others are taken out before
 * verification; bodies up to 4 MB, larger ones are 'not-verifiable'.
 */
import type { DkimFacts } from '../../findings/evidence.ts';
import type { DkimSignatureField } from '../../wire/dkim/index.ts';
import { findDkimSignatures, parseDkimKeyRecord } from '../../wire/dkim/index.ts';
import type { Resolver } from '../dns/types.ts';
import { mailauthResolver } from './mailauth-resolver.ts';
import { verifiableCopy } from './verifiable-copy.ts';

type SignatureFacts = DkimFacts['signatures'][number];

const maxSignatures = 3;

export interface DkimQuestion {
  readonly message: Uint8Array;
  /** False where body or headers are cut: nothing is verified. */
  readonly isWhole: boolean;
  /** When the message was judged, in milliseconds since 1970: for x= (RFC 6376 §3.5). */
  readonly atMs: number;
}

/** One entry per signature in the order they stand; empty where the message carries none. */
export async function verifyDkim(
  question: DkimQuestion,
  resolver: Resolver,
  signal?: AbortSignal,
): Promise<readonly SignatureFacts[]> {
  const fields = findDkimSignatures(question.message).slice(0, maxSignatures);
  if (fields.length === 0) return [];
  const keys = await Promise.all(fields.map((field) => lookupKey(field, resolver, signal)));
  const copy = question.isWhole ? verifiableCopy(question.message, fields) : undefined;
  const results = copy === undefined ? [] : await verify(copy, question.atMs, resolver, signal);
  const why = question.isWhole && copy === undefined ? { reason: 'too large' } : {};
  return fields.map((field, index) => ({
    domain: field.domain,
    selector: field.selector,
    ...(resultOf(field, results, copy?.length === question.message.length) ?? {
      result: 'not-verifiable',
      ...why,
    }),
    key: keys[index] ?? 'unknown',
  }));
}

interface Verified {
  readonly domain: string;
  readonly selector: string;
  readonly result: string;
  readonly reason?: string;
}

function resultOf(
  field: DkimSignatureField,
  results: readonly Verified[],
  isComplete: boolean,
): { result: string; reason?: string } | undefined {
  const matching = results.filter(
    ({ domain, selector }) => domain === field.domain && selector === field.selector,
  );
  // Two signatures of one selector: the better verdict stands for both (RFC 6376 §6.1).
  const best = matching.find(({ result }) => result === 'pass') ?? matching[0];
  if (best === undefined) return undefined;
  // It signs other signatures, which were taken out: its failure says nothing.
  if (!isComplete && best.result !== 'pass' && field.signedFields.includes('dkim-signature'))
    return undefined;
  return best.reason === undefined ? { result: best.result } : { result: best.result, reason: best.reason };
}

async function verify(
  message: Buffer,
  atMs: number,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<readonly Verified[]> {
  const { dkimVerify } = await import('mailauth/lib/dkim/verify.js');
  const { results } = await dkimVerify(message, {
    strict: true,
    resolver: mailauthResolver(resolver, signal),
    curTime: new Date(atMs),
  });
  return results.map((result) => ({
    domain: (result.signingDomain ?? '').toLowerCase(),
    selector: result.selector ?? '',
    result: result.status.result,
    ...(typeof result.status.comment === 'string' ? { reason: result.status.comment } : {}),
  }));
}

/** RFC 6376 §3.6.2.1; several records at the name are an undefined state (§3.6.2.2), the first one counts. */
async function lookupKey(
  field: DkimSignatureField,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<SignatureFacts['key']> {
  const answer = await resolver.lookup(`${field.selector}._domainkey.${field.domain}`, 'TXT', signal);
  if (answer.state === 'unknown') return 'unknown';
  if (answer.state === 'absent') return 'missing';
  const text = answer.value.records.find((record) => record.type === 'TXT')?.text ?? '';
  const key = parseDkimKeyRecord(text);
  if (!key.ok) return 'bad';
  return key.value.isRevoked ? 'revoked' : 'found';
}
