/**
 * Does a text without a code only ask or set something, so that nothing in it was refused: 'How do I turn off greylisting?',
 * `define('SMTP_ENCRYPTION', 'tls')`? Words of a refusal stand there as the names of things. A bare refusal is no question, and whoever
 * quotes one, tells who said it or that something failed has something to explain. Linear in the text.
 */
import { once } from '../base/once.ts';
import type { TomlTable } from './classify/index.ts';
import { type QuestionWords, readQuestionWords } from './question-words.ts';
import { saysFailure } from './says-failure.ts';
import type { Classification } from './verdict.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Is nothing in a text that was refused? The text holds no code. */
export type AsksOnly = (text: string, words: Pick<Classification, 'quoted'>) => boolean;

/** By the words of `data/question-words.toml`, which are opened when the first such text is asked about. */
export function createAsksOnly(file: () => TomlTable): AsksOnly {
  const words = once(() => readQuestionWords(file()));
  return (text, { quoted }) => {
    if (text.length > MAX_TEXT) return false;
    if (quoted.length > 0 && quoted.every((deciding) => isOfSetting(text, deciding)))
      return !ERROR.test(text);
    return !saysFailure(text) && !QUOTATION.test(text) && isQuestion(text, quoted, words());
  };
}

/** Is whatever decides in the text asked, and nothing told? */
function isQuestion(
  text: string,
  quoted: readonly Range[],
  { question, asker, told }: QuestionWords,
): boolean {
  if (told.test(text)) return false;
  const sentences = sentencesOf(text);
  const isAsked = ({ start, end }: Range): boolean => {
    const sentence = text.slice(start, end).trim();
    return /[?？]$/.test(sentence) && question.test(sentence);
  };
  const isDeciding = ({ start, end }: Range): boolean =>
    quoted.some((words) => words.start < end && words.end > start);
  const deciding = sentences.filter(isDeciding);
  if (deciding.length > 0 && deciding.every(isAsked)) return true;
  // What somebody says of himself behind his question is no refusal either.
  const [first] = sentences;
  const isOwn = (one: Range): boolean => isAsked(one) || asker.test(text.slice(one.start, one.end));
  return first !== undefined && isAsked(first) && deciding.every(isOwn);
}

/** Somebody's words in the marks of a quotation. */
const QUOTATION = /["“”„«»`‘「『]|'[^'\n]{3,80} [^'\n]{3,80}'/;

/** A setting: its name ends where the value begins. */
const SETTING =
  /^[ \t]{0,40}(?:\/\/ ?|# ?|- )?(?:define\( ?['"][\w.-]{1,80}['"](?=,)|\$?[\w.[\]'"-]{1,80}(?:->[\w.-]{1,80})?[ \t]{0,8}(?==>?|:[ \t]?["'\w\d]))/;

/** Beside settings these are a program's: that something does not work is said of settings, too. */
const ERROR = /\b(?:err(?:or|no)?|exception|failed|refused|denied|rejected|timed out)\b|\berror|fehler:/i;

const MAX_TEXT = 4_096;
/** A name with a dot in it ends no sentence. */
const SENTENCE_END = /[?!.。？！]+(?=[\s"'”)]|$|[\u3000-\u9fff])|\n/g;

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

/** Do the deciding words only name a setting? */
function isOfSetting(text: string, { start, end }: Range): boolean {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const name = SETTING.exec(text.slice(line, line + 200))?.[0];
  return name !== undefined && end <= line + name.length;
}
