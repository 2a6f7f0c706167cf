/**
 * Time-based one-time passwords (RFC 6238): SHA-1, six digits, steps of 30 seconds, which is what every authenticator understands.
 * A code of the step before and after is taken too (§5.2); none is taken twice.
 */
import { Secret, TOTP } from 'otpauth';
import type { Random } from './secret-text.ts';

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;

const generator = (secretBase32: string, issuer = '', label = ''): TOTP =>
  new TOTP({
    issuer,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secretBase32),
  });

/** 160 random bits (RFC 4226 §4, R6) in base32. */
export function newTotpSecret(random: Random): string {
  const bytes = random(SECRET_BYTES);
  return Secret.fromHex(Buffer.from(bytes).toString('hex')).base32;
}

/** 'otpauth://totp/…': what the QR code holds. */
export function totpUrl(secret: string, issuer: string, email: string): string {
  return generator(secret, issuer, email).toString();
}

/** The time step whose code this is, one step to either side allowed and later than `after`; undefined for a wrong or used code. */
export function findTotpStep(secret: string, code: string, nowMs: number, after = -1): number | undefined {
  const digits = code.replaceAll(' ', '');
  if (!/^\d{6}$/.test(digits)) return undefined;
  const delta = generator(secret).validate({ token: digits, timestamp: nowMs, window: 1 });
  if (delta === null) return undefined;
  const step = Math.floor(nowMs / 1000 / PERIOD_SECONDS) + delta;
  return step > after ? step : undefined;
}

/** The code at a time: what an authenticator shows. */
export function totpCode(secret: string, nowMs: number): string {
  return generator(secret).generate({ timestamp: nowMs });
}
