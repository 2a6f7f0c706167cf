/**
 * Audits of a healthy domain through a DNS server with faults: what an audit takes for missing or wrong although it only
 * could not be asked. Generic over all shelves and checks.
 */
import { judgeCases } from '../../src/audit/judge.ts';
import { systemClock } from '../../src/base/clock.ts';
import { auditChecks } from '../../src/checks/index.ts';
import type { Evidence } from '../../src/findings/evidence.ts';
import { createProfile } from '../../src/findings/profile.ts';
import {
  type AuditContext,
  gatherDomain,
  gatherSelector,
  gatherSendingIp,
} from '../../src/gather/audit/index.ts';
import { createResolver } from '../../src/gather/dns/index.ts';
import type { Zone } from '../../src/gather/dns/testing.ts';
import { type DnsFault, startFaultServer } from './fault-server.ts';

const domain = 'example.org';
const ip = '192.0.2.10';
const key = `v=DKIM1; k=ed25519; p=${Buffer.alloc(32, 7).toString('base64')}`;

/** A domain that sends and receives mail, with what stands around it. */
export const healthyZone: Zone = {
  '.': { NS: ['a.root.example'] },
  org: { SOA: ['a.nic.example hostmaster.nic.example 1 300'], NS: ['a.nic.example'] },
  'example.org': {
    SOA: ['ns1.example.org hostmaster.example.org 7 14400 3600 1209600 300'],
    NS: ['ns1.example.org', 'ns2.example.org'],
    MX: ['10 mx1.example.org', '20 mx2.example.org'],
    TXT: ['v=spf1 mx include:_spf.example.org -all'],
    CAA: ['0 issue ca.example.net'],
  },
  'mx1.example.org': { A: [ip], AAAA: ['2001:db8::10'], TXT: ['v=spf1 a -all'] },
  'mx2.example.org': { A: ['192.0.2.11'] },
  '_spf.example.org': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
  '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject; rua=mailto:dmarc@reports.example.net'] },
  'example.org._report._dmarc.reports.example.net': { TXT: ['v=DMARC1'] },
  'reports.example.net': { MX: ['10 mx1.example.org'] },
  '_smtp._tls.example.org': { TXT: ['v=TLSRPTv1; rua=mailto:tls@example.org'] },
  '_mta-sts.example.org': { TXT: ['v=STSv1; id=1'] },
  'mta-sts.example.org': { A: [ip] },
  'default._bimi.example.org': { TXT: ['v=BIMI1; l=https://example.org/logo.svg'] },
  's1._domainkey.example.org': { TXT: [key] },
  '_submissions._tcp.example.org': { SRV: ['0 1 465 mx1.example.org'] },
  '_imaps._tcp.example.org': { SRV: ['0 1 993 mx1.example.org'] },
  '10.2.0.192.in-addr.arpa': { PTR: ['mx1.example.org'] },
  '10.2.0.192.origin.asn.cymru.com': { TXT: ['64496 | 192.0.2.0/24 | ZZ | test | 2020-01-01'] },
};

/** What is wrong with an audit: shelves that are absent and findings that fail, each named. */
export interface Seen {
  readonly absent: readonly string[];
  readonly failing: readonly string[];
  readonly unknown: number;
}

/** Audits the healthy domain, its selector and its sending address; `faults` by name, '*' for all others. */
export async function auditWith(faults: Readonly<Record<string, DnsFault>>): Promise<Seen> {
  const server = await startFaultServer(healthyZone, faults);
  // Without a fault every answer comes; a busy machine may take its time. With one, silence is waited for often.
  const timeoutMs = Object.keys(faults).length === 0 ? 5000 : 120;
  const resolver = createResolver({ servers: [server], clock: systemClock, timeoutMs, tries: 1 });
  const context: AuditContext = {
    resolver,
    clock: systemClock,
    connect: false,
    allowPrivate: false,
    askRouteOrigin: true,
  };
  const sender = {
    text: '',
    senderIp: ip,
    sender: `postmaster@${domain}`,
    headerFrom: domain,
    helo: 'mx1.example.org',
  };
  try {
    const evidence = await Promise.all([
      gatherDomain(domain, context),
      gatherSelector(domain, { selector: 's1', origin: 'given' }, context),
      gatherSendingIp(ip, sender, context),
    ]);
    return seenIn(evidence);
  } finally {
    resolver.close();
    await server.close();
  }
}

function seenIn(evidence: readonly Evidence[]): Seen {
  const cases = evidence.map((one) => ({
    about: one.about?.state === 'present' ? one.about.value : ({ kind: 'domain', name: domain } as const),
    evidence: one,
  }));
  const absent = evidence.flatMap((one, place) =>
    Object.entries(one).flatMap(([key, shelf]) => (shelf.state === 'absent' ? [`${place} ${key}`] : [])),
  );
  const findings = judgeCases(cases, auditChecks, createProfile([]));
  const failing = findings
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ check, message, subject }) => `${check} ${message} ${subject.name}`);
  return { absent, failing, unknown: findings.filter(({ outcome }) => outcome === 'unknown').length };
}

/** After such an answer nothing is known. */
export const blindFaults: readonly DnsFault[] = [
  ...(['silence', 'servfail', 'refused', 'notimp', 'truncated-tcp-closes', 'wrong-id'] as const),
  ...(['wrong-question', 'garbage', 'lame', 'bogus'] as const),
];
/** With such an answer everything is known all the same. */
export const harmlessFaults: readonly DnsFault[] = ['truncated', 'forged-first', 'slow', 'no-edns', 'parked'];

/** A resolver that says "bogus" of a zone says something that is true of it. */
const isTrue = (failure: string, fault: DnsFault): boolean =>
  fault === 'bogus' && failure.startsWith('routing/dnssec bogus ');

/** What an audit under a fault says beyond what it says of the healthy domain. */
function falseWords(healthy: Seen, seen: Seen, fault: DnsFault): Pick<Seen, 'absent' | 'failing'> {
  return {
    absent: seen.absent.filter((shelf) => !healthy.absent.includes(shelf)),
    failing: seen.failing.filter((failure) => !healthy.failing.includes(failure) && !isTrue(failure, fault)),
  };
}

/** One fault at one name ('*' at all), and what was falsely said. */
export interface FaultAudit extends Pick<Seen, 'absent' | 'failing'> {
  readonly fault: DnsFault;
  readonly name: string;
}

/** Every fault at all names, and every blinding one at each name alone. */
export async function auditEveryFault(): Promise<readonly FaultAudit[]> {
  const healthy = await auditWith({});
  const cases = [
    ...[...blindFaults, ...harmlessFaults].map((fault) => ({ fault, name: '*' })),
    ...Object.keys(healthyZone).flatMap((name) => blindFaults.map((fault) => ({ fault, name }))),
  ];
  const audits: FaultAudit[] = [];
  const work = async (): Promise<void> => {
    for (let next = cases.shift(); next !== undefined; next = cases.shift()) {
      const seen = await auditWith({ [next.name]: next.fault });
      audits.push({ ...next, ...falseWords(healthy, seen, next.fault) });
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return audits;
}
