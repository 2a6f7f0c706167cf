/** Scripts in a name, and how freely they are mixed (UTS #39 §5.1, §5.2). */

/** As UTS #39 §5.2 names them; what is below 'highly' mixes Latin with one other script, or worse. */
export type RestrictionLevel = 'ascii' | 'single' | 'highly' | 'moderately' | 'minimally';

/** Scripts of the identifiers that are in use (UAX #31, table 5), as they are told apart. */
const scripts = [
  'Latin', 'Cyrillic', 'Greek', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Arabic', 'Hebrew', 'Armenian', 'Georgian',
  'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Thai', 'Lao',
  'Tibetan', 'Myanmar', 'Ethiopic', 'Khmer', 'Cherokee', 'Thaana',
] as const; // biome-ignore format: a table

const tests = scripts.map((name) => [name, new RegExp(`\\p{Script_Extensions=${name}}`, 'u')] as const);
const COMMON = /[\p{Script=Common}\p{Script=Inherited}]/u;

/** Sets of scripts that belong together in one language. */
const together = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** Names of the scripts of the text's letters, in the order they come; 'Other' for the rest. At most 256 characters are read. */
export function scriptsOf(text: string): readonly string[] {
  const found = new Set<string>();
  for (const char of text.slice(0, 256)) {
    if (char < '\u0080') {
      if (/[a-z]/i.test(char)) found.add('Latin');
    } else if (!COMMON.test(char)) {
      const fitting = tests.filter(([, test]) => test.test(char)).map(([name]) => name);
      if (fitting.length === 0) found.add('Other');
      else if (!fitting.some((name) => found.has(name)) && fitting[0] !== undefined) found.add(fitting[0]);
    }
  }
  return [...found];
}

/** How freely scripts are mixed in one label of a name, or in a word. */
export function restrictionLevel(text: string): RestrictionLevel {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is meant
  if (/^[\u0000-\u007f]*$/.test(text)) return 'ascii';
  const found = scriptsOf(text);
  if (found.length <= 1) return 'single';
  if (together.some((set) => found.every((name) => set.includes(name)))) return 'highly';
  const others = found.filter((name) => name !== 'Latin');
  const isModerate = others.length === 1 && !['Cyrillic', 'Greek', 'Other'].includes(others[0] ?? '');
  return isModerate && found.includes('Latin') ? 'moderately' : 'minimally';
}
