/** Secrets under AES-256-GCM (NIST SP 800-38D), each bound to its name: what was sealed under one is not opened under another. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;
/** First byte of what is sealed: how it was sealed. */
const form = 1;

/** One byte for the form, 12 of nonce, 16 of tag, then the text as UTF-8, encrypted. `key` is 32 bytes. */
export function seal(key: Uint8Array, name: string, text: string): Uint8Array {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(name, 'utf8'));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Uint8Array.of(form), nonce, cipher.getAuthTag(), body]);
}

/** The text, or undefined where it was sealed under another key or name, or was changed. */
export function unseal(key: Uint8Array, name: string, sealed: Uint8Array): string | undefined {
  const start = 1 + nonceLength + tagLength;
  if (sealed[0] !== form || sealed.length < start) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.from(name, 'utf8'));
  decipher.setAuthTag(sealed.subarray(1 + nonceLength, start));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(start)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
