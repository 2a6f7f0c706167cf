/**
 * Does a text without a code only ask or set something, so that nothing in it was refused: 'How do I turn off greylisting?',
 * `define('SMTP_ENCRYPTION', 'tls')`? Words of a refusal stand there as the names of things. A bare refusal is no question, and whoever
 * quotes one, tells who said it or that something failed has something to explain. Linear in the text.
 */
import { anyOf } from '../base/any-of.ts';
import { saysFailure } from './says-failure.ts';
import type { Classification } from './verdict.ts';

/** What begins a question about a matter; 'why' asks about something that happened. */
const QUESTION = new RegExp(
  `^(?:(?:hi|hello|hey|hallo|hola|bonjour|dear)(?: [^\\n,!.]{0,40})?[,!.] {0,3})?${anyOf([
    /(?:and |but |so |or )?(?:what|which|how|when|where|who|can|could|should|may|must|do|does|is|are|will|would|has|have) [a-z]/,
    /what['’]s [a-z]/,
    // German, Dutch
    /(?:und |aber )?(?:was|welche[rsnm]?|wie|wann|wo|wer|kann|können|soll|sollte|muss|darf|gibt es|ist|sind|brauche|hat|habt|wat|welke?|hoe|kan|moet|mag) [a-zäöü]/,
    // French, Spanish, Portuguese, Italian
    /(?:comment|quel(?:le)?s?|qu['’]est[- ]ce|est[- ]ce qu|puis-je|peut-on|faut-il|dois-je) ?[a-zé'’]/,
    /¿|(?:cómo|como|qué|cuál|cual|qual|quais|puedo|posso|devo|debo|o que|che cosa|cos['’]è|come|quale?|si può|é possível) ?[a-zé]/,
    // Russian, Polish
    /(?:как|что такое|какой|какая|какие|можно ли|нужно ли|jak|czy|co to|jaki[ea]?) [a-zа-яąęćłńóśźż]/,
    // Chinese, Japanese
    /(?:请问|請問)?(?:什么是|什麼是|如何|怎么|怎麼|怎样|是否|能否|可以|哪)|.{1,80}(?:吗|嗎|呢|什么|什麼|ですか|でしょうか|ますか)[?？。]?$/,
  ])}`,
  'i',
);

/** That something was said or went wrong, beside the words of `saysFailure`; 'unlisted' and 'mended' are asked for what is. */
const REPORTED = new RegExp(
  anyOf([
    /["“”„«»`‘「『]|'[^'\n]{3,80} [^'\n]{3,80}'/,
    /\b(?:said|says|saying|tells?|told|states|stating|respon(?:d(?:s|ed)?|se)|return(?:s|ed)?|repl(?:y|ies|ied)|log(?:s|ged)?|bounc(?:e[sd]?|ing)|messages? (?:is|are|was|were|comes?|came)|warn(?:s|ed|ing))\b/,
    /\b(?:receive[sd]? (?:the|this|an?|following)|get(?:ting|s)? (?:the|this|these|an?|following|back)|got|getting|came back|keep(?:s)? |not (?:sent|sending|working|arriv\w{1,4}|deliver\w{0,4}|receiv\w{1,4})|nothing)\b/,
    /undeliver|\b(?:fix|solve|resolve|troubleshoot|get rid|go away|happen\w{0,3}|problem|issue|trouble|suddenly|stopped|why|blocked|rejects|refuses|blocks)\b/,
    /delist|unblock|unlist|\bremove[sd]? (?:me |us |my |our |it |the |ip )|\bremov\w{1,3} from|\b(?:off|out of|from) (?:the |a |your |this |that |their |spamhaus|blacklist|list)/,
    /\b(?:sagt|meldet|meldung|antwort\w{0,4}|zurück|kommt|kam|kommen|bekomme|erhalte|nicht (?:zugestellt|gesendet|versendet|verschickt|mehr|möglich)|warum|wieso|beheb\w{1,4}|lösen|problem|gesperrt|blockiert|entsperr\w{1,4})\b/,
    /\b(?:dit|pourquoi|réponse|renvo\w{1,4}|retour|réso\w{1,6}|bloqu\w{1,5}|dice|por ?qu[eé]|perch[eé]|perché|risposta|respuesta|resposta|devuel\w{1,4}|solucion\w{1,4}|risolv\w{1,4}|resolver|terug|waarom)\b/,
    /пишет|ошибк|почему|отказ|верн|возвра|не (?:отправ|доход|достав|работ)|błąd|dlaczego|zwr|odrzuc/,
    /退信|退回|错误|錯誤|报错|失败|失敗|拒绝|拒絕|拒收|被|无法|無法|不能|不了|收不到|提示|显示|顯示|解决|解決|为什么|為什麼|エラー|拒否|届か|送信でき|戻っ|返っ|表示|なぜ|解除/,
  ]),
  'i',
);

/** A setting: its name ends where the value begins. */
const SETTING =
  /^[ \t]{0,40}(?:\/\/ ?|# ?|- )?(?:define\( ?['"][\w.-]{1,80}['"](?=,)|\$?[\w.[\]'"-]{1,80}(?:->[\w.-]{1,80})?[ \t]{0,8}(?==>?|:[ \t]?["'\w\d]))/;

/** Beside settings these are a program's: that something does not work is said of settings, too. */
const ERROR = /\b(?:err(?:or|no)?|exception|failed|refused|denied|rejected|timed out)\b|\berror|fehler:/i;

/** Who asks, of himself. */
const OF_ASKER =
  /\b(?:i|my|we|our|ich|meine?|wir|unsere?|je|mon|ma|nous|notre|yo|mi|meu|minha|io|mio|mia)\b|我|私/i;

const MAX_TEXT = 4_096;
/** A name with a dot in it ends no sentence. */
const SENTENCE_END = /[?!.。？！]+(?=[\s"'”)]|$|[\u3000-\u9fff])|\n/g;

interface Range {
  readonly start: number;
  readonly end: number;
}

function sentencesOf(text: string): readonly Range[] {
  const ends = [...text.matchAll(SENTENCE_END)].map(({ index, 0: mark }) => index + mark.length);
  const sentences: Range[] = [];
  let start = 0;
  for (const end of [...ends, text.length]) {
    if (text.slice(start, end).trim() !== '') sentences.push({ start, end });
    start = end;
  }
  return sentences;
}

const isQuestion = (sentence: string): boolean => {
  const words = sentence.trim();
  return /[?？]$/.test(words) && QUESTION.test(words);
};

/** Do the deciding words only name a setting? */
function isOfSetting(text: string, { start, end }: Range): boolean {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const name = SETTING.exec(text.slice(line, line + 200))?.[0];
  return name !== undefined && end <= line + name.length;
}

/** Is nothing in it that was refused? `text` holds no code. */
export function asksOnly(text: string, { quoted }: Pick<Classification, 'quoted'>): boolean {
  if (text.length > MAX_TEXT) return false;
  if (quoted.length > 0 && quoted.every((words) => isOfSetting(text, words))) return !ERROR.test(text);
  if (saysFailure(text) || REPORTED.test(text)) return false;
  const sentences = sentencesOf(text);
  const isAsked = ({ start, end }: Range): boolean => isQuestion(text.slice(start, end));
  const isTold = ({ start, end }: Range): boolean =>
    quoted.some((words) => words.start < end && words.end > start);
  const deciding = sentences.filter(isTold);
  if (deciding.length > 0 && deciding.every(isAsked)) return true;
  // What somebody says of himself behind his question is no refusal either.
  const [first] = sentences;
  const isOwn = (one: Range): boolean => isAsked(one) || OF_ASKER.test(text.slice(one.start, one.end));
  return first !== undefined && isAsked(first) && deciding.every(isOwn);
}
