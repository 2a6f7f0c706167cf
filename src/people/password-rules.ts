/**
 * Which passwords are taken. NIST SP 800-63B §3.1.1.2: long, not among the commonest, not made of the context (the e-mail address,
 * the name, the product); no rule about kinds of characters, no expiry.
 */
import { commonWords } from './common-words.ts';

/** Characters (code points). The bar for a password that stands alone is 15 at NIST; 12 with throttled logins is ours. */
export const LEAST_PASSWORD_LENGTH = 12;
export const MOST_PASSWORD_LENGTH = 256;

/** Fewer characters than this beside words that anybody would try first are no password. */
const LEAST_OWN_CHARACTERS = 5;

export type PasswordFault = 'too-short' | 'too-long' | 'too-common' | 'tells-account';

/** The first fault of a password, or undefined where it may be used. Linear in its length. */
export function findPasswordFault(
  password: string,
  account: { readonly email: string; readonly name: string },
): PasswordFault | undefined {
  const text = password.normalize('NFKC');
  const length = [...text].length;
  if (length < LEAST_PASSWORD_LENGTH) return 'too-short';
  if (length > MOST_PASSWORD_LENGTH) return 'too-long';
  const lower = text.toLowerCase();
  if (isRepetition(lower)) return 'too-common';
  const withoutCommon = without(lower, commonWords).replace(/(?:19|20)\d\d/g, '');
  if (ownCharacters(withoutCommon) < LEAST_OWN_CHARACTERS) return 'too-common';
  const withoutContext = without(lower, contextWords(account)).replace(/(?:19|20)\d\d/g, '');
  return ownCharacters(without(withoutContext, commonWords)) < LEAST_OWN_CHARACTERS
    ? 'tells-account'
    : undefined;
}

const ownCharacters = (text: string): number => [...text].filter((letter) => letter !== ' ').length;

function without(text: string, words: readonly string[]): string {
  let rest = text;
  for (const word of words) rest = rest.replaceAll(word, '');
  return rest;
}

/** The address, its parts, the words of the name, the product: at most a few dozen, longest first. */
function contextWords({ email, name }: { readonly email: string; readonly name: string }): readonly string[] {
  const parts = `${email} ${name}`
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u, 64);
  const words = [email.toLowerCase(), 'waypost', ...parts].filter((word) => word.length >= 3);
  return words.sort((a, b) => b.length - a.length);
}

/** Up to four characters over and over, or hardly more than two different ones. */
function isRepetition(text: string): boolean {
  if (new Set(text).size <= 3) return true;
  for (let period = 1; period <= 4; period += 1)
    if (text.slice(period) === text.slice(0, -period)) return true;
  return false;
}
