/**
 * What a server says of its own SMTP client where nobody answered it: of connections, DNS and TLS. A log is known to be the server's, so that
 * few words at the beginning of a reason tell; in a pasted text only those do that nobody says but the server which could not deliver.
 * Linear in the text.
 */
import { anyOf } from '../base/any-of.ts';

/** Is the reason that a log gives without a code the word of our own client? */
export const opensAsSmtpClient = (reason: string): boolean => REASON_OF_LOG.test(reason);

/** Do words stand in a text that only the server which could not deliver writes: of its client, and of what it was set to? */
export const holdsSmtpClient = (text: string): boolean => ANYWHERE.test(text);

/** Told by both. */
const QMAIL = /sorry, i (?:wasn't able to establish|couldn't find (?:any host|a mail exchanger))/;

/** What logs say of connections, DNS and TLS at the beginning of a reason. */
const REASON_OF_LOG = new RegExp(
  `^(?:delivery temporarily suspended: |(?:<[^<>\\s]{3,320}>\\.\\.\\. )?Deferred: )?${anyOf([
    // The system's words, which several of them repeat; sendmail puts the host before some of them, others behind.
    /(?:[\w.-]{1,255}: )?(?:Connection (?:timed out|refused|reset)|Network is unreachable|No route to host|Operation timed out)/,
    // sendmail
    /Name server: |Host unknown|(?:[\w.-]{1,255}: )?(?:host name lookup failure|host is down)/,
    /All MXs? /,
    // Postfix
    /connect to |lost connection with |conversation with |SSL_connect error|TLS is required, but|Cannot start TLS/,
    /Server certificate|no TLSA records|certificate verification failed/,
    /Host or domain name not found|Host not found|unable to look up/,
    // Exim
    /retry time (?:not )?reached|H=\S+ .{0,200}: (?:Connection|Remote host)/,
    // qmail
    QMAIL,
    /CNAME lookup failed/,
    /Connected to \S{1,60} but connection died/,
    // Haraka
    /Ongoing connection failed to |Remote end \S{1,60} closed connection|Failed to get pool entry: /,
    /MX Lookup for |DNS lookup (?:of |failure: )|Temporary MX lookup error |Tried all MXs|No such domain: /,
    /Nowhere to deliver mail to for domain: |No TLS available but required/,
    // OpenSMTPD
    /No MX found for |Could not retrieve (?:source address|credentials)|Network error on destination/,
    // Stalwart
    /IP address lookup failed|STARTTLS error|Implicit TLS error|\(?connection to '[^'\s]{1,255}' failed/,
    // maddy
    /dial tcp /,
  ])}`,
  'i',
);

/** Of Postfix, Exim, qmail and sendmail. */
const ANYWHERE = new RegExp(
  `\\b${anyOf([
    /mail for \S{1,255} loops back to myself\b|host or domain name not found\. name service error for name=/,
    /connect to \S{1,255}\[[0-9a-f.:]{3,45}\]:25: |(?:lost connection|conversation) with \S{1,255}\[[0-9a-f.:]{3,45}\] /,
    /tls is required, but was not offered\b|server certificate (?:not trusted|not verified)\b|no tlsa records found\b/,
    /retry time(?:out exceeded| not reached)\b|all relevant mx records point\b|lowest numbered mx record points to local host\b/,
    QMAIL,
    /mx list for \S{1,255} points back to\b|local configuration error\b/,
  ])}`,
  'i',
);
