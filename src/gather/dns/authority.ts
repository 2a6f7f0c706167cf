/**
 * Direct questions to the name servers of a zone, without recursion: what each of them says itself, and whether it says
 * so with authority (RFC 1034 §4.3.1). The addresses come from DNS, so they are strangers': only public ones are asked,
 * unless a lab says otherwise.
 */
import { randomInt } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { isPublicIp } from '../../base/ip.ts';
import type { Problem } from '../../base/result.ts';
import type { DnsSource } from '../../findings/observed.ts';
import { askServers } from './ask-servers.ts';
import { createSemaphore } from './semaphore.ts';
import { formatServer } from './servers.ts';
import type { DnsRecord, DnsType } from './types.ts';
import { createUdpChannels } from './udp-channels.ts';
import { questionText } from './unknown-answer.ts';
import { wireName } from './wire-name.ts';

export type AuthorityAnswer =
  | {
      readonly state: 'answered';
      /** 'NOERROR', 'NXDOMAIN', 'REFUSED', … */
      readonly rcode: string;
      readonly isAuthoritative: boolean;
      readonly answers: readonly DnsRecord[];
      /** The delegation's NS records, where the server refers to others. */
      readonly authorities: readonly DnsRecord[];
      readonly from: DnsSource;
    }
  /** Codes: 'time-out', 'network', 'bad-answer', 'bad-name', 'not-public', 'aborted'. */
  | { readonly state: 'failed'; readonly why: Problem; readonly from: DnsSource };

export interface AuthorityClient {
  /** Asks the server at this address. Never throws; every wait is limited. */
  readonly ask: (ip: string, name: string, type: DnsType, signal?: AbortSignal) => Promise<AuthorityAnswer>;
}

export interface AuthorityOptions {
  readonly clock: Clock;
  /** Default 53. */
  readonly port?: number;
  /** Private and loopback addresses may be asked. */
  readonly allowPrivate?: boolean;
  /** For each of two tries; default 1,400. */
  readonly timeoutMs?: number;
}

const tries = 2;
const maxInFlight = 32;

export function createAuthorityClient(options: AuthorityOptions): AuthorityClient {
  const { clock, port = 53, allowPrivate = false, timeoutMs = 1400 } = options;
  const random = (end: number): number => randomInt(end);
  const udp = createUdpChannels(random);
  const room = createSemaphore(maxInFlight);
  const never = new AbortController().signal;
  return {
    ask: async (ip, given, type, signal = never) => {
      const server = { host: ip, port };
      const startedMs = clock.monotonicMs();
      const source = (): DnsSource => ({
        kind: 'dns',
        question: `${questionText(given, type)} +norecurse`,
        server: formatServer(server),
        elapsedMs: Math.round((clock.monotonicMs() - startedMs) * 10) / 10,
      });
      const name = wireName(given);
      if (!name.ok) return { state: 'failed', why: name.problem, from: source() };
      if (!allowPrivate && !isPublicIp(ip)) {
        const message = `${ip} is no public address; a name server there cannot be asked.`;
        return { state: 'failed', why: { code: 'not-public', message }, from: source() };
      }
      const asked = { servers: [server], timeoutMs, tries, random, udp, signal, isRecursive: false };
      const { message, result } = await room.run(() => askServers(name.value, type, asked));
      if (message === undefined) {
        const why = result.ok ? { code: 'bad-answer', message: '' } : result.problem;
        return { state: 'failed', why, from: source() };
      }
      const { rcode, isAuthoritative, answers, authorities } = message;
      return {
        state: 'answered',
        rcode,
        isAuthoritative,
        answers,
        authorities,
        from: { ...source(), rcode },
      };
    },
  };
}
