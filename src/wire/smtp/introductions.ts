/**
 * Words of mail programs and libraries that say that a server's own words follow: 'Mailbox unavailable. The server response was: …' of
 * .NET, "Server error: '550 …'" of Outlook, 'The mail server responded: …' of Thunderbird, 'The response from the remote server was:' of
 * Gmail, each in the reader's language. What the program says before of the code is no word of the server.
 * A clause counts that ends with a colon and is made of such words alone, so that 'no response from the server:' is none. Not every server speaks of mail
 * ('the server returned: File not found'): whether the clause does is said with each. Limits: 90 characters, 120 before them, 20,000 colons.
 */
import { CharSet } from '../../base/char-set.ts';
import { once } from '../../base/once.ts';
import { WordList } from '../../base/word-list.ts';

/** Lower case, no accents, no hyphens. */
const fold = (words: string): string =>
  words
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}-]/gu, '');
const setOf = (words: string): WordList => new WordList(words, fold);

const ANSWERS = setOf(
  'reaction reaktion response responded responds reply replied answer answered said says returned returns antwort antwortete antwortet geantwortet reponse repondu ' +
    'repond respuesta respondio respondido responde contesto resposta respondeu risposta risposto antwoord antwoordde geantwoord reactie odpowiedz ' +
    'odpowiedział odpowiedzial odpoved odpovedel odpovedal ответ ответа ответил ответила сообщил вернул вернула відповідь відповів отговор ' +
    'отговори svar svaret svarade svarede svarte vastaus vastasi valasz valasza valaszolt yanit yaniti yanıt yanıtı cevap cevabi cevabı raspuns ' +
    'raspunsul odgovor odgovorio αποκριση απαντηση απαντησε استجابة رد תגובת תשובת',
);
const SERVERS = setOf(
  'server servers servern serverns serveren serverens serveur servidor serwer serwera serweru serveru сервер сервера сервером сервера ' +
    'serverul serverului sunucu sunucunun sunucudan sunucusu sunucusunun kiszolgalo szerver palvelin palvelimen palvelimelta διακομιστη ' +
    'διακομιστης posluzitelja posluzitelj streznika الخادم خادم השרת host mta mailserver mailservers smtpserver smtpservers remoteserver ' +
    'remoteservers smtpсервер smtpсервера postausgangsserver postausgangsservers сървъра',
);
/** Server and answer in one word. */
const SERVER_ANSWERS = setOf(
  'serverantwort serverreaktion serverreactie serversvar serversvaret serverrespons',
);
const IS = setOf(
  'was were is lautete lautet war ist etait est fue es era foi stata stato luidde byla bylo byl fost была был было oli volt var er idi oldu e',
);
const FAULTS = setOf('error fehler erreur erro errore fout blad błąd ошибка hata fel fejl feil chyba');
const OTHERS = setOf(
  'il lo los um the a an from of that other remote mail smtp email by distant destination receiving recipient recipients target following as follows message ' +
    'code with der die das des dem den vom von folgende folgendes folgender folgendermassen wie folgt entfernten empfangenden hat le la les du de l d ' +
    'messagerie distant suivant suivante suivants ete el los del remoto remota correo siguiente ha o do di da dal posta externe het van zdalnego ' +
    'pocztowego poczty nastepujaca nastepujacy удаленного удаленный получен получена получено почтовый почтового следующий от från fran uzak ' +
    'почты пошти поштового gelen su şu havde som utgaende sortant sortante saliente saida uscita uitgaande outgoing postovniho poștă de',
);

/** Words of a clause, folded, that only a server of mail is spoken of with. */
const MAIL =
  /smtp|mail|\bmta\b|recipient|receiving|outgoing|postausgang|empfang|correo|posta\b|poczt|почт|postov|messagerie|sortant|saliente|uscita|uitgaand|utgaende|destinatari|destinataire|ontvang/;
/** The same in languages that write no spaces; folding takes the marks off their letters. */
const unspacedMail = once(
  () =>
    new RegExp(
      [
        'smtp',
        'mail',
        '邮',
        '郵',
        'メール',
        '메일',
        '收件',
        '发件',
        '寄件',
        '發件',
        '送信',
        '受信',
        '수신',
        '발신',
      ]
        .map(fold)
        .join('|'),
    ),
);
/** What .NET says of 550 right before in its reader's language: it stands for the code. */
const FRONTS: readonly string[] = [
  'mailbox unavailable',
  'postfach nicht verfügbar',
  'boîte aux lettres non disponible',
  'buzón no disponible',
  'cassetta postale non disponibile',
  'caixa de correio não disponível',
  'caixa postal não disponível',
  'postvak niet beschikbaar',
  'postvak is niet beschikbaar',
  'skrzynka pocztowa niedostępna',
  'skrzynka pocztowa jest niedostępna',
  'poštovní schránka není dostupná',
  'почтовый ящик недоступен',
  'posta kutusu kullanılamıyor',
  'postlådan är inte tillgänglig',
  'postafiók nem érhető el',
  'postilaatikko ei ole käytettävissä',
  '邮箱不可用',
  '無法使用信箱',
  '信箱無法使用',
  'メールボックスが使用できません',
  'メールボックスを使用できません',
  '사서함을 사용할 수 없습니다',
  'mailbox name not allowed',
  '不允许使用邮箱名称',
].map(fold);
/** Gmail, Thunderbird and others, anywhere before. */
const MAIL_BEFORE = ['recipient domain', 'sending mail', 'smtp error'] as const;
const FRONT_ENDS = /[\s.!。:"'”»-]+$/;
const MAX_FRONT = 120;

const CLAUSE_ENDS = new CharSet('.!?;,\n\r"“”„«»()<>[]{}|:：。*');
/** What may stand between an introduction and the words. */
const OPENERS = new CharSet(' \t\r\n\u00a0"\'“„«`([>*');
const MAX_CLAUSE = 90;
const MAX_MARKS = 20_000;

/** Languages that write no spaces; a denial among them makes it another sentence. */
const UNSPACED =
  /(?:サーバー?|服务器|伺服器|서버)[^。、，,:：]{0,14}?(?:応答|返答|响应|回應|回应|返回|应答|答复|回复|回覆|응답)[^。、，,:：]{0,14}$/;
const DENIAL = /[没無无未不沒없못]|ない|ません|않/;

/** Do the words right before `at`, where a reply begins, say that it is a server's own? */
export function isIntroduced(text: string, at: number): boolean {
  let end = at;
  while (end > 0 && at - end < 12 && OPENERS.has(text.charCodeAt(end - 1))) end -= 1;
  const before = text.slice(Math.max(0, end - MAX_CLAUSE), end);
  return readIntroduction(before, true) !== undefined || PROGRAMS.test(before);
}

/** Postfix, Exim, SwiftMailer and Symfony, K-9; the name of an exception of Java, Python, Perl. */
const PROGRAMS =
  /(?:SMTP code:|\bsaid:|\]:|refused to talk to me:|with message|SMTP reply:|[A-Za-z](?:Exception|Error|Refused):)$/;

/** Words that somebody introduces as those of a server. */
export interface IntroducedAt {
  /** Where the words begin. */
  readonly at: number;
  /** Who introduces them says that it was a server of mail. */
  readonly isOfMail: boolean;
}

/** Where words begin that are introduced so, in order, at most `max`. */
export function introducedIn(text: string, max: number): readonly IntroducedAt[] {
  const found: IntroducedAt[] = [];
  const places = MARKS.map((mark) => text.indexOf(mark));
  for (let marks = 0; found.length < max && marks < MAX_MARKS; marks += 1) {
    const at = nextOf(text, places);
    if (at < 0) return found;
    const clause = readIntroduction(text.slice(Math.max(0, at + 1 - MAX_CLAUSE), at + 1), false);
    if (clause === undefined) continue;
    const clauseAt = at - clause.length;
    const front = fold(text.slice(Math.max(0, clauseAt - MAX_FRONT), clauseAt));
    const ahead = front.replace(FRONT_ENDS, '');
    const isOfMail =
      speaksOfMail(clause) ||
      FRONTS.some((words) => ahead.endsWith(words)) ||
      MAIL_BEFORE.some((words) => front.includes(words));
    found.push({ at: skipped(text, at + 1), isOfMail });
  }
  return found;
}

/** What an introduction ends with. */
const MARKS = [':', '：', '。'] as const;
const [COLON = 0, WIDE_COLON = 0, WIDE_STOP = 0] = MARKS.map((mark) => mark.charCodeAt(0));

/** The first of the places where a mark stands next, -1 where none does; the place of that mark moves on to its next. */
function nextOf(text: string, places: number[]): number {
  let first = -1;
  let which = 0;
  for (const [mark, place] of places.entries()) {
    if (place < 0 || (first >= 0 && place > first)) continue;
    first = place;
    which = mark;
  }
  if (first >= 0) places[which] = text.indexOf(MARKS[which] ?? '', first + 1);
  return first;
}

function skipped(text: string, from: number): number {
  let at = from;
  while (at < from + 12 && OPENERS.has(text.charCodeAt(at))) at += 1;
  return at;
}

const speaksOfMail = (clause: string): boolean => {
  const folded = fold(clause);
  return MAIL.test(folded) || unspacedMail().test(folded);
};

/** The clause that introduces, without its mark. `isCoded`: a reply code follows, so that 'Server error:' is one, too. */
function readIntroduction(before: string, isCoded: boolean): string | undefined {
  const last = before.length - 1;
  const mark = before.charCodeAt(last);
  const isColon = mark === COLON || mark === WIDE_COLON;
  if (!isColon && mark !== WIDE_STOP) return undefined;
  const sentence = before.slice(0, last);
  const trimmed = sentence.trimEnd();
  const unspaced = trimmed.charCodeAt(trimmed.length - 1) > 0x2e80 ? UNSPACED.exec(trimmed)?.[0] : undefined;
  let from = trimmed.length;
  while (from > 0 && !CLAUSE_ENDS.has(trimmed.charCodeAt(from - 1))) from -= 1;
  const clause = sentence.slice(from);
  if (unspaced !== undefined)
    return !DENIAL.test(unspaced) && (isColon || unspaced.includes('次の')) ? clause : undefined;
  return isColon && isMadeOf(wordsOf(clause), isCoded) ? clause : undefined;
}

function isMadeOf(words: readonly string[], isCoded: boolean): boolean {
  let hasAnswer = false;
  let hasServer = false;
  for (const word of words) {
    if (SERVER_ANSWERS.has(word)) {
      hasAnswer = true;
      hasServer = true;
    } else if (ANSWERS.has(word) || (isCoded && FAULTS.has(word))) hasAnswer = true;
    else if (SERVERS.has(word) || IS.has(word)) hasServer = true;
    else if (!OTHERS.has(word) && !FAULTS.has(word)) return false;
  }
  return hasAnswer && hasServer;
}

function wordsOf(clause: string): readonly string[] {
  return fold(clause)
    .split(/[\s'’]+/)
    .filter((word) => word !== '');
}
