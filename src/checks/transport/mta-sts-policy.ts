/** Can the policy be fetched as senders fetch it (RFC 8461 §3.3): over HTTPS, with a good certificate, without redirect? */
import type { JsonObject } from '../../base/json.ts';
import type { MtaStsFacts, PolicyFetch } from '../../findings/facts/transport.ts';
import type { Check, Outcome } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

type Said = readonly [Outcome, string, JsonObject];

/** Failures of the fetch that the policy host is to blame for; others (time-out, DNS, our own network) prove nothing. */
const blamed: Readonly<Record<string, string>> = {
  certificate: 'certificate',
  'too-large': 'too-large',
  'not-public': 'not-public',
  refused: 'refused',
  reset: 'broken-connection',
  tls: 'broken-connection',
  'not-http': 'broken-connection',
};

export const mtaStsPolicy: Check<'mtaSts'> = {
  id: 'transport/mta-sts-policy',
  needs: ['mtaSts'],
  sources: [{ title: 'RFC 8461 §3.2' }, { title: 'RFC 8461 §3.3' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'mtaSts');
    if (facts === undefined || facts.records.length === 0)
      return draft(evidence, 'mtaSts', 'not-applicable', 'no-record');
    const [outcome, message, data] = whatOf(facts);
    return draft(evidence, 'mtaSts', outcome, message, { domain: facts.domain, ...data });
  },
};

function whatOf({ policyHost, policy, domain }: MtaStsFacts): Said {
  const host = policyHost?.host ?? `mta-sts.${domain}`;
  if (policy !== undefined) return whatOfFetch(policy);
  if (policyHost?.addresses === 'unknown') return ['unknown', 'could-not-check', { host, why: 'no-answer' }];
  if (policyHost?.danglingAlias !== undefined)
    return ['fail', 'alias-dangling', { host, target: policyHost.danglingAlias }];
  if (policyHost?.addresses.length === 0) return ['fail', 'host-missing', { host }];
  return ['unknown', 'not-fetched', { host }];
}

function whatOfFetch(policy: PolicyFetch): Said {
  const { url } = policy;
  if (policy.state === 'failed') {
    const { code, why } = policy;
    const message = blamed[code];
    if (message === undefined) return ['unknown', 'could-not-check', { url, why: code, detail: why }];
    return ['fail', message, { url, reason: why }];
  }
  if (policy.state === 'status') {
    const { status, location } = policy;
    // RFC 8461 §3.3: HTTP 3xx redirects MUST NOT be followed.
    if (status >= 300 && status < 400) return ['fail', 'redirect', { url, status, location }];
    return ['fail', 'status', { url, status }];
  }
  const type = policy.contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  // RFC 8461 §3.2: senders should take text/plain only.
  if (type !== 'text/plain') return ['fail', 'content-type', { url, contentType: type }];
  return ['pass', 'fetched', { url }];
}
