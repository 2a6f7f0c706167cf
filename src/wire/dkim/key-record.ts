/**
 * DKIM key records (RFC 6376 §3.6.1; RFC 8301: RSA of at least 1,024 bits and no SHA-1; RFC 8463: ed25519). An audit
 * reads everything that a record says (`inspectDkimKey`), a verifier stops at the first fault (`parseDkimKeyRecord`).
 */
import type { Result } from '../../base/result.ts';
import { failed, ok } from '../../base/result.ts';
import { type KeyMaterial, readKeyMaterial } from './key-material.ts';
import { parseTagList, type TagList, tagValue } from './tag-list.ts';

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

/** What makes verifiers pass over a key, in the order in which they find it. */
export type DkimKeyFault =
  | 'syntax'
  | 'bad-version'
  | 'no-key'
  | 'bad-key-type'
  | 'not-for-mail'
  | 'no-usable-hash'
  | 'bad-key'
  | 'short-key';

export interface DkimKeyInspection {
  /** k=, lower case; 'rsa' where it is not there. */
  readonly keyType: string;
  readonly isRevoked: boolean;
  /** 'empty', a key with its size, or why p= holds none; undefined without p= or with an unknown k=. */
  readonly material: KeyMaterial | undefined;
  /** t=, h=, s= as lists in lower case. */
  readonly flags: readonly string[];
  readonly hashes: readonly string[];
  readonly services: readonly string[];
  readonly tags: TagList['tags'];
  readonly unknownTags: readonly string[];
  readonly faults: readonly {
    readonly code: DkimKeyFault;
    readonly detail?: string;
    readonly start?: number;
  }[];
}

const known = new Set(['v', 'g', 'h', 'k', 'n', 'p', 's', 't']);
/** RFC 8301 §3.2: verifiers must not accept less. */
const leastBits = 1024;

/** Everything the record says, its faults in the order of a verifier's steps; a sound record has none. */
export function inspectDkimKey(text: string): DkimKeyInspection {
  const list = parseTagList(text);
  const keyType = (tagValue(list, 'k') ?? 'rsa').toLowerCase();
  const isKnownType = keyType === 'rsa' || keyType === 'ed25519';
  const keyText = tagValue(list, 'p');
  const material = keyText === undefined || !isKnownType ? undefined : readKeyMaterial(keyText, keyType);
  const read = {
    keyType,
    isRevoked: material?.state === 'empty',
    material,
    flags: listOf(tagValue(list, 't')),
    hashes: listOf(tagValue(list, 'h')),
    services: listOf(tagValue(list, 's')),
    tags: list.tags,
    unknownTags: list.tags.map(({ name }) => name).filter((name) => !known.has(name)),
  };
  return { ...read, faults: faultsOf(list, read, keyText !== undefined, isKnownType) };
}

function faultsOf(
  list: TagList,
  read: Omit<DkimKeyInspection, 'faults'>,
  hasKey: boolean,
  isKnownType: boolean,
): DkimKeyInspection['faults'] {
  const faults: { code: DkimKeyFault; detail?: string; start?: number }[] = list.problems.map(
    ({ code, start }) => ({ code: 'syntax', detail: code, start }),
  );
  const version = tagValue(list, 'v');
  // RFC 6376 §3.6.1: v= is optional; when there it is DKIM1 and the first tag.
  if (version !== undefined && version !== 'DKIM1') faults.push({ code: 'bad-version', detail: version });
  else if (version !== undefined && list.tags[0]?.name !== 'v')
    faults.push({ code: 'bad-version', detail: 'not-first' });
  if (!hasKey) faults.push({ code: 'no-key' });
  if (!isKnownType) faults.push({ code: 'bad-key-type', detail: read.keyType });
  const { services, hashes, material } = read;
  if (services.length > 0 && !services.includes('*') && !services.includes('email'))
    faults.push({ code: 'not-for-mail', detail: services.join(':') });
  // RFC 8301 §3.1: SHA-256 is the only hash left; a key that does not allow it signs nothing.
  if (hashes.length > 0 && !hashes.includes('sha256'))
    faults.push({ code: 'no-usable-hash', detail: hashes.join(':') });
  if (material?.state === 'bad') faults.push({ code: 'bad-key', detail: material.why });
  if (material?.state === 'key' && read.keyType === 'rsa' && material.bits < leastBits)
    faults.push({ code: 'short-key', detail: String(material.bits) });
  return faults;
}

const sentences: Readonly<Record<DkimKeyFault, (detail: string, keyType: string) => string>> = {
  syntax: (detail) => `The key record is no tag list (${detail}).`,
  'bad-version': () => 'v= must be "DKIM1" and the first tag.',
  'no-key': () => 'The key record has no p= tag.',
  'bad-key-type': (detail) => `Key type "${detail}" is not known.`,
  'not-for-mail': () => 's= does not allow the key for mail.',
  'no-usable-hash': (detail) => `h=${detail} allows no hash that verifiers still take.`,
  'bad-key': (_, keyType) => `p= holds no ${keyType} key.`,
  'short-key': (detail) => `The RSA key has ${detail} bits; 1,024 is the least.`,
};

/** Problem codes: those of `DkimKeyFault`. */
export function parseDkimKeyRecord(text: string): Result<DkimKeyRecord> {
  const { faults, keyType, isRevoked, material, flags, hashes } = inspectDkimKey(text);
  const [fault] = faults;
  if (fault !== undefined) return failed(fault.code, sentences[fault.code](fault.detail ?? '', keyType));
  return ok({
    keyType: keyType === 'ed25519' ? 'ed25519' : 'rsa',
    isRevoked,
    bits: material?.state === 'key' ? material.bits : 0,
    isTesting: flags.includes('y'),
    isStrictIdentity: flags.includes('s'),
    hashes,
  });
}

function listOf(value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  return value
    .split(':')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
}
