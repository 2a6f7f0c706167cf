/** The proposed record as a fix, where it proved itself over the observed zone. */
import type { JsonObject } from '../../base/json.ts';
import type { SpfFacts } from '../../findings/evidence.ts';
import type { Fix } from '../../findings/fix.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';

/** What to do about an IP that SPF does not let pass: records to copy, and arguments of the text that asks first. */
export interface SpfAdvice {
  readonly fixes: readonly Fix[];
  readonly data: JsonObject;
}

/**
 * A record to copy is given only where the IP is known to be the sender's own; an IP that only the words of the refusal
 * name may be a forwarder's or a forger's. Mail that was forwarded fails SPF at every record (RFC 7208 §D), and
 * 'v=spf1 -all' says that the domain sends no mail: neither is a reason to allow the IP.
 */
export function adviseSpf(spf: SpfFacts, { expandedFrom, senderIpFrom = 'words' }: ReplyFacts): SpfAdvice {
  if (expandedFrom !== undefined) return { fixes: [], data: { forwardedBy: spf.ip } };
  if (senderIpFrom !== 'given' && isSilent(spf.record))
    return { fixes: [], data: { silentDomain: spf.domain } };
  const record = spf.proposal?.isVerified === true ? spf.proposal.record : undefined;
  const data = record === undefined ? {} : { proposed: record };
  if (senderIpFrom === 'words') return { fixes: [], data: { ...data, unconfirmedIp: spf.ip } };
  if (record === undefined) return { fixes: [], data };
  const replaces = spf.record === undefined ? {} : { replaces: spf.record };
  return { fixes: [{ kind: 'dns', name: spf.domain, type: 'TXT', value: record, ...replaces }], data };
}

/** 'v=spf1 -all' and nothing else. */
function isSilent(record: string | undefined): boolean {
  const terms = (record ?? '')
    .toLowerCase()
    .split(' ')
    .filter((term) => term !== '');
  return terms.join(' ') === 'v=spf1 -all';
}

/** How sure the judged identity is: a domain that only stands in for MAIL FROM may be another one. */
export function confidenceOf(spf: SpfFacts): number {
  return spf.identity === 'header-from' ? 0.7 : 1;
}
