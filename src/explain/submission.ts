/** Where mail is handed in: its ports, and what providers call the servers that their users, or other servers, hand mail to. */

/** RFC 6409 §3.1, RFC 8314 §3.3; 2525 by custom. */
export const submissionPorts = [465, 587, 2525] as const;

/** One of them, for an expression. */
export const SUBMISSION_PORT = `(?:${submissionPorts.join('|')})`;

/** The first label of such a server's name with its dot, for an expression that takes letters of either case. */
export const SUBMISSION_LABEL =
  '(?:smtp|smtps|smtp-relay|smtp-mail|smtp-auth|smtpauth|asmtp|submission|securesmtp|outgoing)\\.';

const SUBMISSION_HOST = new RegExp(`^${SUBMISSION_LABEL}`, 'i');

/** Is it called what providers call the server that their own users hand mail to? smtp.gmail.com, smtp.office365.com. */
export const isSubmissionHost = (host: string): boolean => SUBMISSION_HOST.test(host);

/** Wider than the names above, which users are told: 'smtp2.', 'out-3.' and 'relay.' may as well be what a provider delivers with. */
const RELAY_HOST =
  /^(?:smtps?|smtpauth|submission|outgoing|relay|smarthost|mailrelay|mail-?out|out)\d{0,3}[.-]|[.-](?:relay|smarthost)\./i;

/** Is it called what providers call the servers that hand mail on for others? */
export const isRelayHost = (host: string): boolean => RELAY_HOST.test(host);
