/**
 * Does a TLSA record fit the certificates that a mail host shows (RFC 7671 §5, RFC 7672 §3)? The chain comes as digests, so that it
 * can be kept with the evidence: a record that holds a whole certificate or key is digested for the comparison.
 */
import { createHash } from 'node:crypto';
import type { Tlsa } from './types.ts';
import { tlsaProblem } from './usable.ts';

/** Digests of one certificate and of its SubjectPublicKeyInfo, hexadecimal. */
export interface CertificateDigests {
  readonly sha256: string;
  readonly spkiSha256: string;
  readonly sha512?: string;
  readonly spkiSha512?: string;
}

export interface TlsaChain {
  /** As shown, the host's own first. */
  readonly chain: readonly CertificateDigests[];
  /** A name of the certificate fits the host: counts for usage 2 alone (RFC 7672 §3.2.2). */
  readonly isNameMatching: boolean;
}

/** 'name': the authority fits, the certificate's name does not; 'unknown': the digest needed is not at hand. */
export type TlsaFit = 'fits' | 'no' | 'name' | 'unusable' | 'unknown';

export function tlsaFit(record: Tlsa, shown: TlsaChain): TlsaFit {
  if (tlsaProblem(record) !== undefined) return 'unusable';
  const [own, ...authorities] = shown.chain;
  if (own === undefined) return 'unknown';
  // RFC 7672 §3.1.1: with DANE-EE neither name nor dates count.
  if (record.usage === 3) return compare(record, own);
  const fits = authorities.map((certificate) => compare(record, certificate));
  // A host may be its own authority: a certificate that signs itself.
  if (authorities.length === 0) fits.push(compare(record, own));
  if (fits.includes('fits')) return shown.isNameMatching ? 'fits' : 'name';
  return fits.includes('unknown') ? 'unknown' : 'no';
}

function compare(record: Tlsa, certificate: CertificateDigests): 'fits' | 'no' | 'unknown' {
  const isKey = record.selector === 1;
  const wanted = record.data.toLowerCase();
  const sha256 = isKey ? certificate.spkiSha256 : certificate.sha256;
  if (record.matchingType === 1) return wanted === sha256.toLowerCase() ? 'fits' : 'no';
  if (record.matchingType === 0) return sha256Of(wanted) === sha256.toLowerCase() ? 'fits' : 'no';
  const sha512 = isKey ? certificate.spkiSha512 : certificate.sha512;
  if (sha512 === undefined) return 'unknown';
  return wanted === sha512.toLowerCase() ? 'fits' : 'no';
}

const sha256Of = (hex: string): string => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');
