/**
 * Words of programs and libraries that hand mail to the server that their user sends through: error boxes of mail programs, exceptions
 * of Python, PHP, Java, .NET and Node. What a server says to them is said at submission (RFC 6409), not by the recipient's side.
 */
import { PhraseSet } from '../../base/phrase-set.ts';

const WORDS = new PhraseSet([
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
  'unable to send message',
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
  'une copie a été placée dans votre boîte d’envoi',
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
  'errore durante l’invio',
  "errore durante l'invio",
  // Libraries.
  'smtplib.',
  'phpmailer error',
  'phpmailer/wiki',
  'phpmailer\\',
  'phpmailer: ',
  'nodemailer: error',
  'nodemailer/lib',
  'nodemailer error',
  'smtp error: could not authenticate',
  'smtp error: data not accepted',
  'smtp error: the following recipients failed',
  'mailkit.net.smtp',
  'smtpauthenticationerror',
  'smtprecipientsrefused',
  'smtpsenderrefused',
  'smtpdataerror',
  'smtp -> error',
  'smtp connect() failed',
  'swift_transportexception',
  'swift_transport',
  'symfony\\component\\mailer',
  'expected response code',
  'javax.mail.',
  'jakarta.mail.',
  'eclipse.angus.mail',
  'com.sun.mail.',
  "code: 'eauth'",
  "code: 'eenvelope'",
  'system.net.mail.',
  'net::smtp',
  'stream_socket_client(): unable to connect to ssl://smtp',
  'connection could not be established with host',
]);

/** More is no error that somebody pasted. */
const MAX_TEXT = 65_536;

/** Does a program or library tell of it? */
export const isFromProgram = (text: string): boolean =>
  text.length <= MAX_TEXT && WORDS.isIn(text.toLowerCase());
