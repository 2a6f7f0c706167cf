/**
 * Findings with the records that only a change plan can prove taken out. Each check sees its own fault: two of them would
 * propose two records for one name. What the plan mends, the plan alone proposes; the finding says how to ask for it.
 */
import type { Fix } from '../../findings/fix.ts';
import type { Audit, WeighedFinding } from '../audit-case.ts';
import { families } from './families.ts';

type DnsFix = Extract<Fix, { readonly kind: 'dns' }>;

/** The audit as it is shown. `sendingIps`: as they were given, so that the plan knows them, too. */
export function pointToPlan(audit: Audit, sendingIps: readonly string[]): Audit {
  const { subject, plan } = audit;
  if (subject.kind !== 'domain') return audit;
  const domain = subject.name;
  const options = sendingIps.map((ip) => ` --sending-ip ${ip}`).join('');
  const pointed = (finding: WeighedFinding): WeighedFinding => {
    const { check, data, fixes, outcome } = finding;
    if (outcome !== 'fail' || !isPlanned(check)) return finding;
    const owners = new Set<string>();
    const kept = fixes.filter((fix) => {
      const owner = fix.kind === 'dns' ? ownerOf(fix, check, domain) : undefined;
      if (owner !== undefined) owners.add(owner);
      return owner === undefined;
    });
    const told = Object.entries(data).filter(([key]) => !check.startsWith('spf/') || key !== 'proposed');
    if (check.startsWith('spf/') && data.owner === undefined) owners.add(String(data.domain ?? domain));
    const commands = [...owners]
      // The plan stands below.
      .filter((owner) => plan === undefined || owner !== domain)
      .map((owner): Fix => {
        return { kind: 'command', line: `waypost audit ${owner}${owner === domain ? options : ''} --plan` };
      });
    return { ...finding, data: Object.fromEntries(told), fixes: [...kept, ...commands] };
  };
  return { ...audit, findings: audit.findings.map(pointed) };
}

const isPlanned = (check: string): boolean =>
  check.startsWith('spf/') ||
  families.some(({ checks }) => checks.some((prefix) => check.startsWith(prefix)));

/** The domain whose plan mends the record; undefined where none does. */
function ownerOf({ name }: DnsFix, check: string, domain: string): string | undefined {
  if (name === domain || name.endsWith(`.${domain}`)) return domain;
  if (check.startsWith('spf/')) return name;
  return check.startsWith('dmarc/') && name.startsWith('_dmarc.') ? name.slice('_dmarc.'.length) : undefined;
}
