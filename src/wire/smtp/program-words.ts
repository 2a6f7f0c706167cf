/**
 * Words of programs and libraries that hand mail to the server that their user sends through: error boxes of mail programs, exceptions
 * of Python, PHP, Java, .NET and Node. What a server says to them is said at submission (RFC 6409), not by the recipient's side.
 * Sources: the messages in the sources of each (CPython Lib/smtplib.py, nodemailer lib/smtp-connection, Symfony Mailer, Jakarta Mail,
 * MailKit, System.Net.Mail, go-gomail, msmtp, sSMTP), and errors as people paste them.
 */
import { PhraseSet } from '../../base/phrase-set.ts';
import { Worded } from '../../base/worded.ts';
import { PHPMAILER_WORDS } from './program-words-phpmailer.ts';

/** Programs that a person writes mail with: nobody there has a shell. */
const OF_MAIL_PROGRAMS = [
  // Thunderbird, Outlook, Apple Mail, in their own words.
  'error occurred while sending mail',
  'error occurred sending mail',
  'the following recipient(s) cannot be reached: your outgoing',
  'message could not be sent because one of the recipients was rejected',
  'message could not be sent because connecting to',
  'message could not be sent because the connection to',
  'message could not be sent using the server',
  'sending of the message failed',
  'sending of message failed',
  'unable to send the message',
  'message you are trying to send exceeds the global size limit',
  'message you are trying to send exceeds a temporary size limit',
  'unable to send message',
  // Thunderbird's box without its first sentence, in its own words of some languages.
  'the mail server responded:',
  'please check the message recipient',
  'please verify that your email address is correct in your',
  'le serveur a répondu :',
  'le serveur a répondu:',
  "le serveur a répondu '",
  'veuillez vérifier le message et essayer à nouveau',
  'der mail-server antwortete:',
  'el servidor de correo respondió:',
  'il server di posta ha risposto:',
  'o servidor de e-mail respondeu:',
  'de mailserver antwoordde:',
  'cannot send mail. the recipient',
  'cannot send message using the server',
  'your outgoing (smtp)',
  'outgoing server (smtp)',
  'rejected by the server because it does not allow relaying',
  'use the pop-up menu below to try a different outgoing mail server',
  'error number: 0x800ccc',
  '0x800ccc',
  // Outlook: its own codes of a server that cannot be reached.
  '0x80042109',
  '0x8004210b',
  '0x80042108',
  // iOS.
  'a copy has been placed in your outbox',
  "une copie a été placée dans votre boîte d'envoi",
  'eine kopie wurde im postausgang',
  'se ha colocado una copia en su bandeja de salida',
  'una copia è stata inserita in uscita',
  'fehler beim senden der nachricht',
  'senden der nachricht fehlgeschlagen',
  'postausgangsserver',
  'die nachricht konnte nicht gesendet werden',
  "une erreur est survenue lors de l'envoi",
  "l'envoi du message a échoué",
  'serveur sortant (smtp)',
  'ha habido un error al enviar el mensaje',
  'servidor de salida (smtp)',
  "errore durante l'invio",
  // Gmail of the server that one has it send through.
  "using the 'send mail as' feature",
  "'send mail as' account",
  // K-9 Mail, Thunderbird for Android; AquaMail; Delta Chat by libetpan.
  'smtptransport(',
  'send error: permanent:',
  'send error: temporary:',
  'mailsmtp_',
  // Roundcube.
  '): failed to add recipient',
  '): failed to set sender',
  '): connection to server failed',
];

const OF_LIBRARIES = [
  ...PHPMAILER_WORDS,
  // Python: smtplib and aiosmtplib.
  'smtplib.',
  'smtpauthenticationerror',
  'smtprecipientsrefused',
  'smtprecipientrefused',
  'smtpsenderrefused',
  'smtpdataerror',
  'smtpheloerror',
  'smtpconnecterror',
  'smtpserverdisconnected',
  'smtpnotsupportederror',
  'smtpresponseexception',
  'smtpexception: ',
  '(_ssl.c:',
  // Node: nodemailer, and Node's own of a certificate.
  'cannot send email: error: ',
  "does not match certificate's altnames",
  'nodemailer:',
  'nodemailer error',
  'nodemailer/lib',
  'nodemailer\\lib',
  'smtp-connection/index.js',
  'at smtpconnection.',
  "code: 'eauth'",
  "code: 'eenvelope'",
  "code: 'econnection'",
  "code: 'edns'",
  "code: 'etls'",
  "command: 'conn'",
  "command: 'auth ",
  '"code":"eauth"',
  '"code": "eauth"',
  '"code":"eenvelope"',
  '"code": "eenvelope"',
  '"command":"conn"',
  '"command": "conn"',
  'sending mail using smtp/',
  'transporter.verify',
  'transporter.sendmail',
  // .NET: SmtpStatusCode.MustIssueStartTlsFirst in the languages of its messages, as it writes them and as people retype them.
  'smtp server requires a secure connection or the client',
  'smtp-server ist eine sichere verbindung erforderlich',
  'smtp server ist eine sichere verbindung erforderlich',
  'serveur smtp requiert une connexion sécurisée ou',
  'servidor smtp requiere una conexión segura o',
  'server smtp richiede una connessione protetta o',
  // PHP: Swift Mailer, Symfony Mailer, Laminas, PEAR, mail() on Windows, CodeIgniter.
  'swift_transport',
  'swift_rfccompliance',
  'symfony\\component\\mime\\exception',
  'symfony\\component\\mailer',
  'laminas\\mail',
  'zend\\mail\\',
  'zend_mail_protocol',
  'expected response code',
  'possible authenticators',
  'connection could not be established with host',
  'failed to authenticate on smtp server with',
  'stream_socket_client(): unable to connect to ',
  'fsockopen(): unable to connect to ',
  '[smtp: failed to connect socket',
  'failed to connect socket:',
  '[smtp: invalid response code received from server',
  'mail(): smtp server response',
  'mail(): failed to connect to mailserver',
  'unable to send email using php',
  'the following smtp error was encountered',
  // Odoo's test of an outgoing server.
  'connection test failed! here is what we got instead',
  'connection unsuccessful: failed to ',
  // Java: JavaMail, Jakarta Mail, Spring, Commons Email.
  'javax.mail.',
  'jakarta.mail.',
  'eclipse.angus.mail',
  'com.sun.mail.',
  'org.springframework.mail',
  'org.apache.commons.mail',
  'com.atlassian.mail',
  'mailsendexception',
  'mailconnectexception',
  'sendfailedexception',
  'smtpaddressfailedexception',
  'smtpsenderfailedexception',
  'unknown smtp host',
  "couldn't connect to host, port:",
  'sending the email to the following server failed',
  // .NET: System.Net.Mail, MailKit, PowerShell.
  'system.net.mail.',
  'mailkit.net.smtp',
  'mailkit.security',
  'smtpcommandexception',
  'smtpprotocolexception',
  'smtpfailedrecipientexception',
  'send-mailmessage',
  'the server response was:',
  // Go: gomail, net/smtp, gophish, Alertmanager.
  'gomail:',
  'failed to issue mail command: ',
  'failed to issue rcpt command: ',
  'failed to issue data command: ',
  'smtp.plainauth',
  'smtp: unencrypted connection',
  'failed to send: unencrypted connect',
  'smtp_smarthost',
  'wneessen/go-mail',
  'go-mail/mail',
  'net/smtp.rb',
  'net/smtp.(',
  'net/smtp.sendmail',
  'max connection attempts exceeded - ',
  'establish connection to server: dial tcp',
  'dial tcp: lookup smtp',
  // Rust: lettre.
  'lettre::',
  'smtp 5xx error: permanent error',
  'smtp 4xx error: transient error',
  // Ruby, Perl, git.
  'net::smtp',
  'net::opentimeout',
  'net::readtimeout',
  'socketerror: getaddrinfo',
  'actionmailer::',
  'email::sender',
  'git-send-email',
  'unable to initialize smtp properly',
  // msmtp, sSMTP (which calls itself as it was called), curl.
  'msmtp: ',
  'could not send mail (account ',
  'ssmtp: ',
  'smtpstatus=',
  'resolving smtp server domain',
  'sendmail: cannot open ',
  'sendmail: rcpt to:',
  'sendmail: mail from:',
  // Magento.
  'exception message was:',
  'curl: (',
  // Sending services by their HTTP interface: Postmark, Amazon's SDKs.
  '{"errorcode":',
  'aws\\ses\\',
  'sesexception',
  'error executing "sendemail"',
  'error executing "sendrawemail"',
  'simpleemailservice',
  'sesv2client',
  // Ruby and Perl of TLS, Python of a server without AUTH, .NET's and Horde's words for a refusal.
  'openssl::ssl::sslerror',
  'ssl_connect returned=',
  'ssl_connect syscall returned=',
  'smtp auth extension not supported by server',
  // Python's own of a name and of TLS, with no frames.
  'ssl.sslerror: ',
  'ssl.sslcertverificationerror: ',
  'ssl.sslzeroreturnerror: ',
  'ssl.ssleoferror: ',
  'socket.gaierror: ',
  'negative smtp reply',
  'horde_smtp',
  'smtp://',
  'smtps://',
];

const WORDS = new PhraseSet([...OF_MAIL_PROGRAMS, ...OF_LIBRARIES]);
const MAIL_PROGRAMS = new PhraseSet(OF_MAIL_PROGRAMS);
const LIBRARIES = new PhraseSet(OF_LIBRARIES);

/** More is no error that somebody pasted. */
const MAX_TEXT = 65_536;

/** Apostrophes and spaces as typographers set them. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[\u00a0\u202f]/g, ' ');

/**
 * A place in source code ('smtp.py", line 341', 'notify.go:193', 'Mail.php(143)', 'queue.rb:12:in'), a reply as Python keeps it
 * ("(553, b'no')") or Rust ('permanent error (550): …') or Go's logrus ('level=error msg="550 …'), the field of a logger that is none of a
 * server's: an application tells of it, and applications hand mail in.
 */
const IN_CODE = new Worded(
  ['.rb:', '.py"', '.php', '.go:', '.java:', 'js:', '.cs:', '(4', '(5', 'level=', 'logger='],
  /\.(?:rb:\d{1,6}:in|py", line \d|php(?:\(\d{1,6}\)|:\d{1,6}\b| on line \d)|go:\d{1,6}\b|java:\d{1,6}\)|[cm]?js:\d{1,6}:\d{1,6}\b|cs:line \d)|\([45]\d\d, b?['"]|\b(?:permanent|transient) error \([45]\d\d\):|\blevel=(?:error|warning|fatal) msg="[45]\d\d[ -](?![^\n]{0,400} (?:mx|relay|remote|queue)=)|\blogger=(?!(?:smtp|queue|mta|mx|remote|relay|delivery|outbound)\b|\S{1,60} (?:remote|relay|mx)=)[\w.]/,
);

/** Does a place in source code or a reply as a program keeps it stand there? */
export const isInCode = (text: string): boolean => text.length <= MAX_TEXT && IN_CODE.test(text);

/** Does a program or library tell of it? */
export const isFromProgram = (text: string): boolean =>
  text.length <= MAX_TEXT && (WORDS.isIn(plain(text)) || IN_CODE.test(text));

/** Does a mail program tell of it, such as Outlook or Thunderbird? Applications that use a library say some of the same. */
export function isFromMailProgram(text: string): boolean {
  if (text.length > MAX_TEXT || IN_CODE.test(text)) return false;
  const words = plain(text);
  return MAIL_PROGRAMS.isIn(words) && !LIBRARIES.isIn(words);
}
