/**
 * Secrets that are shown once and kept as hashes: session cookies, API tokens, set-up tokens. They are 256 random bits, so a plain
 * SHA-256 keeps them; passwords and their like need password-hash.ts.
 */
import { hash, timingSafeEqual } from 'node:crypto';

/** Gives so many unpredictable bytes. */
export type Random = (size: number) => Uint8Array;

const SECRET_BYTES = 32;

/** 256 random bits as 43 characters of base64url (RFC 4648 §5). */
export function newSecret(random: Random): string {
  return Buffer.from(random(SECRET_BYTES)).toString('base64url');
}

/** SHA-256 as 64 hexadecimal digits: what is kept of a secret. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** Compares bytes in a time that tells nothing about where they differ. */
export function isSameSecret(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whether a secret that was shown is the one of the hash. */
export function isSecretOf(kept: string, shown: string): boolean {
  return isSameSecret(Buffer.from(kept, 'latin1'), Buffer.from(hashSecret(shown), 'latin1'));
}
