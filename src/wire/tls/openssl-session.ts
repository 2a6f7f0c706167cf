/**
 * How much early data a ticket of TLS 1.3 allows (0-RTT, RFC 8446 §4.2.10), read from a session as OpenSSL writes it: a SEQUENCE
 * in DER whose element [15] is max_early_data (SSL_SESSION_ASN1 in OpenSSL's ssl/ssl_asn1.c); it is left out where it is 0.
 */

/** Node puts this, a length of two bytes and that many bytes of a host name before the DER. */
const nodeMark = Buffer.from('\0nodejs:tls:session:1\0', 'latin1');
const sequence = 0x30;
const integer = 0x02;
/** Context-specific, constructed, 15. */
const maxEarlyData = 0xaf;

/** Bytes that may come before the handshake is done; undefined: this is no session that we can read. */
export function earlyDataOf(session: Uint8Array): number | undefined {
  const at = startOf(session);
  const outer = elementAt(session, at, session.length);
  if (outer?.tag !== sequence) return undefined;
  let place = outer.start;
  while (place < outer.end) {
    const element = elementAt(session, place, outer.end);
    if (element === undefined) return undefined;
    if (element.tag === maxEarlyData) {
      const value = elementAt(session, element.start, element.end);
      return value?.tag === integer ? uint(session, value.start, value.end) : undefined;
    }
    place = element.end;
  }
  return 0;
}

function startOf(session: Uint8Array): number {
  const size = nodeMark.length;
  if (!nodeMark.equals(session.subarray(0, size))) return 0;
  return size + 2 + uint(session, size, size + 2);
}

function uint(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < Math.min(end, start + 6); at++) value = value * 256 + (bytes[at] ?? 0);
  return value;
}

interface Element {
  readonly tag: number;
  /** Of its content. */
  readonly start: number;
  readonly end: number;
}

/** One element of DER (X.690 §8.1) that lies within [at, limit). */
function elementAt(bytes: Uint8Array, at: number, limit: number): Element | undefined {
  if (at + 2 > limit) return undefined;
  const tag = bytes[at] ?? 0;
  const first = bytes[at + 1] ?? 0;
  const width = first < 0x80 ? 0 : first & 0x7f;
  // X.690 §8.1.3.6: a length without a number ends with marks; DER has none of it.
  if (first === 0x80 || width > 4) return undefined;
  const start = at + 2 + width;
  const end = start + (width === 0 ? first : uint(bytes, at + 2, start));
  return start > limit || end > limit ? undefined : { tag, start, end };
}
