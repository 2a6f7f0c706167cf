/** What an account must look like: address, name, language, password. Faults are told with their place, never with the value. */
import { isOneLine } from '../base/one-line.ts';
import { failed, ok, type Result } from '../base/result.ts';
import {
  findPasswordFault,
  LEAST_PASSWORD_LENGTH,
  MOST_PASSWORD_LENGTH,
  type PasswordFault,
} from './password-rules.ts';

const MAX_EMAIL = 254;
const MAX_NAME = 100;

/** An address as it is kept and looked up: trimmed, composed, lower case. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** The address in its normal form. Only the shape is checked: whether it takes mail shows when mail is sent. */
export function readEmail(text: string): Result<string> {
  const email = normaliseEmail(text);
  const at = email.lastIndexOf('@');
  const isOne =
    email.length <= MAX_EMAIL &&
    at > 0 &&
    at < email.length - 1 &&
    !/[\s<>"(),;:\\]/.test(email) &&
    isOneLine(email);
  return isOne ? ok(email) : fault('email', 'Write an e-mail address as name@example.org.', 'no-address');
}

/** A name as it is shown: one line of 1 to 100 characters. */
export function readName(text: string): Result<string> {
  const name = text.trim().normalize('NFC');
  return name !== '' && name.length <= MAX_NAME && isOneLine(name)
    ? ok(name)
    : fault(
        'name',
        `Write a name of 1 to ${MAX_NAME} characters on one line, without marks that turn the direction of writing.`,
        'no-name',
      );
}

/** 'en', 'de': which there are is known to the catalogue, not here. */
export function readLanguage(text: string): Result<string> {
  return /^[a-z]{2,3}$/.test(text) ? ok(text) : fault('language', "Write a language as 'en'.", 'no-language');
}

const faultTexts: Readonly<Record<PasswordFault, string>> = {
  'too-short': `A password has at least ${LEAST_PASSWORD_LENGTH} characters. Several words in a row are easy to remember.`,
  'too-long': `A password has at most ${MOST_PASSWORD_LENGTH} characters.`,
  'too-common': 'This password is made of what is tried first. Take other words.',
  'tells-account':
    'This password is made of the address, the name or the name of this program. Take other words.',
};

/** The password itself where it may be used. */
export function readPassword(
  password: string,
  account: { readonly email: string; readonly name: string },
  path = 'password',
): Result<string> {
  const found = findPasswordFault(password, account);
  return found === undefined ? ok(password) : fault(path, faultTexts[found], found);
}

/** 'invalid' with the place and a reason for programs. */
export function fault(
  path: string,
  message: string,
  reason: string,
): {
  readonly ok: false;
  readonly problem: { code: string; message: string; data: { path: string; reason: string } };
} {
  return { ok: false, problem: { code: 'invalid', message, data: { path, reason } } };
}

/** Failed too often: when they may try again. */
export const tooManyAttempts = (seconds: number): ReturnType<typeof failed> =>
  failed('too-many-attempts', `There were too many attempts. Try again in ${seconds} seconds.`, {
    retryAfterSeconds: seconds,
  });

/** All hashers are taken and enough wait already. */
export const overloaded = (): ReturnType<typeof failed> =>
  failed('overloaded', 'Many people sign in at this moment. Try again in a few seconds.', {
    retryAfterSeconds: 2,
  });

/** One answer for an unknown address, a wrong password, a wrong code and a disabled account. */
export const wrongLogin = (): ReturnType<typeof failed> =>
  failed('wrong-login', 'The e-mail address, the password or the code is wrong.');
