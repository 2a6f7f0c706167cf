/** How a mail program reaches its servers: what every format of automatic set-up says in its own way. */

export type MailProtocol = 'smtp' | 'imap' | 'pop3';

/** 'implicit-tls': from the first octet (RFC 8314 §3); 'starttls': after the command; 'none': clear text. */
export type MailSecurity = 'implicit-tls' | 'starttls' | 'none';

/** 'password': sent under TLS; 'encrypted-password': CRAM-MD5 and its like; 'oauth2'. */
export type MailAuthentication = 'password' | 'encrypted-password' | 'oauth2' | 'none';

export interface MailService {
  readonly protocol: MailProtocol;
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  /** In order of preference. */
  readonly authentication: readonly MailAuthentication[];
  /** What is typed as user name: the whole address, or what stands before the @. */
  readonly login: 'address' | 'local-part';
}

/** A domain's servers, best first in each protocol. */
export interface ClientSettings {
  readonly domain: string;
  /** Further domains with the same servers. */
  readonly otherDomains?: readonly string[];
  /** Shown to the user; cut to 60 characters where a format says so. */
  readonly displayName: string;
  /** Cut to 20 characters. */
  readonly displayShortName?: string;
  readonly services: readonly MailService[];
}
