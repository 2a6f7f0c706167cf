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
550 보내는 사람의 메일함을 찾을 수 없습니다
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
`;

describe('words for the recipient stop him as before', () => {
  test.each(OF_THE_RECIPIENT.trim().split('\n'))('%s', (text) => {
    expect(judge(text).suppress).toBe(true);
  });
});
