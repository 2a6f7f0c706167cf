/** The tables that checks of a message look up, read from the files of `data/`. */
import { readClientSupport } from '../findings/client-support.ts';
import type {
  LinkHosts,
  MailTables,
  PhraseRule,
  SuffixRule,
  UnsubscribeWords,
} from '../findings/mail-tables.ts';
import { compilePhrases } from '../wire/phrases/index.ts';

/** A table of TOML as the data holds it. */
type Table = Readonly<Record<string, unknown>>;

/** `files`: names below `data/` → content. Throws where one is missing or not as it should be: it is our own data. */
export function readMailTables(files: Readonly<Record<string, unknown>>): MailTables {
  const file = (name: string): Table => {
    const content = files[name];
    if (typeof content !== 'object' || content === null) throw new Error(`data/${name} is missing.`);
    return content as Table;
  };
  const lure = file('lure-words.toml');
  const rules = tablesIn(file('engine-phrases.toml'), 'rule');
  return {
    clientSupport: readClientSupport(file('client-support.toml')),
    linkHosts: readLinkHosts(file('link-hosts.toml')),
    suffixRules: readSuffixRules(file('suspect-suffixes.toml')),
    unsubscribeWords: readUnsubscribeWords(file('unsubscribe-words.toml')),
    phraseRules: new Map(rules.map((rule) => [String(rule.rule), readRule(rule)])),
    rulePhrases: compilePhrases(
      Object.fromEntries(rules.map((rule) => [String(rule.rule), wordsIn(rule, 'phrases')])),
    ),
    lurePhrases: compilePhrases(listsIn(lure.words)),
    brands: new Map(Object.entries(listsIn(lure.brands))),
    weights: new Map(
      Object.entries(file('check-weights.toml'))
        .filter(([, value]) => typeof value === 'object' && value !== null)
        .map(([check, value]) => [check, new Map(numbersIn(value as Table))]),
    ),
  };
}

function wordsIn(table: Table, key: string): readonly string[] {
  const list = table[key];
  return Array.isArray(list) ? list.map(String) : [];
}

function tablesIn(table: Table, key: string): readonly Table[] {
  const list = table[key];
  return Array.isArray(list) ? (list as readonly Table[]) : [];
}

function listsIn(value: unknown): Readonly<Record<string, readonly string[]>> {
  const table = Object(value) as Table;
  return Object.fromEntries(Object.keys(table).map((key) => [key, wordsIn(table, key)]));
}

const numbersIn = (table: Table): readonly (readonly [string, number])[] =>
  Object.entries(table).map(([key, value]) => [key, Number(value)] as const);

function readLinkHosts(table: Table): LinkHosts {
  const set = (key: string): ReadonlySet<string> => new Set(wordsIn(table, key));
  return {
    shorteners: set('shorteners'),
    ownShorteners: set('ownShorteners'),
    freeHosts: set('freeHosts'),
    formHosts: set('formHosts'),
    fileHosts: set('fileHosts'),
    pictureHosts: set('pictureHosts'),
    freeSenders: set('freeSenders'),
    cheapSuffixes: set('cheapSuffixes'),
    redirectors: tablesIn(table, 'redirector').map((row) => ({
      host: String(row.host),
      path: String(row.path),
      parameters: wordsIn(row, 'parameters'),
    })),
    redirectParameters: set('redirectParameters'),
    trackers: new Map(tablesIn(table, 'trackers').map((row) => [String(row.domain), String(row.service)])),
  };
}

const readSuffixRules = (table: Table): readonly SuffixRule[] =>
  tablesIn(table, 'rule').map((row) => ({
    engine: String(row.engine),
    rule: String(row.rule),
    of: row.of === 'sender' ? 'sender' : 'link',
    points: Number(row.points),
    suffixes: new Set(wordsIn(row, 'suffixes')),
  }));

/** The content of `data/unsubscribe-words.toml`. */
export function readUnsubscribeWords(table: Table): readonly UnsubscribeWords[] {
  return Object.entries(table).map(([language, value]) => {
    const words = value as Table;
    return {
      language,
      link: wordsIn(words, 'link'),
      done: wordsIn(words, 'done'),
      form: wordsIn(words, 'form'),
      common: words.common === undefined ? [] : wordsIn(words, 'common'),
    };
  });
}

/** Points without Bayes, with network tests: the second of four, or the only one. */
function readRule(row: Table): PhraseRule {
  const scores = wordsIn(row, 'scores').map(Number);
  return {
    engine: typeof row.engine === 'string' ? row.engine : 'SpamAssassin',
    rule: String(row.rule),
    weight: scores[1] ?? scores[0] ?? 0,
    where: row.where === 'subject' ? 'subject' : 'body',
    isCapitals: row.capitals === true,
    isAtStart: row.start === true,
  };
}
