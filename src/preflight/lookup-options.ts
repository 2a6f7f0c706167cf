import type { MailProfile } from '../findings/message-check.ts';
import type { SpamdTarget } from '../gather/engines/index.ts';

/** What is asked, and what is known of the way that the message will take. */
export interface LookupOptions {
  readonly profile: MailProfile;
  readonly isOffline: boolean;
  /** 'host:port' of the DNS server to ask instead of the system's. */
  readonly resolver?: string;
  readonly senderIp?: string;
  readonly helo?: string;
  readonly mailFrom?: string;
  readonly listKeysFile?: string;
  /** Base address of rspamd's HTTP interface. */
  readonly rspamd?: URL;
  readonly rspamdPasswordFile?: string;
  readonly spamd?: SpamdTarget;
  /** Open the links. */
  readonly fetches: boolean;
  /** 'get-and-post' unsubscribes the address that stands in the message. */
  readonly probeMode?: 'get' | 'get-and-post';
}
