/** A mail host on loopback, gathered and judged as an audit does it. Test support. */
import { systemClock } from '../../src/base/clock.ts';
import { mailHostChecks } from '../../src/checks/mail-host/audit-checks.ts';
import type { Evidence } from '../../src/findings/evidence.ts';
import type { MailPort } from '../../src/findings/facts/mail-host.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { runChecks } from '../../src/findings/run-checks.ts';
import type { AuditContext } from '../../src/gather/audit/types.ts';
import { zoneResolver } from '../../src/gather/dns/testing.ts';
import { gatherMailHost } from '../../src/gather/mail-host/gather-mail-host.ts';

export type Ports = Partial<Record<MailPort, number>>;

/** Addresses of loopback that are not in the /24 that we ask from: what they allow their own network is not for us. */
export const goodIp = '127.0.9.1';
export const badIp = '127.0.9.2';
export const hosts = {
  'mx.example.org': goodIp,
  'bad.example.org': badIp,
  'fake.example.org': '127.0.9.3',
} as const;
type HostName = keyof typeof hosts;

const zone = Object.fromEntries(Object.entries(hosts).map(([name, ip]) => [name, { A: [ip] }]));
/** A port that nobody listens at. */
const closed: Ports = { 25: 1, 26: 1, 465: 1, 587: 1, 2525: 1 };

/** Audits one of `hosts`, an MX of example.org; ports that are not given are closed. */
export async function audit(
  host: HostName,
  ports: Ports,
  more: Partial<AuditContext> = {},
): Promise<{ evidence: Evidence; findings: readonly Finding[]; said: (check: string) => readonly string[] }> {
  const context: AuditContext = {
    resolver: zoneResolver({ ...zone, '1.9.0.127.in-addr.arpa': { PTR: ['mx.example.org'] } }),
    clock: systemClock,
    connect: true,
    allowPrivate: true,

    ports: { ...closed, ...ports },
    probe: { ehloName: 'audit.example.net' },
    ...more,
  };
  const evidence = await gatherMailHost(host, context, ['example.org']);
  const findings = runChecks(mailHostChecks, evidence);
  const said = (check: string) =>
    findings
      .filter((finding) => finding.check === `mail-host/${check}`)
      .map(({ outcome, message }) => `${outcome} ${message}`);
  return { evidence, findings, said };
}
