/** The key in p= of a DKIM key record: RSA as RFC 8017 A.1.1 or in SubjectPublicKeyInfo, ed25519 as RFC 8463 §3. */

/** `why`: 'not-base64', 'cut-off' (the key is longer than what is there), 'trailing' (bytes after it), 'not-a-key'. */
export type KeyMaterial =
  | { readonly state: 'empty' }
  | { readonly state: 'key'; readonly bits: number }
  | { readonly state: 'bad'; readonly why: 'not-base64' | 'cut-off' | 'trailing' | 'not-a-key' };

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const ed25519Octets = 32;

/** White space inside p= does not count (RFC 6376 §3.6.1). */
export function readKeyMaterial(text: string, keyType: 'rsa' | 'ed25519'): KeyMaterial {
  const key = text.replace(/[ \t\r\n]/g, '');
  if (key === '') return { state: 'empty' };
  if (!base64.test(key)) return { state: 'bad', why: 'not-base64' };
  const bytes = Buffer.from(key, 'base64');
  if (keyType === 'rsa') return rsaMaterial(bytes);
  return bytes.length === ed25519Octets ? { state: 'key', bits: 256 } : { state: 'bad', why: 'not-a-key' };
}

function rsaMaterial(bytes: Uint8Array): KeyMaterial {
  const outer = readDer(bytes, 0);
  if (outer?.tag !== SEQUENCE) return { state: 'bad', why: 'not-a-key' };
  if (outer.end > bytes.length) return { state: 'bad', why: 'cut-off' };
  if (outer.end < bytes.length) return { state: 'bad', why: 'trailing' };
  const bits = modulusBits(bytes, outer);
  return bits === undefined ? { state: 'bad', why: 'not-a-key' } : { state: 'key', bits };
}

function modulusBits(bytes: Uint8Array, outer: DerElement): number | undefined {
  const first = readDer(bytes, outer.start);
  if (first === undefined) return undefined;
  if (first.tag === INTEGER) return integerBits(bytes, first);
  const bitString = first.tag === SEQUENCE ? readDer(bytes, first.end) : undefined;
  if (bitString?.tag !== BIT_STRING) return undefined;
  const key = readDer(bytes, bitString.start + 1);
  const modulus = key?.tag === SEQUENCE ? readDer(bytes, key.start) : undefined;
  return modulus?.tag === INTEGER ? integerBits(bytes, modulus) : undefined;
}

interface DerElement {
  readonly tag: number;
  readonly start: number;
  /** May lie behind the end of the bytes: the element is cut off. */
  readonly end: number;
}

/** Tag and length (X.690 §8.1.2, §8.1.3) of the element at an offset. */
function readDer(bytes: Uint8Array, at: number): DerElement | undefined {
  const tag = bytes[at];
  const short = bytes[at + 1];
  if (tag === undefined || short === undefined) return undefined;
  const count = short < 0x80 ? 0 : short & 0x7f;
  if (count > 3) return undefined;
  let length = short < 0x80 ? short : 0;
  for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[at + 2 + index] ?? 0);
  const start = at + 2 + count;
  return { tag, start, end: start + length };
}

function integerBits(bytes: Uint8Array, element: DerElement): number | undefined {
  if (element.end > bytes.length) return undefined;
  let at = element.start;
  while (at < element.end && bytes[at] === 0) at += 1;
  const top = bytes[at];
  if (at >= element.end || top === undefined) return undefined;
  return (element.end - at - 1) * 8 + (32 - Math.clz32(top));
}
