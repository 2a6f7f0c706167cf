/** Words around a reply that tell of a server which delivers: what they quote, the server of another one said to it, and to no program. */
import { Worded } from '../base/worded.ts';
import { SUBMISSION_LABEL, SUBMISSION_PORT, submissionPorts } from './submission.ts';

/** What stands right before a reply. */
const MAX_LEAD = 400;
/** What hands mail in itself is no server that answers another one (RFC 6409). */
const OF_SUBMISSION = `(?!${SUBMISSION_LABEL})`;
const IP = '(?: ?\\[[0-9a-f.:]{3,45}\\])?';
const SAYS =
  '(?:said|says|answered|replied|responded|returned|gave|antwortete|antwortet|meldete|meldet|sagte|hat (?:geantwortet|gemeldet)|a répondu|répond|respondió|ha respondido|ha risposto|rispose|respondeu|antwoordde|odpowiedział|ответил)';
/** Postfix: 'host mx[192.0.2.1] said:'; qmail: 'Remote host said:'; Exim: 'SMTP error from remote mail server after'; 'mx.example.org antwortete:'. */
const SAID_BY_HOST = new RegExp(
  [
    `\\bhost \\S{1,255}${IP} said:`,
    `\\bremote (?:mail ?)?(?:host|server)(?: [a-z0-9.-]{1,255}${IP})? ${SAYS}(?=[\\s:])`,
    // Reports in fields of their own; OpenSMTPD with its trace switched on; James, which tells exceptions of its own.
    `\\bhost '?[^\\s']{1,255}'? rejected command\\b|\\bremote mta \\S{1,255} smtp diagnostic:|\\bmta: 0x[0-9a-f]{1,16}: <<<|\\bat remote mailserver \\S`,
    // Gmail, of today and of before.
    '\\bresponse from the remote server was\\b|\\bthe other server returned\\b',
    '\\bantwort (?:des|vom) remote-?servers?\\b|réponse du serveur distant\\b|\\brespuesta del servidor remoto\\b|\\bresposta do servidor remoto\\b',
    '\\bsmtp error from remote (?:mail(?:er| server)?|server)\\b',
    `(?<![\\w@.-])${OF_SUBMISSION}[a-z0-9][a-z0-9-]{0,62}(?:\\.[a-z0-9-]{1,63}){1,8}${IP} ${SAYS}(?=[\\s:])`,
  ].join('|'),
  'i',
);
/**
 * A report of a server that could not deliver: Exchange's, 'mx.example.org rejected your message to …: The server response was:'; Postal's,
 * which delivers itself and tells of it as Ruby does.
 */
const REPORT = new RegExp(
  [
    '\\bmailer-daemon\\b|\\bmail delivery (?:sub)?system\\b',
    `(?<![\\w@.-])${OF_SUBMISSION}[a-z0-9][a-z0-9.-]{1,253}\\.[a-z]{2,63} rejected your message\\b`,
  ].join('|'),
  'i',
);
/** Where Postal's own code lies; other programs have a file smtp_sender.rb, too. */
const OF_POSTAL = /\/opt\/postal\/[^\s:]{1,200}\.rb:\d|\/postal\/[^\s:]{0,200}smtp_sender\.rb:\d/i;
const BLANK_LINE = /\n[ \t>|]{0,20}\r?\n/;

/** What tells that a message was handed in: a login, a port for it (RFC 6409 §3.1, RFC 8314 §3.3), what the server for it is called. */
const HANDED_IN = new Worded(
  [
    ...submissionPorts.map(String),
    'smart',
    'submission',
    'smtp',
    'auth',
    'log',
    'outgoing',
    'send mail as',
    'my ',
    'createtransport',
    'phpmailer',
  ],
  new RegExp(
    [
      String.raw`(?:\bport["' :=]{1,4}|[\w\]]:)${SUBMISSION_PORT}(?!\d)`,
      String.raw`\bsmart ?host|\bsubmission\b|\bsmtps?[ _-]?auth|\bauth (?:plain|login|cram-md5|xoauth2|ok)\b|\bauthenticated\b|\blog(?:ged|s)? in\b|\blogin\b|\boutgoing (?:mail )?(?:server|filter)|\bsend mail as\b|\bmy (?:smtp )?(?:relay|provider|hoster|mail provider)\b|\bcreatetransport\b|\bphpmailer\b|smtps:\/\/|smtpdeliverytomailbox\b`,
    ].join('|'),
    'i',
  ),
);

/** Does the text speak of a server that mail is handed to? Which of two servers said a reply is then not told by what it asks for. */
export const speaksOfHandingIn = (text: string): boolean => HANDED_IN.test(text);

/** Does a server that delivers quote it, in these words right before a reply, which may begin a paragraph of its own? */
export function isQuotedByServer(words: string): boolean {
  const lead = words.slice(-MAX_LEAD);
  const trimmed = lead.trimEnd();
  if (trimmed === '') return false;
  return SAID_BY_HOST.test((trimmed.endsWith(':') ? trimmed : lead).split(BLANK_LINE).at(-1) ?? '');
}

/** Is it of the report of a server that could not deliver? */
export const isInReport = (words: string): boolean => REPORT.test(words);

/** Did Postal write it? */
export const isByPostal = (text: string): boolean => OF_POSTAL.test(text);

/** Does a server's report, or a server that delivers, tell of words that hold no reply? */
export const isToldByServer = (text: string): boolean =>
  isInReport(text) || isByPostal(text) || SAID_BY_HOST.test(text);
