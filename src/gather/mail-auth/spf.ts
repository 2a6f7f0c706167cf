/**
 * SPF (RFC 7208) for the real client: mailauth in strict mode through our resolver. The library is loaded when first
 * used, because it is heavy. Limits: ten look-up terms, two void look-ups (§4.6.4), the caller's signal.
 */
import type { SpfFacts } from '../../findings/evidence.ts';
import { isSpfRecord } from '../../wire/spf/index.ts';
import type { Resolver } from '../dns/types.ts';
import { mailauthResolver } from './mailauth-resolver.ts';

export interface SpfQuestion {
  readonly ip: string;
  /** Name of HELO or EHLO; '' where it is not known. */
  readonly helo: string;
  /** Reverse-path; '' is the null reverse-path, then the HELO name is judged (RFC 7208 §2.4). */
  readonly mailFrom: string;
}

/** What check_host() says (RFC 7208 §2.6), with the counts of §4.6.4. `explanation` is third-party text. */
export interface SpfAnswer extends Omit<SpfFacts, 'proposal' | 'identity'> {
  readonly explanation?: string;
}

/** Evaluates SPF. Never throws for what DNS says; a DNS failure is 'temperror'. */
export async function evaluateSpf(
  question: SpfQuestion,
  resolver: Resolver,
  signal?: AbortSignal,
): Promise<SpfAnswer> {
  const { spf } = await import('mailauth/lib/spf/index.js');
  const answer = await spf({
    strict: true,
    ip: question.ip,
    helo: question.helo,
    sender: question.mailFrom,
    mta: 'unknown',
    resolver: mailauthResolver(resolver, signal),
  });
  const comment = answer.status.comment;
  const published =
    answer.status.result === 'none' ? [] : await publishedSpf(answer.domain, resolver, signal);
  const record = published?.length === 1 ? published[0] : undefined;
  return {
    domain: answer.domain,
    ip: question.ip,
    result: resultOf(answer.status.result),
    ...(record === undefined ? {} : { record }),
    ...(typeof comment === 'string' ? { reason: reasonOf(comment).slice(0, 512) } : {}),
    ...(answer.lookups === undefined
      ? {}
      : { lookupCount: answer.lookups.count, voidLookupCount: answer.lookups.void }),
    ...(typeof answer.explanation === 'string' ? { explanation: answer.explanation.slice(0, 512) } : {}),
  };
}

const results = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror'] as const;

function resultOf(text: string): SpfFacts['result'] {
  return results.find((result) => result === text) ?? 'temperror';
}

/** The comment without the names that are ours to invent: of the evaluating host, and of a mailbox that stands for a domain. */
function reasonOf(comment: string): string {
  const own = comment.startsWith('unknown: ') ? comment.slice('unknown: '.length) : comment;
  return own.replace(/^error in processing during lookup of \S{1,320}: /, '');
}

/** The SPF records at the name (at most five are looked at); undefined where they could not be asked. */
export async function publishedSpf(
  domain: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<readonly string[] | undefined> {
  const answer = await resolver.lookup(domain, 'TXT', signal);
  if (answer.state === 'unknown') return undefined;
  if (answer.state === 'absent') return [];
  return answer.value.records
    .flatMap((record) => (record.type === 'TXT' && isSpfRecord(record.text) ? record.text : []))
    .slice(0, 5);
}
