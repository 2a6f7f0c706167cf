/**
 * Asks mail exchangers who they are: connects to port 25, reads the greeting, says EHLO, notes the keywords
 * (RFC 5321 §4.1.1.1, §4.1.1.10; SIZE of RFC 1870, STARTTLS of RFC 3207), says QUIT. It never names a sender or a
 * recipient. Only with --connect. Limits: three hosts, one address each, 5 s and 16 kB and 100 lines a connection.
 */
import type { MxConnectionFacts } from '../../findings/evidence.ts';
import { ehloKeywords } from './ehlo-keywords.ts';
import { ownName } from './own-name.ts';
import { openSession, type Session } from './session.ts';
import type { SessionProblem } from './session-problem.ts';

export type ProbeAttempt = MxConnectionFacts['attempts'][number];

export interface ProbeTarget {
  readonly host: string;
  readonly ip: string;
}

export interface ProbeOptions {
  /** Name to give at EHLO; without it the machine's own name, or an address literal where it has no full name. */
  readonly ehloName?: string;
  readonly port?: number;
  readonly timeoutMs?: number;
  /** Loopback and private addresses are refused unless tests allow them. */
  readonly allowPrivate?: boolean;
  readonly signal?: AbortSignal;
}

const maxTargets = 3;

/** One attempt per target, in order, made at the same time. Never throws for what the network does. */
export async function probeMx(
  targets: readonly ProbeTarget[],
  isPublic: (ip: string) => boolean,
  options: ProbeOptions = {},
): Promise<readonly ProbeAttempt[]> {
  return Promise.all(
    targets.slice(0, maxTargets).map((target) => {
      if (options.allowPrivate !== true && !isPublic(target.ip)) {
        return { ...target, outcome: 'error' as const, detail: 'not-public' };
      }
      return probeOne(target, options);
    }),
  );
}

async function probeOne(target: ProbeTarget, options: ProbeOptions): Promise<ProbeAttempt> {
  const session = openSession(target.ip, options.port ?? 25, {
    timeoutMs: options.timeoutMs ?? 5000,
    ...(options.signal !== undefined && { signal: options.signal }),
  });
  try {
    return await converse(target, session, options.ehloName ?? ownName());
  } finally {
    session.close();
  }
}

async function converse(target: ProbeTarget, session: Session, ehloName: string): Promise<ProbeAttempt> {
  const greeting = await session.readReply();
  if (!greeting.ok) return { ...target, ...failureOf(greeting.problem) };
  const banner = greeting.value.lines.join(' ').slice(0, 512);
  // RFC 5321 §3.1: 220 opens, 554 refuses all service; 421 closes (§3.8).
  if (greeting.value.code !== 220) return { ...target, outcome: 'greeting-refused', banner };
  const ehlo = await session.ask(`EHLO ${ehloName}`);
  if (!ehlo.ok) return { ...target, ...failureOf(ehlo.problem), banner };
  if (ehlo.value.code !== 250) {
    const detail = `EHLO: ${ehlo.value.code} ${ehlo.value.lines.join(' ')}`.slice(0, 512);
    return { ...target, outcome: 'greeting-refused', banner, detail };
  }
  return { ...target, outcome: 'accepted', banner, ehloKeywords: ehloKeywords(ehlo.value) };
}

function failureOf({ outcome, detail }: SessionProblem): Pick<ProbeAttempt, 'outcome' | 'detail'> {
  return { outcome: outcome === 'not-smtp' || outcome === 'tls' ? 'error' : outcome, detail };
}
