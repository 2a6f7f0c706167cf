/**
 * Can the reports that a record asks for arrive? An address outside the organization must be authorised by its own
 * domain (RFC 9990 §4, RFC 9991 §5), and every address needs a domain that takes mail. At most 20 URIs a tag.
 */
import type { ReportTarget } from '../../findings/facts/dmarc-tree.ts';
import { parseTagList, tagValue } from '../../wire/dkim/index.ts';
import {
  isDmarcRecord,
  organizationalDomain,
  parseReportUris,
  type ReportUri,
} from '../../wire/dmarc/index.ts';
import { lookupAddresses } from '../answers.ts';
import type { Resolver } from '../dns/types.ts';
import { walkTree } from '../mail-auth/dmarc-walk.ts';

export interface ReportRequest {
  readonly record: string;
  readonly recordDomain: string;
  /** Not there where the walk could not tell it. */
  readonly organization: string | undefined;
}

type Authorisation = Pick<ReportTarget, 'authorisation' | 'authorisationName'>;

/** One entry an address, in order. Each domain is asked once, however many addresses it has. */
export async function gatherReportTargets(
  request: ReportRequest,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<readonly ReportTarget[]> {
  const list = parseTagList(request.record);
  const uris = (['rua', 'ruf'] as const).flatMap((tag) => parseReportUris(tag, tagValue(list, tag) ?? ''));
  return Promise.all(uris.map((uri) => targetOf(uri, request, resolver, signal)));
}

async function targetOf(
  { tag, uri, sizeLimit, problem, domain }: ReportUri,
  request: ReportRequest,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<ReportTarget> {
  const base = {
    tag,
    uri,
    ...(sizeLimit !== undefined && { sizeLimit }),
    ...(problem !== undefined && { problem }),
    ...(domain !== undefined && { domain }),
  };
  // An address that receivers pass over needs no question.
  if (domain === undefined || problem !== undefined) {
    return { ...base, authorisation: 'not-asked', canReceive: 'not-asked' };
  }
  const [authorisation, canReceive] = await Promise.all([
    authorisationOf(domain, request, resolver, signal),
    canReceiveMail(domain, resolver, signal),
  ]);
  return { ...base, ...authorisation, canReceive };
}

async function authorisationOf(
  domain: string,
  { recordDomain, organization }: ReportRequest,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<Authorisation> {
  if (domain === recordDomain || domain === organization) return { authorisation: 'not-needed' };
  const isBelow = organization !== undefined && domain.endsWith(`.${organization}`);
  if (isBelow) {
    const walk = await walkTree(domain, resolver, signal);
    if (!walk.isBroken && organizationalDomain(domain, walk.found) === organization)
      return { authorisation: 'not-needed' };
    if (walk.isBroken) return { authorisation: 'unknown' };
  }
  const authorisationName = `${recordDomain}._report._dmarc.${domain}`;
  if (authorisationName.length > 253) return { authorisation: 'unknown', authorisationName };
  const answer = await resolver.lookup(authorisationName, 'TXT', signal);
  if (answer.state === 'unknown') return { authorisation: 'unknown', authorisationName };
  const records = answer.state === 'present' ? answer.value.records : [];
  const given = records.filter((record) => record.type === 'TXT' && isDmarcRecord(record.text));
  return { authorisation: given.length > 0 ? 'given' : 'missing', authorisationName };
}

/** MX that is not the null MX (RFC 7505), else an address of its own (RFC 5321 §5.1). */
async function canReceiveMail(
  domain: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<boolean | 'unknown'> {
  const mx = await resolver.lookup(domain, 'MX', signal);
  if (mx.state === 'unknown') return 'unknown';
  if (mx.state === 'present') {
    return mx.value.records.some((record) => record.type === 'MX' && record.exchange !== '.');
  }
  const { addresses, failed } = await lookupAddresses(domain, resolver, signal);
  if (addresses.length > 0) return true;
  return failed === undefined ? false : 'unknown';
}
