/**
 * Passwords as Argon2id (RFC 9106) in the PHC string format, '$argon2id$v=19$m=19456,t=2,p=1$salt$hash' with base64 without padding.
 *
 * Each hash needs 19 MiB while it is made: few are made at once, a bounded number waits, the others are told to come back. The
 * parameters stand in the hash: raising them leaves old hashes valid, and `isOutdated` tells which to make anew at the next login.
 */
import { argon2 } from 'node:crypto';
import { isSameSecret, type Random } from './secret-text.ts';

export interface Argon2Cost {
  /** Memory in KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP Password Storage Cheat Sheet, read 2026-11: Argon2id with 19 MiB, two passes, one lane. */
export const CURRENT_COST: Argon2Cost = { memory: 19_456, passes: 2, lanes: 1 };

/** What a stored hash may ask of us at most: a forged one must not take the machine. */
const MOST: Argon2Cost = { memory: 262_144, passes: 16, lanes: 16 };

const SALT_BYTES = 16;
const TAG_BYTES = 32;

export interface PasswordHasher {
  /** undefined: too many wait already. */
  readonly hash: (password: string) => Promise<string | undefined>;
  /** Without a hash it works as long as with one and answers false. 'busy': too many wait already. */
  readonly verify: (password: string, hash: string | undefined) => Promise<boolean | 'busy'>;
  /** Whether a hash was made with less than today's cost. */
  readonly isOutdated: (hash: string) => boolean;
}

export interface HasherLimits {
  readonly atOnce: number;
  readonly waiting: number;
}

const limits: HasherLimits = { atOnce: 2, waiting: 32 };

/** Makes and verifies hashes, `limits.atOnce` at a time. */
export function createPasswordHasher(
  random: Random,
  cost: Argon2Cost = CURRENT_COST,
  { atOnce, waiting }: HasherLimits = limits,
): PasswordHasher {
  let running = 0;
  const queue: (() => void)[] = [];
  const inTurn = async <T>(work: () => Promise<T>): Promise<T | 'busy'> => {
    if (running >= atOnce) {
      if (queue.length >= waiting) return 'busy';
      // The one before hands its place on: `running` stays as it is.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
  const nobody: ParsedHash = { cost, salt: random(SALT_BYTES), tag: random(TAG_BYTES) };
  return {
    hash: async (password) => {
      const salt = random(SALT_BYTES);
      const tag = await inTurn(() => deriveArgon2id(bytesOf(password), salt, cost, TAG_BYTES));
      return tag === 'busy' ? undefined : formatHash({ cost, salt, tag });
    },
    verify: async (password, hash) => {
      const parsed = hash === undefined ? undefined : parseHash(hash);
      const against = parsed ?? nobody;
      const tag = await inTurn(() =>
        deriveArgon2id(bytesOf(password), against.salt, against.cost, against.tag.length),
      );
      return tag === 'busy' ? tag : isSameSecret(tag, against.tag) && parsed !== undefined;
    },
    isOutdated: (hash) => {
      const made = parseHash(hash)?.cost;
      return made === undefined || made.memory < cost.memory || made.passes < cost.passes;
    },
  };
}

/** NIST SP 800-63B §3.1.1.2: the same characters typed on another keyboard give the same bytes. */
const bytesOf = (password: string): Uint8Array => Buffer.from(password.normalize('NFKC'), 'utf8');

/** RFC 9106 §3.1, version 0x13; `more` holds its optional inputs K and X. */
export function deriveArgon2id(
  password: Uint8Array,
  salt: Uint8Array,
  cost: Argon2Cost,
  tagBytes: number,
  more: { readonly secret?: Uint8Array; readonly associatedData?: Uint8Array } = {},
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      {
        message: password,
        nonce: salt,
        parallelism: cost.lanes,
        tagLength: tagBytes,
        memory: cost.memory,
        passes: cost.passes,
        ...more,
      },
      (error, tag) => (error === null ? resolve(tag) : reject(error)),
    );
  });
}

interface ParsedHash {
  readonly cost: Argon2Cost;
  readonly salt: Uint8Array;
  readonly tag: Uint8Array;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

const formatHash = ({ cost, salt, tag }: ParsedHash): string =>
  `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.lanes}$${base64(salt)}$${base64(tag)}`;

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** undefined for anything else than our own hashes within `MOST`. */
function parseHash(hash: string): ParsedHash | undefined {
  const [, memory, passes, lanes, salt = '', tag = ''] = PHC.exec(hash) ?? [];
  const cost: Argon2Cost = { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  if (!(cost.memory <= MOST.memory && cost.passes <= MOST.passes && cost.lanes <= MOST.lanes))
    return undefined;
  if (cost.passes < 1 || cost.lanes < 1 || cost.memory < 8 * cost.lanes) return undefined;
  return { cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}
