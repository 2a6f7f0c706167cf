/** Tells a fault of the certificate from other failures of a connection (RFC 5280, RFC 6125 §6, RFC 8461 §3.3). */
import { checkServerIdentity, type PeerCertificate } from 'node:tls';

const certificateCodes =
  /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CRL_|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|PATH_LENGTH_|ERROR_IN_CERT)/;

/** True for Node's and OpenSSL's codes of a certificate that is not accepted. */
export function isCertificateCode(code: string): boolean {
  return certificateCodes.test(code);
}

/**
 * The name must be among the certificate's DNS names: its common name alone is not looked at (RFC 8461 §3.3, RFC 6125 §6.4.4),
 * as Node would do.
 */
export function checkIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  if (certificate.subjectaltname !== undefined) return checkServerIdentity(host, certificate);
  const fault = new Error(`The certificate holds no subject alternative name, so none that fits ${host}.`);
  return Object.assign(fault, { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
}
