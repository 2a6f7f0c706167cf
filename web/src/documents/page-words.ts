/**
 * The program's sentences name options of its commands, which nobody can type into a page. Here each is called by the field or the page
 * that does the same. Commands and records to copy stay as they are.
 */
import type { TextValues } from '../texts/fill.ts';
import { hasText, t } from '../texts/texts.ts';

/** Members of the words that are sentences; everything else is an id, a record, a command or somebody's own words. */
const SENTENCES: ReadonlySet<string> = new Set([
  'headline',
  'label',
  'detail',
  'todo',
  'title',
  'text',
  'proof',
  'missing',
  'notChecked',
  'others',
  'possibilities',
  'fine',
  'avoid',
  'wait',
  'whyNotFixed',
]);

const OPTION = /--([a-z]+(?:-[a-z]+)*)/g;

const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The catalogue of the page. */
interface PageTexts {
  readonly t: (key: string, values?: TextValues) => string;
  readonly hasText: (key: string) => boolean;
}

/** 'sender-ip' → '“IP address of your server”'; undefined where no page has it. */
function fieldOf(option: string, texts: PageTexts): string | undefined {
  const name = camel(option);
  const plural = `${name}s`;
  const key = [`ask.option.${name}`, `ask.option.${plural}`, `answer.option.${name}`].find(texts.hasText);
  return key === undefined ? undefined : texts.t('answer.field', { name: texts.t(key) });
}

/** A command in brackets: what does the same here, or nothing. */
function bracketed(command: string, texts: PageTexts): string {
  const { t: say } = texts;
  if (command.includes('--reports')) return ` (${say('answer.dropReports')})`;
  const option = [...command.matchAll(OPTION)]
    .map(([, name = '']) => name)
    .find((name) => name !== 'plan' && name !== 'volume');
  const field = option === undefined ? undefined : fieldOf(option, texts);
  return field === undefined ? '' : ` (${field})`;
}

/** One sentence for a page. */
export function sayOnPage(sentence: string, texts: PageTexts = { t, hasText }): string {
  if (!sentence.includes('--')) return sentence;
  const { t: say } = texts;
  const named = (name: string): string => say('answer.field', { name });
  return sentence
    .replace(/ ?\((?:--(?:plan|offline|verbose)|waypost [^()]{1,300})\)/g, (command) =>
      bracketed(command, texts),
    )
    .replace(/ ?\(--resolver\b[^()]{0,200}\)/g, () => ` (${say('answer.option.resolver')})`)
    .replace(/waypost audit \S{1,255} --reports \S{1,40}/g, () => say('answer.dropReports'))
    .replace(/--profile (bulk|transactional|personal)/g, (_, kind: string) =>
      named(`${say('ask.option.profile')}: ${say(`ask.profile.${kind}`)}`),
    )
    .replace(/--volume (\d+)/g, (_, count: string) => named(`${say('ask.option.messagesPerDay')}: ${count}`))
    .replace(OPTION, (whole, option: string) => fieldOf(option, texts) ?? whole);
}

type Json = unknown;

function sayAll(value: Json, isSentence: boolean): Json {
  if (typeof value === 'string') return isSentence ? sayOnPage(value) : value;
  if (Array.isArray(value)) return value.map((one) => sayAll(one, isSentence));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, sayAll(one, SENTENCES.has(name))]),
  );
}

/** The words of a document for a page, in the language that it has now. */
export const wordsOnPage = <Words extends object>(words: Words): Words => sayAll(words, false) as Words;
