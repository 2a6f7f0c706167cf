import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { introducedIn, isIntroduced } from './introductions.ts';
import { type Expected, first } from './testing.ts';

describe("what the program says of the code is left out where the server's words follow", () => {
  test.each([
    ['.NET', 'Mailbox unavailable. The server response was: '],
    ['.NET, German', 'Postfach nicht verfügbar. Die Serverantwort war: '],
    ['.NET, German, older', 'Postfach nicht verfügbar. Die Serverantwort lautete: '],
    ['.NET, French', 'boîte aux lettres non disponible. La réponse du serveur était : '],
    ['.NET, Spanish', 'Buzón no disponible. La respuesta del servidor fue: '],
    ['.NET, Italian', 'Cassetta postale non disponibile. Risposta del server: '],
    ['.NET, Portuguese', 'Caixa de correio não disponível. A resposta do servidor foi: '],
    ['.NET, Dutch', 'Postvak niet beschikbaar. Het antwoord van de server was: '],
    ['.NET, Polish', 'Skrzynka pocztowa niedostępna. Odpowiedź serwera: '],
    ['.NET, Czech', 'Poštovní schránka není dostupná. Odpověď serveru: '],
    ['.NET, Russian', 'Почтовый ящик недоступен. Получен ответ сервера: '],
    ['.NET, Turkish', 'Posta kutusu kullanılamıyor. Sunucu yanıtı: '],
    ['.NET, Swedish', 'Postlådan är inte tillgänglig. Svaret från servern var: '],
    ['.NET, Hungarian', 'A postafiók nem érhető el. A kiszolgáló válasza: '],
    ['.NET, Finnish', 'Postilaatikko ei ole käytettävissä. Palvelimen vastaus: '],
    ['.NET, Chinese', '邮箱不可用。服务器响应为:'],
    ['.NET, Chinese of Taiwan', '無法使用信箱。伺服器回應為: '],
    ['.NET, Japanese', 'メールボックスが使用できません。 サーバーの応答は次のとおりでした。'],
    ['.NET, Korean', '사서함을 사용할 수 없습니다. 서버 응답: '],
    ['Thunderbird', 'An error occurred while sending mail. The mail server responded: '],
    ['Thunderbird, German', 'Fehler beim Senden der Nachricht. Der Mail-Server antwortete:  '],
    ['Thunderbird, Italian', 'Si è verificato un errore. Il server di posta ha risposto:  '],
    ['Gmail', 'It was rejected by the recipient domain. The response from the remote server was:\n'],
    ['of an SMTP server, French', 'La réponse du serveur SMTP distant est la suivante :\n'],
    ['of a mail server, Russian', 'Ответ сервера почты: '],
    ['of a mail server, Korean', '메일 서버 응답: '],
    ['of a mail server, Chinese', '邮件服务器返回：'],
    ['of a mail server, Japanese', 'メールサーバーの応答: '],
    ['of an SMTP server, German', 'Antwort des SMTP-Servers: '],
    ["of a recipient's server", 'The recipient server responded: '],
  ])('%s', (_, introduction) => {
    const text = `${introduction}Not you, sorry`;
    expect(first(text)).toEqual({ text: 'Not you, sorry' } satisfies Expected);
    expect(isIntroduced(text, text.length - 'Not you, sorry'.length)).toBe(true);
  });

  test.each([
    'The host said: ',
    'I asked the waiter. The server said: ',
    'The server returned: ',
    'La respuesta del servidor fue: ',
    'Die Antwort des Servers lautet: ',
    'La réponse du serveur distant est la suivante :\n',
    'Ответ сервера: ',
    'サーバーの応答: ',
    '服务器返回：',
    '서버 응답: ',
    'Remote server responded: ',
    'Remote host said: ',
    'My page of the mailbox unavailable is broken. The server response was: ',
    '[bob] said: ',
  ])('of what server, nobody knows: %s', (introduction) => {
    expect(first(`${introduction}Not you, sorry`)).toEqual({ text: 'Not you, sorry', isHearsay: true });
    expect(first(`${introduction}550 Not you, sorry`)).toEqual({ code: 550, text: 'Not you, sorry' });
    const enhanced = first(`${introduction}5.7.1 Not you, sorry`);
    expect(enhanced).toMatchObject({ enhancedStatus: '5.7.1' });
    expect(enhanced.isHearsay).toBeUndefined();
  });

  test('with an enhanced code', () => {
    const text = '邮箱不可用。服务器响应为：5.7.1 <a@example.org>: Relay access denied';
    expect(first(text)).toEqual({ enhancedStatus: '5.7.1', text: '<a@example.org>: Relay access denied' });
  });

  test('up to the frames of .NET', () => {
    const text =
      'The server response was: Not you\n   at System.Net.Mail.DataStopCommand.CheckResponse(SmtpStatusCode)';
    expect(first(text).text).toMatch(/^Not you/);
    expect(first(text).text).not.toContain('DataStop');
  });
});

test.each([
  "Server error: '550 no'",
  'host mx.example.org[192.0.2.1] said: 550 no',
  'Expected response code 250 but got code "550", with message "550 no"',
  "smtplib.SMTPDataError: (550, b'no')",
  'com.sun.mail.smtp.SMTPAddressFailedException: 550 no',
  'Negative SMTP reply: 550 no',
])('a code is introduced as well: %s', (text) => {
  expect(isIntroduced(text, text.lastIndexOf('550'))).toBe(true);
});

test.each([
  'No response from the server: timed out',
  'Unexpected server response: hello',
  '服务器没有响应: timed out',
  'サーバーからの応答がありません：x',
  'I asked the server what it said: nothing',
  'Subject: the answer',
  '',
])('is no introduction: %s', (text) => {
  expect(introducedIn(text, 10)).toEqual([]);
});

test('is quick and never beyond the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('server ', 'response', ' was: ', '：', '。', "'", 'x', '服务器响应')),
      (parts) => {
        const text = parts.join('');
        const found = introducedIn(text, 5);
        expect(found.length).toBeLessThanOrEqual(5);
        for (const { at } of found) expect(at).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});
