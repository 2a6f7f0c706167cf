/** Languages in which refusals are read, and how their mail is written. Test support. */
import type { CategoryId } from '../../src/findings/category.ts';

export type Language = 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl' | 'pl' | 'ja' | 'ru' | 'zh' | 'zh-Hant' | 'tr';

/** Label in the message → charset of TextDecoder that writes it. */
export const CHARSETS: Readonly<Record<Language, readonly (readonly [label: string, charset: string])[]>> = {
  de: [['ISO-8859-1', 'windows-1252']],
  fr: [['ISO-8859-15', 'iso-8859-15']],
  es: [['Windows-1252', 'windows-1252']],
  pt: [['ISO-8859-1', 'windows-1252']],
  it: [['ISO-8859-1', 'windows-1252']],
  nl: [['ISO-8859-1', 'windows-1252']],
  pl: [
    ['ISO-8859-2', 'iso-8859-2'],
    ['Windows-1250', 'windows-1250'],
  ],
  ja: [
    ['ISO-2022-JP', 'iso-2022-jp'],
    ['Shift_JIS', 'shift_jis'],
    ['EUC-JP', 'euc-jp'],
  ],
  ru: [
    ['KOI8-R', 'koi8-r'],
    ['Windows-1251', 'windows-1251'],
    ['ISO-8859-5', 'iso-8859-5'],
  ],
  zh: [['GB18030', 'gb18030']],
  'zh-Hant': [['Big5', 'big5']],
  tr: [['ISO-8859-9', 'windows-1254']],
};

/** The sentence that comes before the reply. */
export const INTRODUCTIONS: Readonly<Record<Language, string>> = {
  de: 'Ihre Nachricht konnte nicht an den folgenden Empfänger zugestellt werden:',
  fr: "Votre message n'a pas pu être remis au destinataire suivant :",
  es: 'No se pudo entregar su mensaje al siguiente destinatario:',
  pt: 'Não foi possível entregar a sua mensagem ao seguinte destinatário:',
  it: 'Non è stato possibile recapitare il messaggio al seguente destinatario:',
  nl: 'Uw bericht kon niet worden bezorgd bij de volgende ontvanger:',
  pl: 'Nie można dostarczyć wiadomości do następującego odbiorcy:',
  ja: '次の宛先へのメールは配信できませんでした。',
  ru: 'Не удалось доставить ваше сообщение следующему получателю:',
  zh: '您的邮件无法投递给以下收件人:',
  'zh-Hant': '您的郵件無法傳遞給下列收件者:',
  tr: 'İletiniz aşağıdaki alıcıya teslim edilemedi:',
};

/** One refusal in every language. */
export type Wordings = Readonly<Record<Language, string>>;
/** The same, by its category. */
export type Refusals = Readonly<Partial<Record<CategoryId, Wordings>>>;
