/**
 * The words of `data/question-words.toml`, which tells their signs, compiled to expressions: what begins and ends a question, who asks, and
 * what tells of something that happened. Each is linear in the text.
 */
import type { TomlTable } from './classify/index.ts';

/** What the words of all languages look for; none is anchored but `question`, which is asked of one sentence. */
export interface QuestionWords {
  /** What begins a question, behind a greeting or not, or ends one. */
  readonly question: RegExp;
  readonly asker: RegExp;
  readonly told: RegExp;
}

interface WordList {
  readonly words?: readonly string[];
  readonly starts?: readonly string[];
  readonly parts?: readonly string[];
}

interface LanguageWords {
  readonly opens?: readonly string[];
  readonly next?: string;
  readonly touches?: boolean;
  readonly begins?: readonly string[];
  readonly ends?: readonly string[];
  readonly asker?: WordList;
  readonly told?: WordList;
}

/** The words of a file. Throws where a sign in one of them is wrong. */
export function readQuestionWords(file: TomlTable): QuestionWords {
  const { greetings, ...languages } = file;
  const all = Object.values(languages) as readonly LanguageWords[];
  const greeting = anyOf((greetings ?? []) as readonly string[]);
  return {
    question: expression(all.flatMap(questionsOf), `^(?:${greeting}(?: [^\\n,!.]{0,40})?[,!.] {0,3})?`),
    asker: expression(all.flatMap(({ asker }) => listed(asker))),
    told: expression(all.flatMap(({ told }) => listed(told))),
  };
}

/** Of no words none is found. */
const expression = (sources: readonly string[], before = ''): RegExp =>
  new RegExp(sources.length === 0 ? '(?!)' : `${before}(?:${sources.join('|')})`, 'i');

function questionsOf({ opens, next = '', touches, begins, ends }: LanguageWords): readonly string[] {
  return [
    ...(opens === undefined ? [] : [`${anyOf(opens)} ${touches === true ? '?' : ''}[a-z${next}]`]),
    ...(begins === undefined ? [] : [anyOf(begins)]),
    ...(ends === undefined ? [] : [`.{1,80}${anyOf(ends)}[?？。]?$`]),
  ];
}

/** As `\b`, which knows no letter beyond ASCII: 'perché' ends with one. */
const WORD_BEFORE = '(?<![\\w\\u00c0-\\u024f])';
const WORD_AFTER = '(?![\\w\\u00c0-\\u024f])';

const listed = ({ words, starts, parts }: WordList = {}): readonly string[] => [
  ...(words === undefined ? [] : [`${WORD_BEFORE}${anyOf(words)}${WORD_AFTER}`]),
  ...(starts === undefined ? [] : [`${WORD_BEFORE}${anyOf(starts)}`]),
  ...(parts === undefined ? [] : [anyOf(parts)]),
];

const anyOf = (wordings: readonly string[]): string => `(?:${wordings.map(sourceOf).join('|')})`;

/** Alternatives, a number of more letters, or what stands for itself. */
const SIGN = /\{([^{}]*)\}|~(?:(\d{1,2})-)?(\d{1,2})|([^{}|~])/gu;

/** The source of an expression that finds a wording. */
export function sourceOf(wording: string): string {
  let end = 0;
  let source = '';
  for (const { 0: sign, index, 1: group, 2: least = '0', 3: most, 4: itself } of wording.matchAll(SIGN)) {
    if (index !== end) break;
    end += sign.length;
    if (group !== undefined) source += `(?:${group.split('|').map(sourceOf).join('|')})`;
    else if (most !== undefined) source += `\\w{${least},${most}}`;
    else source += plain(itself ?? '');
  }
  if (end !== wording.length) throw new Error(`'${wording}' has a sign without a meaning at ${end}`);
  return source;
}

const plain = (text: string): string =>
  text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll("'", "['’]");
