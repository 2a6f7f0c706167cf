/** Gathers MTA-STS (RFC 8461): the record, the policy host, the policy, and the mail hosts to compare it with. */

import { plainName } from '../../base/host-name.ts';
import { withoutMarks } from '../../base/marks.ts';
import type { MtaStsFacts, PolicyFetch, PolicyHost } from '../../findings/facts/transport.ts';
import type { Observed } from '../../findings/observed.ts';
import { isMtaStsRecord, parseMtaStsPolicy } from '../../wire/mta-sts/index.ts';
import { isNxDomain, lookupAddresses } from '../answers.ts';
import type { AuditContext, HttpsFetch } from '../audit/types.ts';
import type { DnsObservation } from '../dns/types.ts';
import { type Recorder, recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import { sortTexts } from './transport-texts.ts';

const MAX_MX = 20;
/** RFC 8461 §3.3 suggests at most 64 kilobytes, and a minute; who waits for an audit has less patience. */
const LIMITS = { maxBytes: 65_536, timeoutMs: 10_000 };
const MAX_TEXT = 8192;

/** Never throws. The policy is fetched only with `context.fetch`. */
export async function gatherMtaSts(domain: string, context: AuditContext): Promise<Observed<MtaStsFacts>> {
  const { clock, signal, fetch } = context;
  const recorder = recordingResolver(context.resolver);
  const answer = await recorder.lookup(`_mta-sts.${domain}`, 'TXT', signal);
  const from = () => computedFrom('MTA-STS (RFC 8461)', recorder);
  if (answer.state === 'unknown') return unknown(answer.why, clock, answer.from);
  const { records, nearMisses } =
    answer.state === 'present'
      ? sortTexts(answer.value, isMtaStsRecord, 'stsv1')
      : { records: [], nearMisses: [] };
  // Without a record nobody looks for a policy: whether one waits there is asked only where much is asked anyway.
  if (records.length === 0 && fetch === undefined && nearMisses.length === 0)
    return absent(clock, answer.from);
  const [mx, policyHost, fetched] = await Promise.all([
    recorder.lookup(domain, 'MX', signal),
    lookupPolicyHost(domain, recorder, signal),
    fetch === undefined ? undefined : fetchPolicy(domain, fetch, signal),
  ]);
  // That there is no address to fetch from is what `policyHost` tells.
  const policy = fetched?.state === 'failed' && fetched.code === 'no-address' ? undefined : fetched;
  const waits = policy?.state === 'fetched' && policy.mode !== undefined;
  if (records.length === 0 && nearMisses.length === 0 && !waits) return absent(clock, answer.from);
  const facts: MtaStsFacts = {
    domain,
    records,
    nearMisses,
    mxHosts: hostsOf(mx, domain),
    policyHost,
    ...(policy !== undefined && { policy }),
  };
  return present(facts, clock, from());
}

/** RFC 5321 §5.1: without MX the domain itself; RFC 7505: none at all. */
function hostsOf(mx: DnsObservation, domain: string): MtaStsFacts['mxHosts'] {
  if (mx.state === 'unknown') return 'unknown';
  if (mx.state === 'absent') return isNxDomain(mx) ? [] : [domain];
  const hosts = mx.value.records.flatMap((record) =>
    record.type === 'MX' ? plainName(record.exchange) : [],
  );
  return [...new Set(hosts)]
    .filter((host) => host !== '' && host !== '.')
    .sort()
    .slice(0, MAX_MX);
}

async function lookupPolicyHost(
  domain: string,
  resolver: Recorder,
  signal: AbortSignal | undefined,
): Promise<PolicyHost> {
  const host = `mta-sts.${domain}`;
  const { addresses, failed } = await lookupAddresses(host, resolver, signal);
  if (failed !== undefined) return { host, addresses: 'unknown' };
  if (addresses.length > 0) return { host, addresses };
  const alias = await resolver.lookup(host, 'CNAME', signal);
  const [record] = alias.state === 'present' ? alias.value.records : [];
  return { host, addresses, ...(record?.type === 'CNAME' && { danglingAlias: plainName(record.target) }) };
}

async function fetchPolicy(
  domain: string,
  fetch: HttpsFetch,
  signal: AbortSignal | undefined,
): Promise<PolicyFetch> {
  const url = `https://mta-sts.${domain}/.well-known/mta-sts.txt`;
  const answer = await fetch(url, { ...LIMITS, ...(signal !== undefined && { signal }) });
  if (answer.state === 'failed') return { state: 'failed', url, code: answer.code, why: answer.why };
  const { status, location, contentType, body } = answer;
  // RFC 8461 §3.3: only 200 is a policy; redirects are not followed.
  if (status !== 200) return { state: 'status', url, status, ...(location !== undefined && { location }) };
  const text = withoutMarks(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body));
  const { version, mode, maxAgeSeconds, mx, problems } = parseMtaStsPolicy(text);
  return {
    state: 'fetched',
    url,
    contentType,
    text: text.slice(0, MAX_TEXT),
    ...(version !== undefined && { version: version.slice(0, 40) }),
    ...(mode !== undefined && { mode }),
    ...(maxAgeSeconds !== undefined && { maxAgeSeconds }),
    mx,
    problems: problems.slice(0, 20),
  };
}
