/** Numbers of DNSSEC as people call them (IANA "DNS Security Algorithm Numbers", "DS RR Type Digest Algorithms"). */

const algorithms: Readonly<Record<number, string>> = {
  1: 'RSAMD5',
  3: 'DSA',
  5: 'RSASHA1',
  6: 'DSA-NSEC3-SHA1',
  7: 'RSASHA1-NSEC3-SHA1',
  8: 'RSASHA256',
  10: 'RSASHA512',
  12: 'ECC-GOST',
  13: 'ECDSAP256SHA256',
  14: 'ECDSAP384SHA384',
  15: 'ED25519',
  16: 'ED448',
};
const digests: Readonly<Record<number, string>> = {
  1: 'SHA-1',
  2: 'SHA-256',
  3: 'GOST R 34.11-94',
  4: 'SHA-384',
};

/** RFC 8624 §3.1 (RSAMD5, DSA), RFC 9905 §2 (SHA-1), RFC 9906 §2 (GOST): must not be used for signing. */
export const oldAlgorithms: ReadonlySet<number> = new Set([1, 3, 5, 6, 7, 12]);
/** RFC 9905 §2, RFC 9906 §2. */
export const oldDigests: ReadonlySet<number> = new Set([1, 3]);

export const algorithmName = (number: number): string =>
  `${number}${algorithms[number] ? ` (${algorithms[number]})` : ''}`;
export const digestName = (number: number): string =>
  `${number}${digests[number] ? ` (${digests[number]})` : ''}`;
