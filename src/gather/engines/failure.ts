/** Why an engine could not be asked, from what the socket says. */
import type { EngineName } from '../../wire/engines/types.ts';
import type { EngineReading } from './types.ts';

type Failed = Extract<EngineReading, { state: 'failed' }>;

const codes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  ENOENT: 'not-found',
  EACCES: 'denied',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'time-out',
};

/** What an exchange that failed is told as. */
export function engineFailure(engine: EngineName, server: string, code: string, why: string): Failed {
  return { state: 'failed', engine, server, code, why: why.slice(0, 300) };
}

/** The code for an error of the socket or of HTTP. */
export function codeOfError(cause: Error): string {
  const code = 'code' in cause ? String(cause.code) : '';
  if (code.startsWith('HPE_')) return 'not-rspamd';
  return codes[code] ?? 'network';
}
