/**
 * Recovery codes: ten, for whoever lost the device with TOTP. Each is 80 random bits, kept as a hash in the name of a secret of the
 * store: taking the name away answers whether it was there, so each code works once, whoever else tries at the same moment.
 */
import type { SecretRepository } from '../store/settings/types.ts';
import { hashSecret, type Random } from './secret-text.ts';

const COUNT = 10;
const CODE_BYTES = 10;
/** Without i, l, o, u: nothing that reads as something else. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const prefixOf = (personId: string): string => `recovery ${personId} `;
const plain = (code: string): string => code.toLowerCase().replace(/[\s-]/g, '');
const nameOf = (personId: string, code: string): string =>
  `${prefixOf(personId)}${hashSecret(`${personId} ${plain(code)}`)}`;

/** Sixteen characters in groups of four: 'k3vd-…'. */
function newCode(random: Random): string {
  let bits = 0n;
  for (const byte of random(CODE_BYTES)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let at = 0; at < 16; at += 1) {
    if (at > 0 && at % 4 === 0) code += '-';
    code += ALPHABET[Number((bits >> BigInt(at * 5)) & 31n)];
  }
  return code;
}

/** New codes instead of those before. */
export async function renewRecoveryCodes(
  secrets: SecretRepository,
  personId: string,
  random: Random,
): Promise<readonly string[]> {
  await dropRecoveryCodes(secrets, personId);
  const codes = Array.from({ length: COUNT }, () => newCode(random));
  for (const code of codes) await secrets.put(nameOf(personId, code), 'unused');
  return codes;
}

/** Uses a code up; false where it is none of theirs or was used. */
export async function takeRecoveryCode(
  secrets: SecretRepository,
  personId: string,
  code: string,
): Promise<boolean> {
  return plain(code).length === 16 && secrets.remove(nameOf(personId, code));
}

/** Takes all of a person's codes away. */
export async function dropRecoveryCodes(secrets: SecretRepository, personId: string): Promise<void> {
  for (const name of await secrets.names(prefixOf(personId))) await secrets.remove(name);
}
