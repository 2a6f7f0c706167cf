/** TLSA records as zone files write them (RFC 6698 §2.2), and the record for a certificate. */
import { createHash, X509Certificate } from 'node:crypto';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Tlsa } from './types.ts';

/** '3 1 1 0123…'. */
export function formatTlsa({ usage, selector, matchingType, data }: Tlsa): string {
  return `${usage} ${selector} ${matchingType} ${data.toLowerCase()}`;
}

const MAX_TEXT = 20_000;

/** Reads the same; hexadecimal may come in pieces. Problem: 'syntax'. */
export function parseTlsa(text: string): Result<Tlsa> {
  const wrong = failed('syntax', 'A TLSA record is three numbers from 0 to 255 and hexadecimal digits.');
  if (text.length > MAX_TEXT) return wrong;
  const [usage = '', selector = '', matchingType = '', ...pieces] = text.trim().split(/\s+/);
  const data = pieces.join('').toLowerCase();
  const numbers = [usage, selector, matchingType];
  const isNumbers = numbers.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  if (!isNumbers || data === '' || data.length % 2 !== 0 || !/^[0-9a-f]+$/.test(data)) return wrong;
  return ok({ usage: Number(usage), selector: Number(selector), matchingType: Number(matchingType), data });
}

/** The record that RFC 7672 §3.1 advises: DANE-EE, the public key, SHA-256 ('3 1 1'), from the digest of the key. */
export function tlsaForKey(spkiSha256: string): Tlsa {
  return { usage: 3, selector: 1, matchingType: 1, data: spkiSha256.toLowerCase() };
}

/** The same from a certificate, PEM text or DER octets. Problem: 'not-a-certificate'. */
export function tlsaForCertificate(certificate: string | Uint8Array): Result<Tlsa> {
  try {
    const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
    return ok(tlsaForKey(createHash('sha256').update(key).digest('hex')));
  } catch (cause) {
    // node:crypto throws for octets that are no certificate: the user's file, so a value.
    const detail = cause instanceof Error ? cause.message : String(cause);
    return failed('not-a-certificate', `This is no X.509 certificate in PEM or DER: ${detail}.`);
  }
}
