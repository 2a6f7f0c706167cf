/** Numbers of the IANA registries for TLS: what we offer in a hello, and names for what comes back. */

export const handshakeTypes = { serverHello: 2, serverKeyExchange: 12, serverHelloDone: 14 } as const;

export const recordTypes = { alert: 21, handshake: 22 } as const;

export const extensionTypes = {
  serverName: 0,
  supportedGroups: 10,
  pointFormats: 11,
  signatures: 13,
  padding: 21,
  extendedMasterSecret: 23,
  renegotiation: 0xff01,
} as const;

/** Suites by how their keys are agreed on. */
const ecdheSuites = [
  ...[0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8],
  ...[0xc023, 0xc027, 0xc024, 0xc028, 0xc009, 0xc013, 0xc00a, 0xc014],
];
const dheSuites = [0x009e, 0x009f, 0xccaa, 0x0067, 0x006b, 0x0033, 0x0039];
const rsaSuites = [0x009c, 0x009d, 0x003c, 0x003d, 0x002f, 0x0035, 0x000a];

/** Suites whose key exchange the server signs. */
export const signedSuites: readonly number[] = [...ecdheSuites, ...dheSuites];

/** These, and the ones where the server decrypts with the key of its certificate. */
export const everySuite: readonly number[] = [...signedSuites, ...rsaSuites];

/** Kind of the ServerKeyExchange that a suite brings (RFC 5246 §7.4.3, RFC 8422 §5.4). */
export function keyExchangeOf(suite: number): 'ecdhe' | 'dhe' | undefined {
  if (ecdheSuites.includes(suite)) return 'ecdhe';
  return dheSuites.includes(suite) ? 'dhe' : undefined;
}

/** x25519, secp256r1, secp384r1, secp521r1, x448, ffdhe2048, ffdhe3072, ffdhe4096 (RFC 8422 §5.1.1, RFC 7919 §2). */
export const offeredGroups: readonly number[] = [29, 23, 24, 25, 30, 256, 257, 258];

const signatureNames: Readonly<Record<number, string>> = {
  257: 'rsa_pkcs1_md5',
  513: 'rsa_pkcs1_sha1',
  514: 'dsa_sha1',
  515: 'ecdsa_sha1',
  769: 'rsa_pkcs1_sha224',
  771: 'ecdsa_sha224',
  1025: 'rsa_pkcs1_sha256',
  1026: 'dsa_sha256',
  1027: 'ecdsa_secp256r1_sha256',
  1281: 'rsa_pkcs1_sha384',
  1283: 'ecdsa_secp384r1_sha384',
  1537: 'rsa_pkcs1_sha512',
  1539: 'ecdsa_secp521r1_sha512',
  2052: 'rsa_pss_rsae_sha256',
  2053: 'rsa_pss_rsae_sha384',
  2054: 'rsa_pss_rsae_sha512',
  2055: 'ed25519',
  2056: 'ed448',
  2057: 'rsa_pss_pss_sha256',
  2058: 'rsa_pss_pss_sha384',
  2059: 'rsa_pss_pss_sha512',
};

/** MD5 and SHA-1 alone (RFC 9155). */
export const weakSignatures: readonly number[] = [515, 513, 514, 257];

/** The strong ones first, MD5 and SHA-1 last: who signs with those then wants to. */
export const everySignature: readonly number[] = [
  ...[1027, 1283, 1539, 2055, 2056, 2052, 2053, 2054, 2057, 2058, 2059, 1025, 1281, 1537],
  ...weakSignatures,
];

/** 'rsa_pss_rsae_sha256' (RFC 8446 §4.2.3); one that we do not know as '0x0a01'. */
export const signatureName = (signature: number): string =>
  signatureNames[signature] ?? `0x${signature.toString(16).padStart(4, '0')}`;

/** RFC 5246 §7.4.1.4.1: the first byte is the hash, 1 MD5, 2 SHA-1. */
export const isWeakSignature = (signature: number): boolean => {
  const hash = signature >> 8;
  return hash === 1 || hash === 2;
};

const versionNames: Readonly<Record<number, string>> = {
  768: 'SSLv3',
  769: 'TLSv1',
  770: 'TLSv1.1',
  771: 'TLSv1.2',
};

/** As OpenSSL writes it: 'TLSv1.2'. */
export const versionName = (version: number): string =>
  versionNames[version] ?? `0x${version.toString(16).padStart(4, '0')}`;

/** 'none', 'DEFLATE' (RFC 3749), 'LZS' (RFC 3943). */
export const compressionName = (compression: number): string =>
  ({ 0: 'none', 1: 'DEFLATE', 64: 'LZS' })[compression] ?? String(compression);

const alertNames: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  22: 'record_overflow',
  40: 'handshake_failure',
  42: 'bad_certificate',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  50: 'decode_error',
  51: 'decrypt_error',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  100: 'no_renegotiation',
  109: 'missing_extension',
  110: 'unsupported_extension',
  112: 'unrecognized_name',
};

/** RFC 5246 §7.2; 'alert 99' for one that we do not know. */
export const alertName = (alert: number): string => alertNames[alert] ?? `alert ${alert}`;
