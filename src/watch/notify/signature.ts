/**
 * The signature of a webhook: `Waypost-Signature: t=<seconds>,v1=<hex>`, where the second is HMAC-SHA256 (RFC 2104) under the target's
 * secret over '<seconds>.<body>'. The time is signed, so that an old message cannot be sent again as a new one.
 */
import { createHmac, randomBytes } from 'node:crypto';

export const SIGNATURE_HEADER = 'Waypost-Signature';

/** The header's value. `seconds`: Unix time of this attempt. */
export function signBody(secret: string, seconds: number, body: string): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.`).update(body, 'utf8').digest('hex');
  return `t=${seconds},v1=${mac}`;
}

/** A new secret of 256 bits. */
export function newSecret(): string {
  return `wps_${randomBytes(32).toString('base64url')}`;
}
