/** DKIM key records (RFC 6376 §3.6.1; RFC 8301: RSA of at least 1,024 bits; RFC 8463: ed25519). */
import type { Result } from '../../base/result.ts';
import { failed, ok } from '../../base/result.ts';
import { parseTagList, tagValue } from './tag-list.ts';

export interface DkimKeyRecord {
  readonly keyType: 'rsa' | 'ed25519';
  /** p= was empty: the key is withdrawn. */
  readonly isRevoked: boolean;
  /** Size of the key; 256 for ed25519; 0 when revoked. */
  readonly bits: number;
  /** t=y: verifiers should not treat failures differently from unsigned mail. */
  readonly isTesting: boolean;
  /** t=s: i= must be the very domain of d=. */
  readonly isStrictIdentity: boolean;
  /** h=, lower case; empty means all. */
  readonly hashes: readonly string[];
}

/** Problem codes: 'syntax', 'bad-version', 'no-key', 'bad-key', 'bad-key-type', 'not-for-mail', 'short-key'. */
export function parseDkimKeyRecord(text: string): Result<DkimKeyRecord> {
  const list = parseTagList(text);
  if (list.problems.length > 0)
    return failed('syntax', `The key record is no tag list (${list.problems[0]?.code}).`);
  const version = tagValue(list, 'v');
  // RFC 6376 §3.6.1: v= is optional; when there it is DKIM1 and the first tag.
  if (version !== undefined && (version !== 'DKIM1' || list.tags[0]?.name !== 'v')) {
    return failed('bad-version', 'v= must be "DKIM1" and the first tag.');
  }
  const keyText = tagValue(list, 'p');
  if (keyText === undefined) return failed('no-key', 'The key record has no p= tag.');
  const keyType = (tagValue(list, 'k') ?? 'rsa').toLowerCase();
  if (keyType !== 'rsa' && keyType !== 'ed25519')
    return failed('bad-key-type', `Key type "${keyType}" is not known.`);
  const services = listOf(tagValue(list, 's'));
  if (services.length > 0 && !services.includes('*') && !services.includes('email')) {
    return failed('not-for-mail', 's= does not allow the key for mail.');
  }
  const flags = listOf(tagValue(list, 't'));
  const common = {
    keyType,
    isTesting: flags.includes('y'),
    isStrictIdentity: flags.includes('s'),
    hashes: listOf(tagValue(list, 'h')),
  } as const;
  const key = withoutBlanks(keyText);
  if (key === '') return ok({ ...common, isRevoked: true, bits: 0 });
  const bits = keyType === 'rsa' ? rsaBits(decodeBase64(key)) : ed25519Bits(decodeBase64(key));
  if (bits === undefined) return failed('bad-key', `p= holds no ${keyType} key.`);
  // RFC 8301 §3.2: verifiers must not accept less than 1,024 bits.
  if (keyType === 'rsa' && bits < 1024)
    return failed('short-key', `The RSA key has ${bits} bits; 1,024 is the least.`);
  return ok({ ...common, isRevoked: false, bits });
}

function listOf(value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  return value
    .split(':')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
}

function withoutBlanks(text: string): string {
  return text.split(' ').join('').split('\t').join('').split('\r').join('').split('\n').join('');
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

function decodeBase64(text: string): Uint8Array | undefined {
  return base64.test(text) ? Buffer.from(text, 'base64') : undefined;
}

function ed25519Bits(bytes: Uint8Array | undefined): number | undefined {
  return bytes?.length === 32 ? 256 : undefined;
}

/** Size of the modulus in SubjectPublicKeyInfo or in a bare RSAPublicKey (RFC 8017 A.1.1), read from the DER. */
function rsaBits(bytes: Uint8Array | undefined): number | undefined {
  if (bytes === undefined) return undefined;
  const outer = readDer(bytes, 0);
  if (outer?.tag !== 0x30) return undefined;
  const first = readDer(bytes, outer.start);
  if (first?.tag === 0x02) return bitsOf(bytes, first);
  const bitString = first?.tag === 0x30 ? readDer(bytes, first.end) : undefined;
  if (bitString?.tag !== 0x03) return undefined;
  const key = readDer(bytes, bitString.start + 1);
  const modulus = key?.tag === 0x30 ? readDer(bytes, key.start) : undefined;
  return modulus?.tag === 0x02 ? bitsOf(bytes, modulus) : undefined;
}

interface DerElement {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

function readDer(bytes: Uint8Array, at: number): DerElement | undefined {
  const tag = bytes[at];
  const short = bytes[at + 1];
  if (tag === undefined || short === undefined) return undefined;
  const count = short < 0x80 ? 0 : short & 0x7f;
  if (count > 3) return undefined;
  let length = short < 0x80 ? short : 0;
  for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[at + 2 + index] ?? 0);
  const start = at + 2 + count;
  return start + length <= bytes.length ? { tag, start, end: start + length } : undefined;
}

function bitsOf(bytes: Uint8Array, element: DerElement): number | undefined {
  let at = element.start;
  while (at < element.end && bytes[at] === 0) at += 1;
  const top = bytes[at];
  if (at >= element.end || top === undefined) return undefined;
  return (element.end - at - 1) * 8 + (32 - Math.clz32(top));
}
