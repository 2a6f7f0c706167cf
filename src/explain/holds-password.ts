/**
 * Does a password stand in what somebody pasted? Where a client logs in (RFC 4954 §4), where AUTH LOGIN answers the prompt for it, in an option of
 * a test program, in a URL, or as the value of a setting. What was masked, or stands for one in an example, is none. It is never kept or shown.
 */

const MAX_TEXT = 65_536;
/** RFC 4616 §2: authorization identity, NUL, authentication identity, NUL, password. */
const PLAIN = /\bAUTH PLAIN[ \t=]{1,3}([A-Za-z0-9+/]{8,600}={0,2})(?![A-Za-z0-9+/*.])/gi;
/** 'Password:' as a prompt, and what was answered on the next line; '334 ' stands before the one, a sign of direction before the other. */
const LOGIN =
  /\b334 UGFzc3dvcmQ6\s{1,40}(?:[^\w\n]{0,12}|[^\n]{0,40}?(?:->|~>|>>>|C:|CLIENT:) {0,3})([A-Za-z0-9+/]{4,400}={0,2})\s/g;
const OPTION = /(?:^|\s)(?:-ap|--auth-password|--password|-xp)(?:[= ]{1,2})["']?([^\s"'-][^\s"']{3,120})/g;
const URL_LOGIN = /\b(?:smtps?|imaps?|submissions?):\/\/[^\s:@/]{1,120}:([^\s@/]{3,120})@/gi;
const SETTING =
  /(?:^|[\s"'{,[($.>_])(?:smtp_?|mail_?|auth_?|email_?(?:host_?)?)?(?:password|passwd|passwort|kennwort|pass)["'\])]{0,3}\s{0,3}(?:=>|:|=)\s{0,3}["'`]([^"'`\n]{4,120})["'`]/gi;

/** A line of a file of settings: 'MAIL_PASSWORD=…', 'password: …'. */
const LINE =
  /^[ \t-]{0,40}(?:export )?[A-Za-z0-9_.-]{0,40}(?:password|passwd|passwort|kennwort|_pass)(?:[ \t]{0,3}=|:)[ \t]{0,3}([^\s"'`#=:<$*{!,;()[\]][^\s"'`#,;()[\]]{4,120})[ \t]*\r?$/gim;

/** Stars, an ellipsis, a placeholder or a variable in place of one. */
const NONE =
  /^[*•●xX.#_-]+$|\*{3}|\.{3}|…|^[<[{$%(]|^process\.env|^(?:your|my|the|dein|ihr|mon|votre|app|some)?[\s_-]?(?:app[\s_-]?)?(?:password|passwd|passwort|kennwort|pass|pwd|secret|redacted|hidden|removed|masked|changeme|none|null|true|false|required|empty)[\s_-]?(?:here|goes here|removed)?$|redacted|hidden|removed|placeholder|getenv|\benv\b/i;

/** What a client encoded it meant, unless somebody masked it before. */
const MASKED = /^[*•●xX.#_-]+$/;

/** What is said of one, not one: 'mismatch', 'wrong password or user'. */
const SAID =
  /^(?:mis-?match(?:ed)?|wrong|incorrect|invalid|expired|failed|failure|missing|rejected|denied|accepted|changed|unknown|error|enabled|disabled|mandatory|falsch|ungültig|abgelaufen)$|^(?=.*\s).*\b(?:password|user|login|must|not|or|is|was|be|wrong|invalid|incorrect|expired|changed|required|failed)\b/i;

const isOne = (value: string): boolean => !NONE.test(value) && !SAID.test(value);

/** Is it the three parts, the last of them not empty or masked? */
function isLogin(encoded: string): boolean {
  const parts = Buffer.from(encoded, 'base64').toString('latin1').split('\0');
  return parts.length === 3 && (parts[2] ?? '') !== '' && !MASKED.test(parts[2] ?? '');
}

const isText = (encoded: string): boolean => {
  const text = Buffer.from(encoded, 'base64').toString('latin1');
  return /^[\x20-\x7e]{3,}$/.test(text) && !MASKED.test(text);
};

/** The passwords that can be read in the text, as they stand: encoded, where a client encoded them. */
function passwordsIn(given: string): readonly string[] {
  const text = given.slice(0, MAX_TEXT);
  if (!/pass|auth|kennwort|334 |:\/\/|\s-ap/i.test(text)) return [];
  const found = (pattern: RegExp, is: (value: string) => boolean): readonly string[] =>
    [...text.matchAll(pattern)].flatMap(([, value = '']) => (is(value) ? [value] : []));
  return [
    ...found(PLAIN, isLogin),
    ...found(LOGIN, isText),
    ...found(OPTION, isOne),
    ...found(URL_LOGIN, isOne),
    ...found(SETTING, isOne),
    ...found(LINE, isOne),
  ];
}

/** True where a password can be read in the text. */
export const holdsPassword = (given: string): boolean => passwordsIn(given).length > 0;

/** `text` with '***' in place of the passwords that `source` holds, wherever they stand by themselves. */
export function withoutPasswords(text: string, source = text): string {
  // A longer one first: a shorter may be part of it.
  const passwords = [...new Set(passwordsIn(source))].sort((a, b) => b.length - a.length);
  return passwords.reduce(
    (rest, one) =>
      rest.replaceAll(
        new RegExp(
          `(?<![\\p{L}\\p{N}])${one.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
          'gu',
        ),
        '***',
      ),
    text,
  );
}
