/** Zones of example.org with a sound or faulty SPF record, and what the checks of its tree say of them. Test support. */
import { systemClock } from '../../base/clock.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { Finding } from '../../findings/finding.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { type Zone, zoneResolver } from '../../gather/dns/testing.ts';
import { gatherSpfTree } from '../../gather/spf-tree/gather-spf-tree.ts';
import { spfAuditChecks } from './audit-checks.ts';

export const domain = 'example.org';

async function evidenceFor(zone: Zone): Promise<Evidence> {
  const context = {
    resolver: zoneResolver(zone),
    clock: systemClock,
    connect: false,
    allowPrivate: false,
    selectors: [],
  };
  const from = { kind: 'input', where: 'test' } as const;
  const about = { state: 'present', value: { kind: 'domain', name: domain }, seenAt: '', from } as const;
  return { about, ...(await gatherSpfTree(domain, context)) };
}

/** Every finding of the tree's checks. */
export const judged = async (zone: Zone): Promise<readonly Finding[]> =>
  runChecks(spfAuditChecks, await evidenceFor(zone));

/** A record of the sample domain beside what it leads to; the domain has an address and a mail host. */
export const zoneWith = (text: string | readonly string[], more: Zone = {}): Zone => ({
  [domain]: { TXT: [text], A: ['192.0.2.1'], AAAA: ['2001:db8::1'], MX: [`10 mx.${domain}`] },
  [`mx.${domain}`]: { A: ['192.0.2.2'], AAAA: ['2001:db8::2'] },
  'good.example.net': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
  ...more,
});

/** A name with one text. */
export const txt = (text: string): Zone[string] => ({ TXT: [text] });
/** 'check message' of what fails, without the family. */
export const failures = (findings: readonly Finding[]): readonly string[] =>
  findings
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ check, message }) => `${check.slice(4)} ${message}`);

/** So many terms, each with a name of its own. */
export const names = (count: number, start = 'a:h'): string =>
  Array.from({ length: count }, (_, i) => `${start}${i}.example.net`).join(' ');
/** Addresses for those names. */
export const hosts = (count: number): Zone =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `h${i}.example.net`,
      { A: ['192.0.2.9'], AAAA: ['2001:db8::9'] },
    ]),
  );
