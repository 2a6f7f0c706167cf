/**
 * Which network announces an address, asked of Team Cymru's DNS service, and whether it may (RFC 6811), asked of a
 * validator where the user has one.
 */
import { reverseName } from '../../base/ip.ts';
import type { RouteOrigin, RouteOriginFacts } from '../../findings/facts/sending-ip.ts';
import type { Observed } from '../../findings/observed.ts';
import type { AuditContext } from '../audit/types.ts';
import { absent, present, unknown } from '../shelf.ts';
import { parseOriginRecord } from './origin-record.ts';
import { validateOrigin } from './rpki-validator.ts';

const maxOrigins = 4;

/** Absent: the service knows no announced prefix with this address. */
export async function gatherRouteOrigin(
  ip: string,
  context: AuditContext,
): Promise<Observed<RouteOriginFacts>> {
  const { clock, signal } = context;
  const answer = await context.resolver.lookup(originName(ip), 'TXT', signal);
  if (answer.state === 'unknown') return unknown(answer.why, clock, answer.from);
  if (answer.state === 'absent') return absent(clock, answer.from);
  const prefixes = answer.value.records
    .flatMap((record) => (record.type === 'TXT' ? (parseOriginRecord(record.text) ?? []) : []))
    .sort((a, b) => b.bits - a.bits);
  const [longest] = prefixes;
  if (longest === undefined) {
    const message = 'The service of origins answered something that is no origin.';
    return unknown({ code: 'bad-answer', message }, clock, answer.from);
  }
  const { prefix } = longest;
  const same = prefixes.filter((one) => one.prefix === prefix).flatMap(({ origins }) => origins);
  const numbers = [...new Set(same)].slice(0, maxOrigins);
  const validated = await validateAll(numbers, prefix, context);
  return present({ ip, prefix, ...validated }, clock, answer.from);
}

/** 'x.2.0.192.origin.asn.cymru.com' or its origin6 counterpart. */
function originName(ip: string): string {
  const name = reverseName(ip);
  return name.endsWith('.ip6.arpa')
    ? name.replace(/\.ip6\.arpa$/, '.origin6.asn.cymru.com')
    : name.replace(/\.in-addr\.arpa$/, '.origin.asn.cymru.com');
}

async function validateAll(
  numbers: readonly number[],
  prefix: string,
  { rpkiValidator, signal }: AuditContext,
): Promise<Pick<RouteOriginFacts, 'origins' | 'notValidated'>> {
  if (rpkiValidator === undefined) {
    const message = 'No validator of route origins was given.';
    return { origins: numbers.map((as) => ({ as })), notValidated: { code: 'no-validator', message } };
  }
  const results = await Promise.all(
    numbers.map(async (as) => ({ as, result: await validateOrigin(rpkiValidator, as, prefix, signal) })),
  );
  const origins = results.map(
    ({ as, result }): RouteOrigin => (result.ok ? { as, ...result.value } : { as }),
  );
  const problem = results.map(({ result }) => (result.ok ? undefined : result.problem)).find(Boolean);
  return { origins, ...(problem !== undefined && { notValidated: problem }) };
}
