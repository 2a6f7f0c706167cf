/**
 * The IANA registry 'SMTP Enhanced Status Codes' (RFC 5248; registry of 2024-12-06): what each 'X.subject.detail' means.
 * Providers give some of them meanings of their own (X.7.23–X.7.40 at Google, X.7.9 at Yahoo): that is knowledge of provider cards, not of this table.
 */

/** What an enhanced code means by its document. */
export interface EnhancedStatusMeaning {
  /** Stable id, kebab-case. */
  readonly meaning: string;
  /** Document that defines it. */
  readonly rfc: string;
}

/** 'X.subject.detail' → meaning; the class (2, 4, 5) is written X. */
const enhancedStatuses: Readonly<Record<string, EnhancedStatusMeaning>> = {
  'X.0.0': { meaning: 'other-undefined', rfc: 'RFC 3463' },
  'X.1.0': { meaning: 'other-address', rfc: 'RFC 3463' },
  'X.1.1': { meaning: 'bad-mailbox', rfc: 'RFC 3463' },
  'X.1.2': { meaning: 'bad-destination-system', rfc: 'RFC 3463' },
  'X.1.3': { meaning: 'bad-mailbox-syntax', rfc: 'RFC 3463' },
  'X.1.4': { meaning: 'ambiguous-mailbox', rfc: 'RFC 3463' },
  'X.1.5': { meaning: 'address-valid', rfc: 'RFC 3463' },
  'X.1.6': { meaning: 'mailbox-moved', rfc: 'RFC 3463' },
  'X.1.7': { meaning: 'bad-sender-syntax', rfc: 'RFC 3463' },
  'X.1.8': { meaning: 'bad-sender-system', rfc: 'RFC 3463' },
  'X.1.9': { meaning: 'relayed-to-non-compliant-mailer', rfc: 'RFC 3886' },
  'X.1.10': { meaning: 'recipient-null-mx', rfc: 'RFC 7505' },
  'X.2.0': { meaning: 'other-mailbox', rfc: 'RFC 3463' },
  'X.2.1': { meaning: 'mailbox-disabled', rfc: 'RFC 3463' },
  'X.2.2': { meaning: 'mailbox-full', rfc: 'RFC 3463' },
  'X.2.3': { meaning: 'message-too-long-for-mailbox', rfc: 'RFC 3463' },
  'X.2.4': { meaning: 'list-expansion-problem', rfc: 'RFC 3463' },
  'X.3.0': { meaning: 'other-mail-system', rfc: 'RFC 3463' },
  'X.3.1': { meaning: 'mail-system-full', rfc: 'RFC 3463' },
  'X.3.2': { meaning: 'not-accepting-messages', rfc: 'RFC 3463' },
  'X.3.3': { meaning: 'feature-not-supported-by-system', rfc: 'RFC 3463' },
  'X.3.4': { meaning: 'message-too-big-for-system', rfc: 'RFC 3463' },
  'X.3.5': { meaning: 'system-misconfigured', rfc: 'RFC 3463' },
  'X.3.6': { meaning: 'priority-changed', rfc: 'RFC 6710' },
  'X.4.0': { meaning: 'other-network', rfc: 'RFC 3463' },
  'X.4.1': { meaning: 'no-answer-from-host', rfc: 'RFC 3463' },
  'X.4.2': { meaning: 'bad-connection', rfc: 'RFC 3463' },
  'X.4.3': { meaning: 'directory-server-failure', rfc: 'RFC 3463' },
  'X.4.4': { meaning: 'unable-to-route', rfc: 'RFC 3463' },
  'X.4.5': { meaning: 'mail-system-congestion', rfc: 'RFC 3463' },
  'X.4.6': { meaning: 'routing-loop', rfc: 'RFC 3463' },
  'X.4.7': { meaning: 'delivery-time-expired', rfc: 'RFC 3463' },
  'X.5.0': { meaning: 'other-protocol', rfc: 'RFC 3463' },
  'X.5.1': { meaning: 'invalid-command', rfc: 'RFC 3463' },
  'X.5.2': { meaning: 'syntax-error', rfc: 'RFC 3463' },
  'X.5.3': { meaning: 'too-many-recipients', rfc: 'RFC 3463' },
  'X.5.4': { meaning: 'invalid-arguments', rfc: 'RFC 3463' },
  'X.5.5': { meaning: 'wrong-protocol-version', rfc: 'RFC 3463' },
  'X.5.6': { meaning: 'authentication-line-too-long', rfc: 'RFC 4954' },
  'X.6.0': { meaning: 'other-media-error', rfc: 'RFC 3463' },
  'X.6.1': { meaning: 'media-not-supported', rfc: 'RFC 3463' },
  'X.6.2': { meaning: 'conversion-prohibited', rfc: 'RFC 3463' },
  'X.6.3': { meaning: 'conversion-not-supported', rfc: 'RFC 3463' },
  'X.6.4': { meaning: 'conversion-with-loss', rfc: 'RFC 3463' },
  'X.6.5': { meaning: 'conversion-failed', rfc: 'RFC 3463' },
  'X.6.6': { meaning: 'content-not-available', rfc: 'RFC 4468' },
  'X.6.7': { meaning: 'non-ascii-address-not-permitted', rfc: 'RFC 6531' },
  'X.6.8': { meaning: 'utf8-reply-required', rfc: 'RFC 6531' },
  'X.6.9': { meaning: 'utf8-header-not-transferable', rfc: 'RFC 6531' },
  'X.6.10': { meaning: 'utf8-reply-required-deprecated', rfc: 'RFC 6531' },
  'X.7.0': { meaning: 'other-security', rfc: 'RFC 3463' },
  'X.7.1': { meaning: 'delivery-not-authorised', rfc: 'RFC 3463' },
  'X.7.2': { meaning: 'list-expansion-prohibited', rfc: 'RFC 3463' },
  'X.7.3': { meaning: 'security-conversion-not-possible', rfc: 'RFC 3463' },
  'X.7.4': { meaning: 'security-feature-not-supported', rfc: 'RFC 3463' },
  'X.7.5': { meaning: 'cryptographic-failure', rfc: 'RFC 3463' },
  'X.7.6': { meaning: 'cryptographic-algorithm-not-supported', rfc: 'RFC 3463' },
  'X.7.7': { meaning: 'message-integrity-failure', rfc: 'RFC 3463' },
  'X.7.8': { meaning: 'credentials-invalid', rfc: 'RFC 4954' },
  'X.7.9': { meaning: 'mechanism-too-weak', rfc: 'RFC 4954' },
  'X.7.10': { meaning: 'encryption-needed', rfc: 'RFC 5248' },
  'X.7.11': { meaning: 'encryption-required-for-mechanism', rfc: 'RFC 4954' },
  'X.7.12': { meaning: 'password-transition-needed', rfc: 'RFC 4954' },
  'X.7.13': { meaning: 'account-disabled', rfc: 'RFC 5248' },
  'X.7.14': { meaning: 'trust-relationship-required', rfc: 'RFC 5248' },
  'X.7.15': { meaning: 'priority-too-low', rfc: 'RFC 6710' },
  'X.7.16': { meaning: 'too-big-for-priority', rfc: 'RFC 6710' },
  'X.7.17': { meaning: 'mailbox-owner-changed', rfc: 'RFC 7293' },
  'X.7.18': { meaning: 'domain-owner-changed', rfc: 'RFC 7293' },
  'X.7.19': { meaning: 'rrvs-not-completed', rfc: 'RFC 7293' },
  'X.7.20': { meaning: 'no-passing-dkim', rfc: 'RFC 7372' },
  'X.7.21': { meaning: 'no-acceptable-dkim', rfc: 'RFC 7372' },
  'X.7.22': { meaning: 'no-author-matched-dkim', rfc: 'RFC 7372' },
  'X.7.23': { meaning: 'spf-failed', rfc: 'RFC 7372' },
  'X.7.24': { meaning: 'spf-error', rfc: 'RFC 7372' },
  'X.7.25': { meaning: 'reverse-dns-failed', rfc: 'RFC 7372' },
  'X.7.26': { meaning: 'multiple-authentication-failures', rfc: 'RFC 7372' },
  'X.7.27': { meaning: 'sender-null-mx', rfc: 'RFC 7505' },
  'X.7.28': { meaning: 'mail-flood-detected', rfc: 'IANA registry, no RFC' },
  'X.7.29': { meaning: 'arc-failed', rfc: 'RFC 8617' },
  'X.7.30': { meaning: 'requiretls-required', rfc: 'RFC 8689' },
};

/** The meaning of 'class.subject.detail'; undefined where the registry has none. */
export function meaningOfEnhancedStatus(status: string): EnhancedStatusMeaning | undefined {
  const found = /^[245]\.([0-9]{1,3})\.([0-9]{1,3})$/.exec(status);
  return found === null ? undefined : enhancedStatuses[`X.${Number(found[1])}.${Number(found[2])}`];
}
