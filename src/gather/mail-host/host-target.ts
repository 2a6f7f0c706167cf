/** One port of one address of a mail host, and how it may be spoken to. */
import type { Clock } from '../../base/clock.ts';
import type { MailPort } from '../../findings/facts/mail-host.ts';

export interface HostTarget {
  /** Name for SNI and the certificate. */
  readonly host: string;
  readonly ip: string;
  /** What the port means. */
  readonly port: MailPort;
  /** The number to connect to. */
  readonly number: number;
  /** Domains whose MX the host is, the one to ask about first. */
  readonly domains: readonly string[];
  /** The user said that the host is his. */
  readonly isOwn: boolean;
}

export interface HostSettings {
  readonly ehloName: string;
  readonly trustedRoots: readonly string[];
  readonly clock: Clock;
  /** Until the connection stands. */
  readonly connectTimeoutMs: number;
  /** For everything that is asked of one port, over all its connections. */
  readonly endpointTimeoutMs: number;
  /** How long the host may take to answer to a sequence in a message; those that end a message answer at once. */
  readonly patienceMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Settings whose signal ends with the time for one port. */
export function forOneEndpoint(settings: HostSettings): HostSettings {
  const limit = AbortSignal.timeout(settings.endpointTimeoutMs);
  return {
    ...settings,
    signal: settings.signal === undefined ? limit : AbortSignal.any([settings.signal, limit]),
  };
}
