/** SRV records by which mail programs find servers (RFC 6186, RFC 8314 §5.1, RFC 2782). */
import { plainName } from '../../base/host-name.ts';
import type { ClientSettings, MailProtocol, MailSecurity } from './types.ts';

export interface SrvServiceKind {
  /** '_submissions._tcp'. */
  readonly service: string;
  readonly protocol: MailProtocol;
  readonly security: Exclude<MailSecurity, 'none'>;
  /** The registered port. */
  readonly port: number;
}

/** In order of what is preferred: TLS from the first octet (RFC 8314 §3.3). */
export const srvServices: readonly SrvServiceKind[] = [
  { service: '_submissions._tcp', protocol: 'smtp', security: 'implicit-tls', port: 465 },
  { service: '_submission._tcp', protocol: 'smtp', security: 'starttls', port: 587 },
  { service: '_imaps._tcp', protocol: 'imap', security: 'implicit-tls', port: 993 },
  { service: '_imap._tcp', protocol: 'imap', security: 'starttls', port: 143 },
  { service: '_pop3s._tcp', protocol: 'pop3', security: 'implicit-tls', port: 995 },
  { service: '_pop3._tcp', protocol: 'pop3', security: 'starttls', port: 110 },
];

/** A record as a zone file writes it: `name` is the owner without the final dot. */
export interface SrvLine {
  readonly name: string;
  readonly type: 'SRV';
  /** 'priority weight port target.'. */
  readonly value: string;
}

/** One record a server that is offered under TLS, and '0 0 0 .' (not offered) for each other service. */
export function formatSrvRecords(settings: ClientSettings): readonly SrvLine[] {
  return srvServices.flatMap(({ service, protocol, security }) => {
    const name = `${service}.${settings.domain}`;
    const offered = settings.services.filter((one) => one.protocol === protocol && one.security === security);
    // RFC 2782: a target '.' says that the service is not there.
    if (offered.length === 0) return [{ name, type: 'SRV', value: '0 0 0 .' }] as const;
    return offered.map(({ host, port }, index): SrvLine => {
      return { name, type: 'SRV', value: `${index} 1 ${port} ${plainName(host)}.` };
    });
  });
}
