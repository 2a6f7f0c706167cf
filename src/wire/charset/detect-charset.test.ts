import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCharset } from './decode-charset.ts';
import { detectCharset } from './detect-charset.ts';
import { encodeForTests } from './testing.ts';

/** What mail servers and their users write when a mail comes back. */
const SENTENCES: readonly (readonly [string, string])[] = [
  ['shift_jis', '宛先のメールアドレスは存在しません。'],
  ['shift_jis', 'メールボックスの容量を超過しているため、配信できませんでした。'],
  ['shift_jis', '550 受信者が見つかりません'],
  ['euc-jp', '宛先のメールアドレスは存在しません。'],
  ['euc-jp', '送信先のサーバーが受信を拒否しました。'],
  ['iso-2022-jp', '指定されたユーザーは存在しません。'],
  ['gb18030', '您发送的邮件被退回，收件人不存在。'],
  ['gb18030', '550 用户不存在'],
  ['gb18030', '对方邮箱已满，请稍后再试'],
  ['gb18030', '邮件内容被判定为垃圾邮件，拒绝接收'],
  ['big5', '您的郵件無法送達，收件者不存在。'],
  ['big5', '收件人的信箱已滿，請稍後再試'],
  ['euc-kr', '받는 사람의 메일 주소가 존재하지 않습니다.'],
  ['euc-kr', '메일함 용량이 초과되어 메일을 전송할 수 없습니다.'],
  ['euc-kr', '수신 거부된 메일입니다'],
  ['koi8-r', 'Пользователь не найден'],
  ['koi8-r', 'Почтовый ящик переполнен, сообщение не доставлено.'],
  ['windows-1251', 'Пользователь не найден'],
  ['windows-1251', 'Такого пользователя нет. Проверьте правильность адреса.'],
  ['iso-8859-5', 'Сообщение отклонено: такого почтового ящика не существует'],
  ['windows-1254', 'Böyle bir kullanıcı bulunamadı, ileti iade edildi.'],
  ['windows-1254', 'Alıcının posta kutusu dolu olduğu için iletiniz ulaştırılamadı'],
  ['windows-1250', 'Skrzynka pocztowa odbiorcy jest pełna, wiadomość nie została dostarczona'],
  ['windows-1252', 'Der Empfänger existiert nicht, die Nachricht wurde zurückgewiesen.'],
  ['windows-1252', 'Boîte aux lettres inconnue, le message a été refusé'],
  ['windows-1252', 'El buzón del destinatario está lleno; no se entregó el mensaje.'],
  ['windows-1252', 'O endereço de e-mail não existe'],
  ['windows-1253', 'Ο χρήστης δεν υπάρχει'],
  ['windows-1255', 'הדואר לא נמסר, הנמען אינו קיים'],
  ['windows-874', 'ไม่พบผู้รับอีเมลนี้'],
];

describe('a sentence without a label', () => {
  test.each(SENTENCES)('%s: %s', (charset, sentence) => {
    const bytes = encodeForTests(`550 5.1.1 <user@example.org>: ${sentence}\r\n`, charset);
    expect(detectCharset(bytes)).toBe(charset);
    expect(decodeCharset(bytes, undefined)).toEqual({
      text: `550 5.1.1 <user@example.org>: ${sentence}\r\n`,
      charset,
      isGuessed: true,
    });
  });

  test('ISO-8859-2 is told apart by text where it differs from windows-1250', () => {
    const text =
      'Wiadomość nie została dostarczona, skrzynka użytkownika jest pełna. Proszę spróbować później, ą ś ź';
    const bytes = encodeForTests(text, 'iso-8859-2');
    expect(decodeCharset(bytes, undefined).text).toBe(text);
  });
});

describe('marks and forms', () => {
  test.each([
    ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, 0x61], 'utf-8'],
    ['UTF-16LE with a mark', [0xff, 0xfe, 0x61, 0x00], 'utf-16le'],
    ['UTF-16BE with a mark', [0xfe, 0xff, 0x00, 0x61], 'utf-16be'],
    ['UTF-16LE by its zeros', [0x61, 0, 0x62, 0, 0x63, 0, 0x0a, 0], 'utf-16le'],
    ['ISO-2022-KR by its designator', [0x1b, 0x24, 0x29, 0x43, 0x0e, 0x30, 0x21, 0x0f], 'iso-2022-kr'],
    ['ASCII', [0x61, 0x62], 'us-ascii'],
    ['one lonely high byte', [0x61, 0xe9, 0x62], 'windows-1252'],
    ['nothing', [], 'us-ascii'],
  ])('%s', (_title, bytes, charset) => {
    expect(detectCharset(Uint8Array.from(bytes))).toBe(charset);
  });

  test('UTF-8 cut in its last character stays UTF-8', () => {
    const bytes = new TextEncoder().encode('Доставка не удалась');
    expect(detectCharset(bytes.subarray(0, bytes.length - 1))).toBe('utf-8');
  });
});

test('any bytes get a charset that decodes them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(typeof decodeCharset(bytes, undefined).text).toBe('string');
    }),
  );
});
