import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFromProgram } from './index.ts';

test.each([
  'An error occurred while sending mail. The mail server responded:  5.7.1 <a@example.org>: Relay access denied.',
  "Account: 'mail.example.org', Protocol: SMTP, Server Response: '550 …', Port: 25, Server Error: 550, Error Number: 0x800CCC79",
  "smtplib.SMTPRecipientsRefused: {'a@example.org': (550, b'5.1.1 User unknown')}",
  'PHPMailer: SMTP Error: data not accepted. 554 5.7.1 no',
  'com.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 no',
  "{ code: 'EAUTH', response: '535 5.7.8 no' }",
  'SMTP ERROR: RCPT TO command failed: 550 5.1.1 no',
  'SMTP NOTICE: EOF caught while checking if connected',
  'Mailer Error: SMTP connect() failed.',
  "SMTP Error: Impossibile connettersi all'host SMTP.",
  'Błąd SMTP: Nie można połączyć się z wybranym hostem.',
  'Erreur SMTP\u00a0: impossible de se connecter au serveur SMTP.',
  'gomail: could not send email 1: 550 5.1.1 no',
  'msmtp: could not send mail (account default from /etc/msmtprc)',
  'sendmail: Cannot open mail:25',
  '{"code":"EAUTH","response":"535 5.7.8 no"}',
  'Transaction failed. The server response was: 5.7.1 no',
  "You're sending this from a different address using the 'Send mail as' feature.",
  'Beim Senden trat ein Fehler auf. Der Postausgangsserver antwortete: 550 5.7.1 no',
  'worker.go:230: 550 Rejected because 192.0.2.15 is in a black list',
  'File "/srv/app/queue.py", line 406, in send_one\n    (553, b\'Relaying disallowed\')',
  'Uncaught Exception: Error: MAIL FROM not accepted from server! in /srv/www/mail.php:323',
  'at java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131) ~[na:na]',
  'logger=alerting.notifier.email error="tls: first record does not look like a TLS handshake"',
  'ssl.SSLError: [SSL: WRONG_VERSION_NUMBER]',
  'WARN: Net::OpenTimeout: execution expired',
  'Net::ReadTimeout with #<Socket:(closed)>',
  'SocketError: getaddrinfo: Name or service not known',
  'smtp: unencrypted connection',
  'dial tcp: lookup smtp.example.org on 127.0.0.53:53: no such host',
  'msg="Notify attempt 1 failed: EOF" smtp_smarthost: smtp.example.org:465',
  'using 0 possible authenticators',
  'transporter.verify() says ok, and then 550 5.7.1 Relaying denied',
  'socket.gaierror: [Errno -2] Name or service not known',
  'sendmail: RCPT TO:<clerk@example.org> (550 relay not permitted)',
  'permanent error (550): relaying denied',
  'level=error msg="550 5.7.1 relaying denied" to=clerk@example.org',
  'SmtpTransport(12): 550 relaying denied',
  'Le serveur a répondu : 5.2.0 Taille limite du message atteinte. Veuillez vérifier le message et essayer à nouveau.',
  'The mail server responded: 5.1.1 Recipient address rejected.',
  'Error: Send error: permanent: 5.7.1 forged sender address',
  'Fehler: mailsmtp_rcpt: Unexpected error code',
  '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:1010)',
  "Hostname/IP does not match certificate's altnames: Host: smtp.example.net. is not in the cert's altnames: DNS:mail.example.net",
  'Connection failed: Failed to connect socket: Network is unreachable',
  'failed to issue MAIL command: 555 5.5.2 Syntax error',
])('a program tells of it: %s', (text) => {
  expect(isFromProgram(text)).toBe(true);
});

test.each([
  'host mx.example.net[192.0.2.4] said: 550 5.1.1 User unknown (in reply to RCPT TO command)',
  '451 4.2.0 Throttled - https://postmaster.example.net/smtp-error-codes.php#RL000010',
  '550 5.7.350 Remote server returned message detected as spam',
  `${'x'.repeat(70_000)} smtplib.`,
  'mx.example.net gave this error: SMTP error: 554 5.7.1 blocked using bl.spamcop.net',
  'unknown mailer error 1',
  'The receiving mail server responded: 550 no',
  'The remote mail server responded with: 550 no',
  'Le serveur distant a répondu : 550 non',
  'a permanent error (5.1.1): user unknown',
  'level=info msg="550 messages were handed on"',
  '550 <a@mailkit.example>: user unknown',
  '<sales@cargo-mail.com>: 550 5.1.1 user unknown',
  '550 5.7.1 unencrypted connections are not accepted here',
])('no program does: %s', (text) => {
  expect(isFromProgram(text)).toBe(false);
});

test('what stands around the words of a program, and their case, make no difference', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.string({ maxLength: 300 }), (before, behind) => {
      expect(isFromProgram(`${before}SMTPlib.SMTPDataError${behind}`)).toBe(true);
    }),
  );
});

test('any text of a server after its code, without such words, is none of them', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'0123456789 .-<>@[]()\r\n'), maxLength: 300 }),
      (text) => {
        expect(isFromProgram(text)).toBe(false);
      },
    ),
  );
});
