/**
 * Reply codes of SMTP and its extensions with the document that defines each.
 * Codes that no document defines (541, 557–559, 570, 571 …) are used by servers all the same; they are simply not in the table.
 */

/** What a reply code means by its document. */
export interface ReplyCodeMeaning {
  /** Stable id, kebab-case. */
  readonly meaning: string;
  /** Document that defines it. */
  readonly rfc: string;
}

const BASE = 'RFC 5321 §4.2.3';

/** Reply code → meaning; RFC 5321 §4.2.3 and the extensions named. */
export const replyCodes: Readonly<Record<number, ReplyCodeMeaning>> = {
  211: { meaning: 'system-status', rfc: BASE },
  214: { meaning: 'help', rfc: BASE },
  220: { meaning: 'service-ready', rfc: BASE },
  221: { meaning: 'closing-channel', rfc: BASE },
  235: { meaning: 'authentication-succeeded', rfc: 'RFC 4954 §6' },
  250: { meaning: 'completed', rfc: BASE },
  251: { meaning: 'will-forward', rfc: BASE },
  252: { meaning: 'cannot-verify-will-try', rfc: BASE },
  253: { meaning: 'messages-pending', rfc: 'RFC 1985 §5.3' },
  334: { meaning: 'authentication-challenge', rfc: 'RFC 4954 §4' },
  354: { meaning: 'start-mail-input', rfc: BASE },
  421: { meaning: 'service-not-available', rfc: BASE },
  422: { meaning: 'mailbox-storage-exceeded', rfc: 'not in an RFC' },
  431: { meaning: 'not-enough-storage', rfc: 'not in an RFC' },
  432: { meaning: 'password-transition-needed', rfc: 'RFC 4954 §6' },
  450: { meaning: 'mailbox-unavailable-temporary', rfc: BASE },
  451: { meaning: 'local-error', rfc: BASE },
  452: { meaning: 'insufficient-storage', rfc: BASE },
  453: { meaning: 'no-mail', rfc: 'RFC 2645 §5' },
  454: { meaning: 'temporary-authentication-or-tls-failure', rfc: 'RFC 4954 §6, RFC 3207 §4' },
  455: { meaning: 'parameters-not-accepted-temporary', rfc: BASE },
  458: { meaning: 'cannot-queue-for-node', rfc: 'RFC 1985 §5.3' },
  459: { meaning: 'node-not-allowed', rfc: 'RFC 1985 §5.3' },
  500: { meaning: 'command-unrecognised', rfc: BASE },
  501: { meaning: 'parameter-syntax-error', rfc: BASE },
  502: { meaning: 'command-not-implemented', rfc: BASE },
  503: { meaning: 'bad-sequence', rfc: BASE },
  504: { meaning: 'parameter-not-implemented', rfc: BASE },
  521: { meaning: 'host-accepts-no-mail', rfc: 'RFC 7504 §3' },
  523: { meaning: 'encryption-required-for-mechanism', rfc: 'not in an RFC' },
  525: { meaning: 'account-disabled', rfc: 'RFC 5248 (X.7.13)' },
  530: { meaning: 'authentication-or-tls-required', rfc: 'RFC 4954 §6, RFC 3207 §4' },
  534: { meaning: 'mechanism-too-weak', rfc: 'RFC 4954 §6' },
  535: { meaning: 'credentials-invalid', rfc: 'RFC 4954 §6' },
  538: { meaning: 'encryption-required-for-mechanism', rfc: 'RFC 4954 §6' },
  550: { meaning: 'mailbox-unavailable', rfc: BASE },
  551: { meaning: 'user-not-local', rfc: BASE },
  552: { meaning: 'storage-allocation-exceeded', rfc: BASE },
  553: { meaning: 'mailbox-name-not-allowed', rfc: BASE },
  554: { meaning: 'transaction-failed', rfc: BASE },
  555: { meaning: 'parameters-not-recognised', rfc: BASE },
  556: { meaning: 'domain-accepts-no-mail', rfc: 'RFC 7504 §4' },
};
