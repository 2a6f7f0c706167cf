/** Can a domain receive mail at all (RFC 5321 §5.1, RFC 7505)? For the mailboxes that reports are sent to. */
import { isNxDomain, lookupAddresses } from './answers.ts';
import type { Resolver } from './dns/types.ts';

/** 'unknown': that could not be asked. Asks MX, and addresses only where there is none. */
export async function canReceiveMail(
  domain: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<boolean | 'unknown'> {
  const mx = await resolver.lookup(domain, 'MX', signal);
  if (mx.state === 'unknown') return 'unknown';
  if (mx.state === 'present')
    // RFC 7505 §3: the root as host says that no mail is taken.
    return mx.value.records.some(
      (record) => record.type === 'MX' && record.exchange.replace(/\.$/, '') !== '',
    );
  if (isNxDomain(mx)) return false;
  const own = await lookupAddresses(domain, resolver, signal);
  return own.failed !== undefined ? 'unknown' : own.addresses.length > 0;
}
