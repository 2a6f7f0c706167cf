/** Writes what a domain publishes for MTA-STS (RFC 8461 §3). */
import { plainName } from '../../base/host-name.ts';
import { MAX_AGE_SECONDS, type MtaStsMode } from './policy.ts';

/** The policy file, lines ended by CRLF (RFC 8461 §3.2); max_age is kept within what the RFC allows. */
export function formatMtaStsPolicy(policy: {
  readonly mode: MtaStsMode;
  readonly mx: readonly string[];
  readonly maxAgeSeconds: number;
}): string {
  const maxAge = Math.min(MAX_AGE_SECONDS, Math.max(0, Math.trunc(policy.maxAgeSeconds)));
  const lines = [
    'version: STSv1',
    `mode: ${policy.mode}`,
    ...policy.mx.map((host) => `mx: ${plainName(host)}`),
    `max_age: ${maxAge}`,
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/** The TXT record. `id` changes with the policy; signs that an id may not hold are left out, an instant may be given as it is. */
export function formatMtaStsRecord(id: string): string {
  return `v=STSv1; id=${id.replace(/[^A-Za-z0-9]/g, '').slice(0, 32)}`;
}
