/**
 * The same bounce in every language gets the same category, as a bare reply and as a message in the charsets that
 * mail of that language still comes in, labelled or not. No wording here stands among the samples of the rules.
 */
import { describe, expect, test } from 'vitest';
import { briefly } from '../src/explain/brief.ts';
import { createClassifier } from '../src/explain/classify/index.ts';
import { messageArrival } from '../src/explain/read-arrivals.ts';
import { replyFactsOf } from '../src/explain/reply-input.ts';
import { type CategoryId, categories } from '../src/findings/category.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import { encodeForTests } from '../src/wire/charset/testing.ts';

type Language = 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl' | 'pl' | 'ja' | 'ru' | 'zh' | 'zh-Hant' | 'tr';

/** Label in the message → charset of TextDecoder that writes it. */
const CHARSETS: Readonly<Record<Language, readonly (readonly [label: string, charset: string])[]>> = {
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
const INTRODUCTIONS: Readonly<Record<Language, string>> = {
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

type Wordings = Readonly<Record<Language, string>>;

const REPLIES: Readonly<Partial<Record<CategoryId, Wordings>>> = {
  'recipient.unknown': {
    de: '550 Der Empfänger existiert auf diesem Server nicht',
    fr: "550 Le destinataire n'existe pas",
    es: '550 No existe ninguna cuenta con ese nombre',
    pt: '550 O destinatário não existe neste servidor',
    it: '550 La casella di posta non esiste',
    nl: '550 Deze gebruiker bestaat hier niet',
    pl: '550 Odbiorca nie istnieje',
    ja: '550 該当するユーザーが見つかりません',
    ru: '550 Указанный почтовый ящик не найден',
    zh: '550 没有该收件人',
    'zh-Hant': '550 查無此收件者',
    tr: '550 Bu adreste bir kullanıcı bulunamadı',
  },
  'recipient.inactive': {
    de: '550 Das Postfach ist derzeit deaktiviert',
    fr: '550 Ce compte a été désactivé',
    es: '550 La cuenta del destinatario está suspendida',
    pt: '550 Esta conta foi desativada',
    it: "550 L'account è stato disattivato",
    nl: '550 Dit account is uitgeschakeld',
    pl: '550 To konto jest nieaktywne',
    ja: '550 このメールボックスは現在利用停止中です',
    ru: '550 Учетная запись отключена',
    zh: '550 该邮箱已停用',
    'zh-Hant': '550 該信箱已停用',
    tr: '550 Bu hesap devre dışı',
  },
  'recipient.full': {
    de: '552 Der Speicherplatz des Postfachs ist erschöpft',
    fr: '552 La boîte de réception du destinataire est saturée',
    es: '552 La bandeja de entrada del destinatario está llena',
    pt: '552 A caixa de entrada do usuário está cheia',
    it: "552 La casella dell'utente è piena",
    nl: '552 Het postvak van de gebruiker is vol',
    pl: '552 Skrzynka użytkownika jest przepełniona',
    ja: '552 宛先のメールボックスの容量がいっぱいです',
    ru: '552 Ящик пользователя переполнен',
    zh: '552 对方邮箱空间不足',
    'zh-Hant': '552 收件者的信箱已滿',
    tr: '552 Kullanıcının posta kutusu dolu',
  },
  'recipient.restricted': {
    de: '550 Diese Liste akzeptiert nur Nachrichten von Mitgliedern',
    fr: "550 Cette liste n'accepte que les messages des membres",
    es: '550 Este grupo solo acepta mensajes de miembros',
    pt: '550 Este grupo só aceita mensagens de membros',
    it: '550 Questo gruppo accetta solo messaggi interni',
    nl: '550 Deze groep accepteert alleen berichten van leden',
    pl: '550 Ta lista przyjmuje tylko wiadomości od członków',
    ja: '550 このグループは組織内の送信者からのみ受信します',
    ru: '550 Эта группа принимает письма только от участников',
    zh: '550 该群组只接收内部邮件',
    'zh-Hant': '550 此群組只接收內部郵件',
    tr: '550 Bu gruba ileti gönderme yetkiniz yok',
  },
  'content.too-large': {
    de: '552 Die E-Mail ist zu groß',
    fr: '552 Votre message est trop gros',
    es: '552 El correo supera el tamaño permitido',
    pt: '552 O tamanho da mensagem ultrapassa o limite',
    it: "552 L'email è troppo grande",
    nl: '552 Uw e-mail is te groot',
    pl: '552 Wiadomość jest za duża',
    ja: '552 メッセージのサイズが大きすぎます',
    ru: '552 Письмо слишком большое',
    zh: '552 邮件的大小超出了服务器限制',
    'zh-Hant': '552 郵件過大',
    tr: '552 E-posta çok büyük',
  },
  'address.syntax': {
    de: '501 Syntaxfehler in der Adresse',
    fr: "501 Format de l'adresse incorrect",
    es: '501 El formato de la dirección es incorrecto',
    pt: '501 O formato do endereço é inválido',
    it: "501 Il formato dell'indirizzo non è valido",
    nl: '501 Onjuist e-mailadres',
    pl: '501 Niepoprawny format adresu',
    ja: '501 宛先アドレスの書式が不正です',
    ru: '501 Некорректный адрес получателя',
    zh: '501 邮箱地址格式不正确',
    'zh-Hant': '501 收件者地址格式錯誤',
    tr: '501 Hatalı alıcı adresi',
  },
  'domain.not-found': {
    de: '550 Die Empfängerdomain existiert nicht',
    fr: "550 Le domaine du destinataire n'existe pas",
    es: '550 No se encontró el dominio del destinatario',
    pt: '550 O domínio do destinatário não existe',
    it: '550 Il dominio del destinatario non esiste',
    nl: '550 Het domein van de ontvanger bestaat niet',
    pl: '550 Domena odbiorcy nie istnieje',
    ja: '550 宛先のドメインが存在しません',
    ru: '550 Домен получателя не существует',
    zh: '550 收件人域名不存在',
    'zh-Hant': '550 找不到收件者的網域',
    tr: '550 Alıcı alan adı mevcut değil',
  },
  'relay.denied': {
    de: '550 Relaying verweigert',
    fr: '550 Relais non autorisé',
    es: '550 Relay no autorizado',
    pt: '550 Retransmissão não permitida',
    it: '550 Relay non autorizzato',
    nl: '550 Relay geweigerd',
    pl: '550 Przekazywanie zabronione',
    ja: '550 メール中継は拒否されました',
    ru: '550 Ретрансляция почты запрещена',
    zh: '550 禁止邮件中继',
    'zh-Hant': '550 拒絕轉發',
    tr: '550 Relay reddedildi',
  },
  'sender-account.auth-required': {
    de: '530 SMTP-Authentifizierung ist notwendig',
    fr: "530 L'authentification est obligatoire",
    es: '530 Autenticación requerida',
    pt: '530 É necessária autenticação',
    it: "530 È richiesta l'autenticazione",
    nl: '530 Aanmelding is verplicht',
    pl: '530 Wymagana autoryzacja',
    ja: '530 SMTP認証が必要です',
    ru: '530 Необходима аутентификация',
    zh: '530 需要用户认证',
    'zh-Hant': '530 需要驗證',
    tr: '530 Kimlik doğrulaması gereklidir',
  },
  'sender.blocked': {
    de: '550 Die Absenderadresse wird vom Empfänger blockiert',
    fr: "550 L'expéditeur a été bloqué",
    es: '550 El remitente ha sido bloqueado',
    pt: '550 O remetente foi bloqueado',
    it: '550 Il mittente è stato bloccato',
    nl: '550 De afzender is geblokkeerd',
    pl: '550 Nadawca został zablokowany',
    ja: '550 送信者は受信拒否されています',
    ru: '550 Адрес отправителя заблокирован',
    zh: '550 发件人已被对方拒收',
    'zh-Hant': '550 寄件者被封鎖',
    tr: '550 Gönderici engellendi',
  },
  'reputation.ip-listed': {
    de: '554 Die IP 192.0.2.7 befindet sich auf einer Sperrliste',
    fr: "554 L'adresse IP 192.0.2.7 figure sur une liste noire",
    es: '554 La dirección IP 192.0.2.7 aparece en una lista negra',
    pt: '554 O endereço IP 192.0.2.7 consta em uma lista negra',
    it: "554 L'indirizzo IP 192.0.2.7 risulta in una lista nera",
    nl: '554 IP-adres 192.0.2.7 staat op een blacklist',
    pl: '554 Adres IP 192.0.2.7 jest na czarnej liście',
    ja: '554 送信元 192.0.2.7 がブラックリストに掲載されています',
    ru: '554 IP-адрес 192.0.2.7 внесен в черный список',
    zh: '554 您的IP 192.0.2.7 在黑名单中',
    'zh-Hant': '554 IP 192.0.2.7 已列入黑名單',
    tr: '554 192.0.2.7 IP adresi kara listede',
  },
  'auth.spf': {
    de: '550 Die SPF-Überprüfung ist gescheitert',
    fr: '550 La validation SPF a échoué',
    es: '550 La comprobación SPF ha fallado',
    pt: '550 A verificação de SPF falhou',
    it: '550 Controllo SPF non superato',
    nl: '550 De SPF-verificatie is mislukt',
    pl: '550 Błąd weryfikacji SPF',
    ja: '550 SPF検証に失敗しました',
    ru: '550 Сообщение не прошло проверку SPF',
    zh: '550 SPF验证未通过',
    'zh-Hant': '550 SPF 驗證失敗',
    tr: '550 SPF doğrulaması başarısız oldu',
  },
  'dns.ptr': {
    de: '550 Ohne gültigen PTR-Eintrag keine Annahme',
    fr: '550 Enregistrement PTR absent',
    es: '550 Falta el registro PTR',
    pt: '550 Sem DNS reverso',
    it: '550 Manca il record PTR',
    nl: '550 Geen geldig PTR-record',
    pl: '550 Brak wpisu PTR',
    ja: '550 IPアドレスの逆引きができません',
    ru: '550 Нет PTR-записи',
    zh: '550 缺少反向解析',
    'zh-Hant': '550 沒有反解記錄',
    tr: '550 Ters DNS kaydı bulunamadı',
  },
  'content.spam': {
    de: '554 Ihre Mail wurde als Spam erkannt',
    fr: '554 Ce courriel a été identifié comme spam',
    es: '554 El correo fue identificado como spam',
    pt: '554 O email foi considerado spam',
    it: '554 La mail è stata identificata come spam',
    nl: '554 Uw mail is gemarkeerd als spam',
    pl: '554 Poczta została oznaczona jako spam',
    ja: '554 このメールは迷惑メールと判断されました',
    ru: '554 Сообщение похоже на спам',
    zh: '554 您的邮件被识别为垃圾邮件',
    'zh-Hant': '554 被判定為垃圾郵件',
    tr: '554 Mesaj istenmeyen posta olarak algılandı',
  },
  'content.virus': {
    de: '554 In der Nachricht wurde ein Virus entdeckt',
    fr: '554 Un virus a été trouvé',
    es: '554 Se ha rechazado: contiene un virus',
    pt: '554 Um vírus foi encontrado',
    it: '554 È stato trovato un virus',
    nl: '554 Bijlage bevat malware',
    pl: '554 W wiadomości znaleziono wirusa',
    ja: '554 メールからウイルスを検知しました',
    ru: '554 В письме найден вирус',
    zh: '554 检测到病毒',
    'zh-Hant': '554 偵測到惡意軟體',
    tr: '554 İletide virüs tespit edildi',
  },
  'content.attachment': {
    de: '552 Dieser Dateityp wird nicht akzeptiert',
    fr: "552 Ce type de fichier n'est pas autorisé",
    es: '552 Este tipo de archivo no está permitido',
    pt: '552 Este tipo de arquivo não é permitido',
    it: '552 Questo tipo di file non è consentito',
    nl: '552 Dit bestandstype is niet toegestaan',
    pl: '552 Ten typ pliku jest zablokowany',
    ja: '552 この拡張子の添付ファイルは禁止されています',
    ru: '552 Запрещенный тип файла',
    zh: '552 附件格式不被允许',
    'zh-Hant': '552 附件類型不允許',
    tr: '552 Ekteki dosya türüne izin verilmiyor',
  },
  'rate.connections': {
    de: '421 Zu viele Verbindungen von Ihrem Server',
    fr: '421 Trop de sessions simultanées',
    es: '421 Demasiadas conexiones desde su servidor',
    pt: '421 Excesso de conexões simultâneas',
    it: '421 Troppe connessioni contemporanee',
    nl: '421 Te veel verbindingen vanaf uw server',
    pl: '421 Za dużo połączeń',
    ja: '421 接続数が多すぎます',
    ru: '421 Слишком много подключений',
    zh: '421 连接数过多',
    'zh-Hant': '421 連線過多',
    tr: '421 Çok fazla bağlantı',
  },
  greylist: {
    de: '451 Greylisting: bitte in fünf Minuten erneut versuchen',
    fr: '451 Adresse en liste grise, réessayez dans cinq minutes',
    es: '451 En lista gris, reintente en cinco minutos',
    pt: '451 Em lista cinza, tente novamente em cinco minutos',
    it: '451 In lista grigia, riprovare tra cinque minuti',
    nl: '451 Op de grijze lijst geplaatst, probeer het over vijf minuten opnieuw',
    pl: '451 Adres na szarej liście, spróbuj za pięć minut',
    ja: '451 グレーリスティングにより一時的に拒否しました',
    ru: '451 Действует серый список, повторите через пять минут',
    zh: '451 灰名单限制,请五分钟后重试',
    'zh-Hant': '451 灰名單,請稍後再試',
    tr: '451 Gri listede, beş dakika sonra yeniden deneyin',
  },
  'net.connection': {
    de: 'Zeitüberschreitung bei der Verbindung zum Zielserver',
    fr: "Délai d'attente dépassé : le serveur distant est injoignable",
    es: 'No fue posible conectar con el servidor de correo',
    pt: 'Não foi possível estabelecer uma conexão com o servidor',
    it: 'Il server del destinatario non risponde',
    nl: 'De server van de ontvanger is niet bereikbaar',
    pl: 'Nie udało się połączyć z serwerem odbiorcy',
    ja: '受信サーバとの通信がタイムアウトしました',
    ru: 'Невозможно подключиться к серверу получателя',
    zh: '连接对方服务器超时',
    'zh-Hant': '連線逾時',
    tr: 'Alıcının sunucusu yanıt vermiyor',
  },
  'server.error': {
    de: '451 Technischer Fehler, der Dienst ist derzeit nicht verfügbar',
    fr: '451 Erreur technique du serveur',
    es: '451 Error interno del sistema',
    pt: '451 Erro interno do sistema',
    it: '451 Errore di sistema',
    nl: '451 Technische fout op de server',
    pl: '451 Błąd wewnętrzny serwera',
    ja: '451 システムエラーが発生しました',
    ru: '451 Системная ошибка',
    zh: '451 系统内部错误',
    'zh-Hant': '451 伺服器錯誤',
    tr: '451 Sistem hatası',
  },
};

const classifier = createClassifier(classifierData(readDataFolder('data')));
const wordings = Object.entries(REPLIES).flatMap(([category, texts]) =>
  Object.entries(texts).map(([language, text]) => [category, language as Language, text] as const),
);

describe('the same refusal in every language gets the same category', () => {
  test.each(wordings)('%s in %s: %s', (category, _language, text) => {
    expect(classifier.classify(replyFactsOf(text)).category).toBe(category);
  });
});

/** What is wrong with the sender, in words that come close to those for an unknown recipient. */
const ABOUT_THE_SENDER: readonly string[] = [
  '550 Die Absenderadresse existiert nicht',
  '550 Die E-Mail-Adresse des Absenders existiert nicht',
  '550 Die Domain des Absenders wurde nicht gefunden',
  '550 Ihre E-Mail-Adresse wurde blockiert',
  "550 L'adresse de messagerie de l'expéditeur est introuvable",
  "550 L'expéditeur n'existe pas",
  "550 Le domaine de l'expéditeur n'existe pas",
  '550 La dirección del remitente no existe',
  '550 El remitente es desconocido',
  '550 No se encontró el dominio del remitente',
  '550 No se encontró la dirección del remitente',
  '550 O endereço do remetente não existe',
  '550 O domínio do remetente não foi encontrado',
  "550 L'indirizzo del mittente non esiste",
  '550 Il dominio del mittente non è stato trovato',
  '550 Het adres van de afzender bestaat niet',
  '550 Adres nadawcy nie istnieje',
  '550 Nie znaleziono domeny nadawcy',
  '550 Nie znaleziono adresu nadawcy',
  "550 Impossibile trovare l'indirizzo del mittente",
  '550 Não foi possível encontrar o endereço do remetente',
  '550 Не удалось найти адрес отправителя',
  '550 找不到发件人地址',
  '550 送信者のメールアドレスが存在しません',
  '550 差出人のメールアドレスが見つかりません',
  '550 Адрес отправителя не найден',
  '550 Электронный адрес отправителя не существует',
  '550 发件人地址不存在',
  '550 找不到发件人的域名',
  '554 您的账号已被禁用发信',
  '554 您的账号已被冻结',
  '550 Ihr Konto wurde gesperrt',
  '550 Su cuenta está bloqueada',
  '550 보낸 사람의 주소를 찾을 수 없습니다',
  '550 Adresa odesílatele neexistuje',
  '550 Avsändarens adress finns inte',
  '550 A feladó címe nem található',
  '550 Adresa expeditorului nu există',
  '550 寄件者不存在',
  '550 Gönderenin adresi bulunamadı',
  '550 Gönderici alan adı bulunamadı',
];

describe('what is wrong with the sender never speaks against the recipient', () => {
  test.each(ABOUT_THE_SENDER)('%s', (text) => {
    const { category } = classifier.classify(replyFactsOf(text));
    expect(category).not.toMatch(/^(recipient|address|domain)\./);
    expect(categories[category].suppress).toBe('no');
  });

  test.each(Object.values(INTRODUCTIONS))('an introduction alone gives no reason: %s', (text) => {
    expect(classifier.classify(replyFactsOf(text)).category).toBe('unknown');
  });
});

function bounceOf(language: Language, reply: string, label: string | undefined): string {
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example.net',
    'To: sender@example.com',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Mon, 2 Nov 2026 10:00:00 +0000',
    'Message-ID: <20261102100000.1@mx.example.net>',
    'MIME-Version: 1.0',
    `Content-Type: text/plain${label === undefined ? '' : `; charset=${label}`}`,
    'Content-Transfer-Encoding: 8bit',
    '',
    INTRODUCTIONS[language],
    '',
    '<user@example.org>:',
    reply,
    '',
  ].join('\r\n');
}

const messages = wordings.flatMap(([category, language, text]) =>
  CHARSETS[language].map(([label, charset]) => [category, label, charset, language, text] as const),
);

describe.each([true, false])('the same bounce as a message, charset labelled: %s', (isLabelled) => {
  test.each(messages)('%s in %s', (category, label, charset, language, text) => {
    const raw = encodeForTests(bounceOf(language, text, isLabelled ? label : undefined), charset);
    const answer = briefly(messageArrival(raw), classifier);
    expect(answer).toMatchObject({ kind: 'bounce', verdicts: [{ recipient: 'user@example.org', category }] });
  });
});

/** Notices of mail programs and services: no code, no English. */
const NOTICES: readonly (readonly [subject: string, text: string, category: CategoryId])[] = [
  [
    'Unzustellbar: Angebot',
    'Die eingegebene E-Mail-Adresse konnte nicht gefunden werden.',
    'recipient.unknown',
  ],
  ['Unzustellbar: Angebot', 'Das Postfach des Empfängers ist zurzeit voll.', 'recipient.full'],
  ['Non remis : Offre', 'L’adresse de messagerie que vous avez entrée est introuvable.', 'recipient.unknown'],
  [
    'No se puede entregar: Oferta',
    'No se encontró la dirección de correo que ha escrito.',
    'recipient.unknown',
  ],
  [
    'Não é possível entregar: Oferta',
    'O endereço de email introduzido não foi encontrado.',
    'recipient.unknown',
  ],
  ['Não entregue: Oferta', 'A caixa de correio do destinatário está cheia.', 'recipient.full'],
  ['Non recapitabile: Offerta', "Impossibile trovare l'indirizzo immesso.", 'recipient.unknown'],
  ['Onbestelbaar: Offerte', 'Het opgegeven e-mailadres kan niet worden gevonden.', 'recipient.unknown'],
  ['Niedostarczone: Oferta', 'Nie można odnaleźć wprowadzonego adresu e-mail.', 'recipient.unknown'],
  ['配信不能: 見積', '入力した電子メール アドレスが見つかりませんでした。', 'recipient.unknown'],
  ['Не удается доставить: Предложение', 'Введенный адрес электронной почты не найден.', 'recipient.unknown'],
  ['系统退信', '退信原因: 收件人邮箱不存在', 'recipient.unknown'],
  ['Teslim edilemedi: Teklif', 'Girdiğiniz e-posta adresi bulunamadı.', 'recipient.unknown'],
];

describe('a notice without any code gets its category', () => {
  test.each(NOTICES)('%s: %s', (subject, text, category) => {
    const word = Buffer.from(subject).toString('base64');
    const head = bounceOf('de', '', 'UTF-8')
      .split('\r\n\r\n')[0]
      ?.replace(/Subject: .*/, `Subject: =?UTF-8?B?${word}?=`);
    const raw = new TextEncoder().encode(`${head}\r\n\r\nuser@example.org\r\n${text}\r\n`);
    const answer = briefly(messageArrival(raw), classifier);
    expect(answer).toMatchObject({ kind: 'bounce', verdicts: [{ recipient: 'user@example.org', category }] });
  });
});
