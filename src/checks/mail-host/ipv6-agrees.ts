/** Does the host say the same over IPv6 as over IPv4? One that does not loses mail from half of its senders, and only sometimes. */
import type { HostEndpoint } from '../../findings/facts/mail-host.ts';
import type { Check, FindingDraft } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { authMechanisms, keywordsOf } from './endpoints.ts';

const compared = [25, 465, 587] as const;

export const ipv6Agrees: Check<'mailHost'> = {
  id: 'mail-host/ipv6-agrees',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 5321 §5.2' }, { title: 'RFC 3974 §3' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'mailHost');
    const asked = facts?.endpoints.filter(({ outcome }) => outcome !== 'not-asked') ?? [];
    if (facts === undefined || asked.length === 0) return [];
    const { host, failedFamilies = [] } = facts;
    const families = [
      asked.filter(({ ip }) => !ip.includes(':')),
      asked.filter(({ ip }) => ip.includes(':')),
    ];
    if (families.some((one) => one.length === 0)) {
      return failedFamilies.length > 0
        ? draft(evidence, 'mailHost', 'unknown', 'could-not-check', { host, why: failedFamilies.join(', ') })
        : draft(evidence, 'mailHost', 'not-applicable', 'one-family', { host });
    }
    const drafts = compared.flatMap((port): readonly FindingDraft[] => {
      const [ipv4 = [], ipv6 = []] = families.map((one) => one.filter((endpoint) => endpoint.port === port));
      const open4 = ipv4.find(({ outcome }) => outcome === 'open');
      const open6 = ipv6.find(({ outcome }) => outcome === 'open');
      const data = { host, port };
      if (open4 === undefined && open6 === undefined) return [];
      if (open4 === undefined || open6 === undefined) {
        const outcome = (open4 === undefined ? ipv4 : ipv6)[0]?.outcome ?? 'error';
        const more = { ...data, family: open4 === undefined ? 'IPv4' : 'IPv6', outcome };
        // Silence and a missing route may be our own.
        return outcome === 'time-out' || outcome === 'error'
          ? draft(evidence, 'mailHost', 'unknown', 'one-silent', more)
          : draft(evidence, 'mailHost', 'fail', 'one-closed', more);
      }
      const differences = differencesOf(open4, open6);
      return differences.length > 0
        ? draft(evidence, 'mailHost', 'fail', 'differs', { ...data, differences })
        : draft(evidence, 'mailHost', 'pass', 'agrees', data);
    });
    return drafts;
  },
};

/** Ids: 'starttls', 'certificate', 'auth'. */
function differencesOf(a: HostEndpoint, b: HostEndpoint): readonly string[] {
  const auth = (one: HostEndpoint) => JSON.stringify(authMechanisms(keywordsOf(one)) ?? []);
  const certificate = (one: HostEndpoint) => one.tls?.chain[0]?.subject ?? '';
  return [
    ...(a.startTls === b.startTls ? [] : ['STARTTLS']),
    ...(a.tls === undefined || b.tls === undefined || certificate(a) === certificate(b)
      ? []
      : ['certificate']),
    ...(auth(a) === auth(b) ? [] : ['AUTH']),
  ];
}
