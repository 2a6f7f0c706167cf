/** Words that blame the sender, his account, his login, a header, a signature or his server stop mail to nobody; those that blame the address do. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { briefly } from '../src/explain/brief.ts';
import { createClassifier } from '../src/explain/classify/index.ts';
import { readArrivals } from '../src/explain/read-arrivals.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import { projectRoot } from './source-files.ts';

const classifier = createClassifier(classifierData(readDataFolder(join(projectRoot, 'data'))));

function judge(text: string): { readonly category: string; readonly suppress: boolean } {
  for (const arrival of readArrivals(Buffer.from(text))) {
    const verdict = arrival.ok ? briefly(arrival.value, classifier).verdicts[0] : undefined;
    if (verdict !== undefined) return verdict;
  }
  return { category: 'none', suppress: false };
}

const said = (reply: string, command: string): string =>
  `to=<user@example.org> host mx.example.org[192.0.2.1] said: ${reply} (in reply to ${command} command)`;

describe('before RCPT nothing speaks of a recipient, enhanced codes included', () => {
  const cases: readonly [text: string, category: string][] = [
    [said('550 5.1.1 <me@example.com>: no such user here', 'MAIL FROM'), 'sender.address-invalid'],
    [said('550 5.2.1 mailbox disabled', 'MAIL FROM'), 'sender.address-invalid'],
    [said('553 5.1.3 bad address syntax', 'MAIL FROM'), 'sender.address-invalid'],
    [said('550 5.1.6 moved', 'MAIL FROM'), 'sender.address-invalid'],
    [said('550 5.1.2 no such domain', 'MAIL FROM'), 'dns.sender-domain'],
    [said('550 5.1.10 null MX', 'MAIL FROM'), 'dns.sender-domain'],
    [said('550 5.1.1 no', 'EHLO'), 'unknown'],
    [
      'user@example.org\n    SMTP error from remote mail server after MAIL FROM:<me@example.com>: 550 5.1.1 User unknown',
      'sender.address-invalid',
    ],
    ["SMTPSenderRefused: (550, b'5.1.1 user unknown', 'me@example.com')", 'sender.address-invalid'],
    ['com.sun.mail.smtp.SMTPSenderFailedException: 550 5.1.1 User unknown', 'sender.address-invalid'],
    ['SMTP Error: MAIL FROM command failed: 550 5.1.1 User unknown', 'sender.address-invalid'],
    ['MAIL FROM:<me@example.com>\n550 5.1.1 no such mailbox here', 'sender.address-invalid'],
    ['535 User unknown', 'sender-account.auth-failed'],
    ['535 5.1.1 User unknown', 'sender-account.auth-failed'],
    ['530 5.1.1 user unknown', 'sender-account.auth-required'],
    [
      '556 5.1.10 <user@example.org>: Sender address rejected: Host/domain does not accept mail',
      'dns.sender-domain',
    ],
  ];
  test.each(cases)('%s', (text, category) => {
    expect(judge(text)).toMatchObject({ category, suppress: false });
  });
});

const OF_THE_SENDER = `
550 This email was marked as undeliverable bounce spam (backscatter)
554 5.7.1 Your email is marked as bounce; we do not accept backscatter
550 Unbalanced (comment) in subject
553 5.0.0 Unbalanced '<'
550 Message-ID local part too long
550 DKIM i= local part too long
550 too many failed recipient verification attempts from your IP, blocked
550 your server failed recipient validation too often (dictionary attack)
550 The domain in your signature is unknown
550 URL domain does not exist
550 SPF domain not found
550 d= domain not found in DNS
550 Address unknown in From: header
550 Reply-To address does not exist
550 unknown user in From header
550 From user unknown
550 List-Unsubscribe address does not exist
550 address in Disposition-Notification-To does not exist
550 the address you are writing from does not exist
550 geauthenticeerde gebruiker bestaat niet
550 Der angemeldete Benutzer ist unbekannt
550 utilisateur connecté inconnu
550 adresse dans l'en-tête inconnue
550 nieznany użytkownik SMTP
550 пользователь SMTP не найден
550 oturum açan kullanıcı bulunamadı
550 Das Postfach des Absenders existiert nicht
550 la casella del mittente non esiste
550 ваш почтовый ящик не найден
550 送信元アドレスが存在しません
550 API key user does not exist
550 certificate user unknown
550 VERP address does not exist
550 tracking domain does not exist
550 Your reverse DNS domain does not exist
550 your abuse mailbox does not exist
550 mail server address does not exist
550 unknown address family of your client
550 no such account to send from
550 mailbox you send from does not exist
550 the user you authenticated as is unknown
550 Your SMTP user is unknown
550 SMTP AUTH user doesn't exist
550 認証ユーザーが見つかりません
550 your account does not exist
550 5.1.1 your account does not exist
550 5.1.1 bounce address does not exist
550 su cuenta no existe
550 tu cuenta no existe
550 il tuo account non esiste
550 je account bestaat niet
550 uw account bestaat niet
550 din konto findes ikke
550 votre compte n'existe pas
550 Ihr Konto existiert nicht
550 twoje konto nie istnieje
550 váš účet neexistuje
550 sua conta não existe
550 ваша учетная запись не существует
550 您的账户不存在
550 您的用户不存在
550 您的地址不存在
550 귀하의 계정이 존재하지 않습니다
550 indirizzo IP sconosciuto
550 adresse IP inconnue
550 địa chỉ người gửi không tồn tại
550 כתובת השולח לא קיים
550 gönderen adresi bulunamadı
550 gönderenin posta kutusu bulunamadı
550 domain of origin not found
550 5.1.1 reverse callout says: no such user
550 Die Adresse, von der gesendet wurde, existiert nicht
550 indirizzo di provenienza inesistente
550 發信網域不存在
550 보낸 계정이 존재하지 않습니다
553 malformed address: <me@example.com> in MAIL
550 보내는 사람의 메일함을 찾을 수 없습니다
Sender callout: 550 5.1.1 user unknown
5.1.1 originating user not found
550 The originating mailbox does not exist on this server
5.1.1 The account sending this message does not exist
5.1.1 The organization that owns this API key does not exist
Callout verification failed: 550 no such user
550 SAV failed: no such user
550 We tried to verify you but: user unknown
550 MX of envelope domain points to nonexistent host
5.1.2 domain in MAIL FROM not found
550 The host you are connecting from does not exist in DNS
550 unknown[192.0.2.4]: host not found
550 Name lookup of peer failed: host not found
550 Your message contains a web address that does not exist
550 We do not accept mail from unknown users
550 user not found in ACL
5.5.1 no such command: user
500 unknown user command
550 MySQL: Table 'postfix.mailbox' doesn't exist
550 LDAP: no such object
501 bad address syntax from client
550 Sendendes Konto existiert nicht
550 Ihr Hostname ist unbekannt
550 Einliefernder Host unbekannt
550 Die Domain des Einlieferers existiert nicht
550 Le compte utilisé pour l'envoi n'existe pas
550 Le domaine d'envoi n'existe pas
550 la cuenta que envía no existe
550 dirección de origen no existe
550 endereço de origem não existe
550 dominio di origine inesistente
550 Verzendend account bestaat niet
550 Sändande konto finns inte
550 Afsendende konto findes ikke
550 Odesílající účet neexistuje
550 Konto wysyłające nie istnieje
550 Отправляющий аккаунт не существует
550 Домен отправки не найден
550 退信地址不存在
550 来源域名不存在
550 来源地址不存在
550 送信ドメインが見つかりません
550 발송 계정이 존재하지 않습니다
550 반송 주소가 존재하지 않습니다
550 Gönderim hesabı bulunamadı
550-Callout verification failed: 550 5.1.1 User unknown
550 MAIL FROM: <me@example.com> user unknown
550 5.1.1 MAIL FROM: <me@example.com> user unknown
554 MySQL: Table 'postfix.mailbox' doesn't exist
550 unknown[192.0.2.4]: host not found
`;

describe('words for the side of the sender stop no address', () => {
  test.each(OF_THE_SENDER.trim().split('\n'))('%s', (text) => {
    expect(judge(text).suppress).toBe(false);
  });
});

const OF_THE_RECIPIENT = `
<user@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 <user@example.org>: Recipient address rejected: User unknown in virtual mailbox table; from=<me@example.com> to=<user@example.org> proto=ESMTP helo=<mx.example.com>
host mx.example.org[192.0.2.1] said: 550 5.1.1 user unknown (in reply to RCPT TO command)
SMTPRecipientsRefused: {'user@example.org': (550, b'5.1.1 user unknown')}
550 sorry, no mailbox here by that name (#5.1.1)
550 5.1.1 user unknown, message from <me@example.com> rejected
550 5.1.1 <your.account@example.org>: no such user here
550 5.1.1 <sender@example.org>: user unknown
550 5.1.1 <user@example.org> User unknown; rejecting mail from <me@example.com>
550 5.1.1 Mailbox unknown. Subject to local policy
550 5.1.1 unknown user (client 192.0.2.1)
550 Your email to user@example.org was rejected: no such user
550 收件人不存在，您的邮件被退回
550 Su mensaje no fue entregado: el usuario no existe
550 Invalid SRS recipient address
550 Mailbox not found. Contact the recipient by other means and update your address book
550 5.1.1 Account does not exist; please notify the sender
550 5.1.1 <user@example.org>: user unknown. Your IP address has been logged
550 Host unknown (Authoritative answer from name server)
550 Could not find the IP address of the destination host
550 the account you tried to reach does not exist
550 该用户不存在
550 この宛先は存在しません
550 cuenta no existe
550 5.1.1 The account you are sending to does not exist
`;

describe('words for the recipient stop him as before', () => {
  test.each(OF_THE_RECIPIENT.trim().split('\n'))('%s', (text) => {
    expect(judge(text).suppress).toBe(true);
  });
});

/** What stands before the reply says whose fault it is. */
const INTRODUCED: readonly string[] = [
  'Sender rejected: 550 5.1.1 user unknown',
  'MAIL FROM rejected: 550 5.1.1 user unknown',
  'Server rejected MAIL FROM address: 550 5.1.1 user unknown',
  'mail from me@example.com failed: 550 5.1.1 user unknown',
  'MAIL FROM (me@example.com): 550 5.1.1 user unknown',
  'While verifying sender me@example.com: 550 5.1.1 user unknown',
  "The sender's address was refused. Server said: 550 5.1.1 user unknown",
  'AUTH failed: 550 User unknown',
  'Login failed: server said 550 User unknown',
  'Authentication failed for me@example.com: 550 User unknown',
  'HELO rejected: 550 5.1.2 host unknown',
  'Die Absenderadresse wurde abgelehnt: 550 5.1.1 user unknown',
  "Adresse d'expéditeur refusée : 550 5.1.1 user unknown",
  'Dirección del remitente rechazada: 550 5.1.1 user unknown',
  '发件人地址被拒绝。服务器响应：550 5.1.1 user unknown',
  'Адрес отправителя отклонён: 550 5.1.1 user unknown',
  "The message could not be sent because the server rejected the sender's e-mail address. The sender's e-mail address was 'me@example.com'. Subject 'x', Server: 'smtp.example.com', Server Response: '550 5.1.1 user unknown', Port: 25, Error Number: 0x800CCC78",
  'EHLO mx.example.com\n550 5.1.2 host unknown',
  'C: EHLO mx.example.com\nS: 550 5.1.2 host unknown',
  ' ~> EHLO mx.example.com\n<~* 550 5.1.2 host unknown',
  '220 mx.example.org\nEHLO x\n550 5.1.1 user unknown\nQUIT',
  'STARTTLS\n550 host unknown',
  'HELO x\n550 5.1.2 host unknown',
  '550 5.1.1 MAIL FROM: <me@example.com> user unknown',
  'Sender callout: 550 5.1.1 user unknown',
  'Callout verification failed: 550 no such user',
  'MAIL FROM: <me@example.com>\n550 5.1.1 user unknown',
  'C: MAIL FROM: <me@example.com>\nS: 550 5.1.1 user unknown',
  'mail from: me@example.com\r\n550 5.1.1 user unknown',
  '[MAIL] 550 5.1.1 user unknown',
  'connect to mx.example.org[192.0.2.1]:25: 550 5.1.1 user unknown',
  'From: MAILER-DAEMON@example.com\nSubject: Undelivered\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n' +
    '--b\nContent-Type: text/plain\n\nThe sender me@example.com was rejected by mx.example.org:\n550 5.1.1 user unknown\n\n' +
    '--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.com\n\nFinal-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\n\n--b--\n',
];

describe('words before the reply that blame the sender stop no address', () => {
  test.each(INTRODUCED)('%j', (text) => {
    expect(judge(text).suppress).toBe(false);
  });
});

const INTRODUCED_RECIPIENT: readonly string[] = [
  'mail from me@example.com to bob@example.org failed: 550 5.1.1 user unknown',
  'bob@example.org: 550 5.1.1 user unknown',
  'The mail you sent from your account to bob@example.org could not be delivered: 550 5.1.1 user unknown',
  'RCPT TO:<bob@example.org>\n550 5.1.1 user unknown',
  'EHLO x\n250 ok\nMAIL FROM:<me@example.com>\n250 ok\nRCPT TO:<bob@example.org>\n550 5.1.1 user unknown',
  'Recipient rejected: 550 5.1.1 user unknown',
  "The recipient's address was refused. Server said: 550 5.1.1 user unknown",
  'SMTP error from remote mail server after RCPT TO:<bob@example.org>: host mx.example.org [192.0.2.1]: 550 5.1.1 user unknown',
  'Sending to bob@example.org failed: 550 5.1.1 user unknown',
  'Der Empfänger wurde abgelehnt: 550 5.1.1 user unknown',
  '收件人地址被拒绝。服务器响应：550 5.1.1 user unknown',
  'mail from: me@example.com\n250 ok\nrcpt to: bob@example.org\n550 5.1.1 user unknown',
  'AUTH LOGIN\n235 ok\nMAIL FROM:<me@example.com>\n250 ok\nRCPT TO: <bob@example.org>\n550 5.1.1 user unknown',
];

describe('words before the reply that speak of the recipient stop him as before', () => {
  test.each(INTRODUCED_RECIPIENT)('%j', (text) => {
    expect(judge(text).suppress).toBe(true);
  });
});
