/** TLSA records as zone files write them (RFC 6698 §2.2), and the record for a certificate. */
import { createHash, X509Certificate } from 'node:crypto';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Tlsa } from './types.ts';

/** '3 1 1 0123…'. */
export function formatTlsa({ usage, selector, matchingType, data }: Tlsa): string {
  return `${usage} ${selector} ${matchingType} ${data.toLowerCase()}`;
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
