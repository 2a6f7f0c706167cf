/**
 * At which command of the SMTP transaction a reply came, told from the prose of mail programs (RFC 5321 §3).
 * Limits: the caller gives at most some hundred characters.
 */

import { verbOf } from './command-line.ts';
import { LastPhrase } from './last-phrase.ts';
import type { SmtpPhase } from './types.ts';

/** Wordings, lower case, without spaces at the ends; the one that stands last in the prose before a reply counts. */
const BEFORE = new LastPhrase<SmtpPhase>([
  ['after rcpt to', 'rcpt'],
  ['after pipelined rcpt to', 'rcpt'],
  ['after mail from', 'mail'],
  ['after pipelined mail from', 'mail'],
  ['after end of data', 'end-of-data'],
  ['after pipelined end of data', 'end-of-data'],
  ['after pipelined data', 'data'],
  ['after data', 'data'],
  ['after initial connection', 'connect'],
  ['after ehlo', 'ehlo'],
  ['after helo', 'ehlo'],
  ['after lhlo', 'ehlo'],
  ['after starttls', 'starttls'],
  ['after auth', 'auth'],
  ['>>> rcpt', 'rcpt'],
  ['>>> mail', 'mail'],
  ['>>> data', 'data'],
  ['>>> ehlo', 'ehlo'],
  ['>>> helo', 'ehlo'],
  ['>>> starttls', 'starttls'],
  ['>>> auth', 'auth'],
  ['auth login', 'auth'],
  ['auth plain', 'auth'],
  ['auth cram-md5', 'auth'],
  ['auth xoauth2', 'auth'],
  ['>>> .', 'end-of-data'],
  ['>>> bdat', 'end-of-data'],
  ['send: rcpt to', 'rcpt'],
  ['sent: rcpt to', 'rcpt'],
  ['send: mail from', 'mail'],
  ['sent: mail from', 'mail'],
  ['send: data', 'data'],
  ['sent: data', 'data'],
  ['sent: ehlo', 'ehlo'],
  ['sent: helo', 'ehlo'],
  ['did not like our rcpt to', 'rcpt'],
  ['did not like our mail from', 'mail'],
  ['did not like our data', 'data'],
  ['did not like our ehlo', 'ehlo'],
  ['did not like our helo', 'ehlo'],
  ['did not accept our rcpt to', 'rcpt'],
  ['smtp:rcpt host', 'rcpt'],
  ['smtp:mail host', 'mail'],
  ['smtp:data host', 'data'],
  ['for text command', 'end-of-data'],
  ['for rcpt command', 'rcpt'],
  ['for rcpt to command', 'rcpt'],
  ['for mail from command', 'mail'],
  ['for mail command', 'mail'],
  ['for data command', 'data'],
  ['response to rcpt to', 'rcpt'],
  ['response to mail from', 'mail'],
  ['response to data', 'data'],
  ['response to end of data', 'end-of-data'],
  ['reply to rcpt to', 'rcpt'],
  ['reply to mail from', 'mail'],
  ['reply to end of data', 'end-of-data'],
  ['reply to data', 'data'],
  ['does not like recipient', 'rcpt'],
  ['sender was rejected', 'mail'],
  ['does not like sender', 'mail'],
  ['my name was rejected', 'ehlo'],
  ['failed on data command', 'data'],
  ['failed after i sent the message', 'end-of-data'],
  ['but greeting failed', 'connect'],
  ['but connection died', 'connect'],
  ['refused to talk to me', 'connect'],
  ['performing the rcpt', 'rcpt'],
  ['performing the mail', 'mail'],
  ['performing the data', 'data'],
  ['performing the ehlo', 'ehlo'],
  ['performing the helo', 'ehlo'],
  ['performing the connect', 'connect'],
  ['performing the initial', 'connect'],
  ['performing the starttls', 'starttls'],
  ['performing the auth', 'auth'],
  // Stalwart.
  ["rejected command 'rcpt to", 'rcpt'],
  ["rejected command 'mail from", 'mail'],
  ["rejected command 'data", 'data'],
  ["rejected command 'ehlo", 'ehlo'],
  // PHPMailer.
  ['rcpt to command failed', 'rcpt'],
  ['mail from command failed', 'mail'],
  ['data command failed', 'data'],
  ['data end command failed', 'end-of-data'],
  ['could not authenticate', 'auth'],
  ['sasl authentication failed', 'auth'],
  // The exceptions of JavaMail and Python, and the errors of nodemailer.
  ['authenticationfailedexception', 'auth'],
  ['smtpaddressfailedexception', 'rcpt'],
  ['smtpsenderfailedexception', 'mail'],
  ['smtpauthenticationerror', 'auth'],
  ['smtprecipientsrefused', 'rcpt'],
  ['smtpsenderrefused', 'mail'],
  ['smtpdataerror', 'end-of-data'],
  ['smtpheloerror', 'ehlo'],
  ['smtpconnecterror', 'connect'],
  ['invalid login:', 'auth'],
  ['recipient command failed:', 'rcpt'],
  ['mail command failed:', 'mail'],
  ['all recipients were rejected:', 'rcpt'],
  ['message failed:', 'end-of-data'],
  ['rcpt to:<', 'rcpt'],
  ['mail from:<', 'mail'],
  ['rcpt to: <', 'rcpt'],
  ['mail from: <', 'mail'],
]);

/** What stands in '(in reply to … command)' (Postfix smtp_chat), longest first. */
const IN_REPLY_TO: readonly (readonly [string, SmtpPhase])[] = [
  ['end of data', 'end-of-data'],
  ['bdat', 'end-of-data'],
  ['data', 'data'],
  ['rcpt to', 'rcpt'],
  ['mail from', 'mail'],
  ['ehlo', 'ehlo'],
  ['helo', 'ehlo'],
  ['lhlo', 'ehlo'],
  ['auth', 'auth'],
  ['starttls', 'starttls'],
  ['xforward', 'mail'],
];

/**
 * '(state 14)' that Gmail wrote after the reply. Google documents no list; these four follow from the replies seen with them
 * ('535 SMTP AUTH failed', 'User unknown', '554 no valid recipients' after DATA, 'Header error').
 */
const GMAIL_STATES: Readonly<Record<string, SmtpPhase>> = {
  8: 'auth',
  14: 'rcpt',
  15: 'data',
  18: 'end-of-data',
};

/** The phase of a reply from the prose before it and the prose right after it. */
export function phaseOf(before: string, after: string): SmtpPhase | undefined {
  return phaseAfter(after) ?? phaseBefore(before);
}

/** What Thunderbird adds to the words of a server (messenger compose, errorSendingRcptCommand and errorSendingFromCommand). */
const THUNDERBIRD: readonly (readonly [string, SmtpPhase])[] = [
  ['please check the message recipient', 'rcpt'],
  ['bitte überprüfen sie die e-mail-adresse des empfängers', 'rcpt'],
  ['please verify that your email address', 'mail'],
];

/** Reads '(in reply to end of DATA command)' at the beginning of `after` or within its first characters. */
export function phaseAfter(after: string): SmtpPhase | undefined {
  const start = after.slice(0, 120).toLowerCase();
  const bare = singleSpaced(start).replace(/^[ .'"]{1,5}/, '');
  const advised = THUNDERBIRD.find(([words]) => bare.startsWith(words));
  if (advised !== undefined) return advised[1];
  if (!start.includes('reply') && !start.includes('state')) return undefined;
  const text = singleSpaced(start);
  const at = text.indexOf('in reply to ');
  if (at < 0) return GMAIL_STATES[/^[ "')]{0,5}\(state ([0-9]{1,2})\)/.exec(text)?.[1] ?? ''];
  const command = text.slice(at + 12);
  return IN_REPLY_TO.find(([words]) => command.startsWith(words))?.[1];
}

/** 'connect to mx.example.org[192.0.2.1]:25:' right before the first words of a server. */
const CONNECTING = /\bconnect to [^\s:]{1,255}(?:\[[0-9a-f.:]{2,45}\])?:\d{1,5}: ?$/i;
const MAX_CONNECTING = 330;

/** Reads the last wording of `before` that names a command; without any, a line that is one. */
export function phaseBefore(before: string): SmtpPhase | undefined {
  if (CONNECTING.test(before.slice(-MAX_CONNECTING))) return 'connect';
  const mark = phaseOfMark(before);
  if (mark !== undefined) return mark;
  const given = leaveGivenAt(before);
  const named = BEFORE.find(singleSpaced(before.slice(given)).toLowerCase());
  if (named !== undefined) return named;
  return given > 0 ? 'end-of-data' : phaseOfLine(before);
}

/** RFC 5321 §4.3.2: after 354 the server reads the message; 'expected 354 but got' is a program's sentence. */
const LEAVE_GIVEN = /(?<![\w.-]|\b(?:code|expected):? )354[ -](?!but\b|or\b|and\b|expected\b)[a-z]/gi;

/** Behind the last leave to send the message; 0 where none was given. */
function leaveGivenAt(before: string): number {
  if (!before.includes('354')) return 0;
  const last = [...before.matchAll(LEAVE_GIVEN)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

const BY_VERB: Readonly<Record<string, SmtpPhase>> = {
  ehlo: 'ehlo',
  helo: 'ehlo',
  lhlo: 'ehlo',
  starttls: 'starttls',
  auth: 'auth',
  mail: 'mail',
  rcpt: 'rcpt',
};

const MARK = /\[(ehlo|helo|starttls|auth|mail|mail from|rcpt|rcpt to)\][ :]{0,2}$/i;
const OF_MARK: Readonly<Record<string, SmtpPhase>> = { ...BY_VERB, 'mail from': 'mail', 'rcpt to': 'rcpt' };

/** The command as a mark right before the reply: '[MAIL] 550 …'. */
const phaseOfMark = (before: string): SmtpPhase | undefined =>
  OF_MARK[MARK.exec(before.slice(-14))?.[1]?.toLowerCase() ?? ''];

/** A conversation as people paste it: the command stands alone on its line. */
function phaseOfLine(before: string): SmtpPhase | undefined {
  if (!before.includes('\n')) return undefined;
  for (const line of before.split('\n').reverse()) {
    const verb = verbOf(line);
    if (verb !== undefined) return BY_VERB[verb];
  }
  return undefined;
}

/** Runs of white space as one space. */
function singleSpaced(text: string): string {
  return /\s\s|[^\S ]/.test(text) ? text.replaceAll(/\s+/g, ' ') : text;
}
