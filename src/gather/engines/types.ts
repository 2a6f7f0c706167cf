/** A spam filter that is asked about a message, and what came of it. */
import type { EngineAnswer, EngineName } from '../../wire/engines/types.ts';

/** The connection that the message will come over, as a receiver sees it. */
export interface RelayContext {
  /** Address of the host that sends, canonical. */
  readonly ip?: string;
  readonly helo?: string;
  /** Reverse name of the address; the HELO name stands in for it. */
  readonly hostname?: string;
  readonly mailFrom?: string;
  readonly rcptTo?: string;
}

export type EngineReading =
  | {
      readonly state: 'answered';
      readonly answer: EngineAnswer;
      /** 'host:port', URL or path. */
      readonly server: string;
      readonly elapsedMs: number;
      /** It was told of a connection: rules about the relay could run. */
      readonly hasRelay: boolean;
    }
  /**
   * Codes: 'refused', 'not-found' (no such host or socket), 'denied' (password), 'time-out', 'reset', 'network', 'too-large',
   * 'message-too-large', 'not-rspamd', 'not-spamd', 'engine-error', 'cut-off', 'skipped', 'http-status', 'aborted', 'gave-up' (it failed before in this run and was not asked).
   */
  | {
      readonly state: 'failed';
      readonly engine: EngineName;
      readonly server: string;
      readonly code: string;
      /** What happened, for those who look closer. */
      readonly why: string;
    };

/** Asks one engine about a message. Never throws, never waits longer than 20 s. */
export type EngineAsker = (
  message: Uint8Array,
  relay: RelayContext,
  signal?: AbortSignal,
) => Promise<EngineReading>;

/** Milliseconds and octets; for tests. */
export interface EngineLimits {
  readonly connectMs: number;
  readonly wholeMs: number;
  readonly maxAnswerBytes: number;
}

export const engineLimits: EngineLimits = { connectMs: 3000, wholeMs: 20_000, maxAnswerBytes: 1024 * 1024 };
