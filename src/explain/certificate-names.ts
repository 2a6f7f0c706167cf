/**
 * The two names of a certificate that does not fit, in the words of TLS libraries: whom it is for, and whom the program asked for. Sources:
 * the messages of PHP, Node, Go, Python, Java, Ruby, curl, msmtp and Thunderbird, and errors as people paste them.
 */
import type { ReplyFacts } from '../findings/reply-facts.ts';

/** The name that a certificate has, and the one that was looked for in it. */
export interface CertificateNames {
  readonly certificateName?: string;
  readonly expectedName?: string;
}

const MAX_TEXT = 4_096;
const NAME = '([a-z0-9*][a-z0-9_.*-]{0,252})';
const QUOTED = `["'\`]${NAME}["'\`]`;

/** Each with the groups `is` (the certificate's) and `asked`; the first that fits counts. */
const WORDINGS: readonly RegExp[] = [
  `Peer certificate CN=(?<is>${QUOTED}) did not match expected CN=(?<asked>${QUOTED})`,
  `does not match certificate's altnames: Host: (?<asked>${NAME})\\. is not in the cert's altnames: DNS:(?<is>${NAME})`,
  `certificate is valid for (?<is>${NAME})(?:, [^\\s,]{1,253}){0,40}, not (?<asked>${NAME})`,
  `hostname (?<asked>${QUOTED}) doesn't match (?:either of )?(?<is>${QUOTED})`,
  `certificate is not valid for (?<asked>${QUOTED})`,
  `certificate subject name (?<is>${QUOTED}) does not match target host name (?<asked>${QUOTED})`,
  `certificate subject name matches target host name (?<asked>${QUOTED})`,
  `No subject alternative DNS name matching (?<asked>${NAME}) found`,
  `hostname (?<asked>${QUOTED}) does not match the server certificate`,
  `is (?:valid only|only valid) for (?:the following names?:? )?(?<is>${NAME})[^\\n]{0,80} configuration related to (?<asked>${NAME}) must be`,
  `certificate owner does not match hostname (?<asked>${NAME})`,
].map((source) => new RegExp(source, 'i'));
/** Outlook, Windows and .NET name neither. */
const NAMELESS =
  /\btarget principal name is incorrect\b|\bRemoteCertificateNameMismatch\b|\bhostname mismatch\b/i;

const plain = (name: string | undefined): string | undefined =>
  name?.replaceAll(/["'`]/g, '').toLowerCase().replace(/\.$/, '');

/** Undefined where the words tell of no such thing, or where a mail server tells them of another one. */
export function certificateNames({
  text,
  via,
  ownStep,
  reportingHost,
}: ReplyFacts): CertificateNames | undefined {
  if (via === 'mx' || ownStep !== undefined || reportingHost !== undefined) return undefined;
  const words = text.slice(0, MAX_TEXT);
  for (const wording of WORDINGS) {
    const groups = wording.exec(words)?.groups;
    if (groups === undefined) continue;
    const [certificateName, expectedName] = [plain(groups.is), plain(groups.asked)];
    return {
      ...(certificateName !== undefined && { certificateName }),
      ...(expectedName !== undefined && { expectedName }),
    };
  }
  return NAMELESS.test(words) ? {} : undefined;
}
