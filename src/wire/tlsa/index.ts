/** TLSA records for mail hosts (RFC 6698, RFC 7671, RFC 7672): what is usable, what fits a certificate, and one written. */
export { type TlsaChain, type TlsaFit, tlsaFit } from './fit.ts';
export { formatTlsa, tlsaForCertificate, tlsaForKey } from './text.ts';
export type { Tlsa } from './types.ts';
export { type TlsaProblem, tlsaProblem } from './usable.ts';
