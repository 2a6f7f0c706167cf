/**
 * The words of the program, by language: `data/texts/<language>/*.toml`. Code holds ids and data, never prose.
 *
 * A text may be a list of templates: the first whose {placeholders} are all known is taken, so that the richest
 * sentence wins and none is ever shown with a hole in it.
 */
import type { JsonObject, JsonValue } from '../base/json.ts';
import type { CategoryId } from './category.ts';
import { type DaysForm, daysInWords } from './days-in-words.ts';

export type Templates = readonly string[];

export interface CategoryTexts {
  readonly title: string;
  readonly because: Templates;
  readonly certain: string;
  readonly turn: Templates;
  readonly tell: Templates;
  readonly avoid: readonly string[];
  readonly wait: Templates;
  readonly fine: Templates;
  readonly test: Templates;
  readonly background: string;
}

export interface FixTexts {
  readonly title: Templates;
  readonly text: Templates;
  readonly command: Templates;
}

export interface FindingTexts {
  readonly label: Templates;
  readonly messages: Readonly<Record<string, Templates>>;
  /** What is looked at and why it matters to a sender: the opening of the check's page. */
  readonly about: string;
  /** The reply that a receiver would send, by message. */
  readonly reply: Readonly<Record<string, Templates>>;
  /** What to do first, by message. */
  readonly todo: Readonly<Record<string, Templates>>;
}

export interface Catalogue {
  readonly language: string;
  readonly category: (id: CategoryId) => CategoryTexts;
  readonly fix: (id: string) => FixTexts;
  readonly finding: (check: string) => FindingTexts;
  /** A word or sentence of the program itself, filled; '' where no template of it can be. A key that no text has is shown itself. */
  readonly ui: (key: string, data?: JsonObject) => string;
  /** The same where there need be no text: undefined where the key has none. */
  readonly find: (key: string, data?: JsonObject) => string | undefined;
}

/**
 * '{count}', or '{count|picture|pictures}': the word for one, the word for any other number; or '{days:ago}', '{days:long}': days in the
 * unit that people would use (days-in-words.ts), in the language that stands behind it once a catalogue has read the text. '{?page}' says
 * nothing: it only asks that the page is known. '{ip:spf}' is the IP as SPF names it, 'ip4:…' or 'ip6:…' (RFC 7208 §5.6).
 */
const PLACEHOLDER =
  /\{(\?)?([A-Za-z][A-Za-z0-9]*)(?:\|([^{}|]*)\|([^{}|]*)|:(ago|long|spf)(?::([a-z]+))?)?\}/g;

/** Days are said in a language: it is put in when a text is read. */
const inLanguage = (text: string, language: string): string =>
  text.replace(/\{([A-Za-z][A-Za-z0-9]*):(ago|long)\}/g, `{$1:$2:${language}}`);

/** Names of the placeholders of a template. */
export function placeholdersOf(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[2] ?? '');
}

function inWords(value: JsonValue): string {
  return Array.isArray(value) ? value.map(inWords).join(', ') : String(value);
}

/** A template taken apart once: texts, and between them what is filled in. */
interface Place {
  readonly name: string;
  readonly isSilent: boolean;
  readonly one: string | undefined;
  readonly many: string | undefined;
  readonly days: { readonly form: DaysForm; readonly language: string } | undefined;
  readonly isForSpf: boolean;
  /** What follows it. */
  readonly after: string;
}

interface Compiled {
  readonly before: string;
  readonly places: readonly Place[];
}

/** Templates come from the catalogues, which are finite; beyond this many nothing is remembered. */
const MAX_COMPILED = 20_000;
const compiled = new Map<string, Compiled>();

function compile(template: string): Compiled {
  const known = compiled.get(template);
  if (known !== undefined) return known;
  const matches = [...template.matchAll(PLACEHOLDER)];
  const places = matches.map((match, at): Place => {
    const [whole, silent, name = '', one, many, form, language = 'en'] = match;
    const end = matches[at + 1]?.index ?? template.length;
    const isForSpf = form === 'spf';
    const days = form === undefined || isForSpf ? undefined : { form: form as DaysForm, language };
    return {
      name,
      isSilent: silent !== undefined,
      one,
      many,
      days,
      isForSpf,
      after: template.slice(match.index + whole.length, end),
    };
  });
  const made = { before: template.slice(0, matches[0]?.index ?? template.length), places };
  if (compiled.size < MAX_COMPILED) compiled.set(template, made);
  return made;
}

/** RFC 7208 §5: an IPv4-mapped address is one of IPv4; §5.6: one family under the other's name is a syntax error, and with it the whole record. */
function spfTerm(ip: string): string {
  const bare = ip.replace(/^::ffff:(?=[\d.]+$)/i, '');
  return `${bare.includes(':') ? 'ip6' : 'ip4'}:${bare}`;
}

function said(value: JsonValue, { isSilent, one, many, days, isForSpf }: Place): string {
  if (isSilent) return '';
  if (isForSpf) return spfTerm(inWords(value));
  if (one !== undefined && many !== undefined) return Number(value) === 1 ? one : many;
  return days === undefined ? inWords(value) : daysInWords(Number(value), days.form, days.language);
}

/** Fills one template, or answers undefined where a placeholder is not known; an empty argument is not known. */
export function fill(template: string, data: JsonObject): string | undefined {
  const { before, places } = compile(template);
  let filled = before;
  for (const place of places) {
    const value = data[place.name];
    if (value === undefined || value === null || value === '') return undefined;
    filled += `${said(value, place)}${place.after}`;
  }
  return filled;
}

/** The first template that can be filled whole; '' where none can. */
export function fillFirst(templates: Templates, data: JsonObject): string {
  for (const template of templates) {
    const filled = fill(template, data);
    if (filled !== undefined) return filled;
  }
  return '';
}

/** Every template that can be filled whole. */
export function fillAll(templates: Templates, data: JsonObject): readonly string[] {
  return templates.map((template) => fill(template, data)).filter((text) => text !== undefined);
}

/** Letters, digits and the signs of host names, addresses and message ids that no shell gives a meaning. */
const SHELL_SAFE = /^[A-Za-z0-9._:@+%=/][A-Za-z0-9._:@+%=/-]*$/;

/**
 * Every command that can be filled whole. Its arguments come from mail that strangers wrote, and the line is there to be
 * pasted into a shell: an argument with any other character, or a leading '-', leaves the command out.
 */
export function fillCommands(templates: Templates, data: JsonObject): readonly string[] {
  if (templates.length === 0) return [];
  const safe = Object.entries(data).filter(([, value]) => SHELL_SAFE.test(String(value)));
  // Two may come to the same, where what the first names is the host in question.
  return [...new Set(fillAll(templates, Object.fromEntries(safe)))];
}

/** A finished command that may be shown: every word of it is safe to paste into a shell. */
export function isShellSafe(command: string): boolean {
  return command.split(' ').every((word) => /^[+-]?[A-Za-z0-9._:@%=/-]+$/.test(word));
}

type Table = Readonly<Record<string, unknown>>;

const table = (value: unknown): Table =>
  typeof value === 'object' && value !== null ? (value as Table) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const templates = (value: unknown): Templates =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : [];
const templatesIn = (value: unknown, language: string): Templates =>
  templates(value).map((one) => inLanguage(one, language));

function categoryTexts(raw: Table): CategoryTexts {
  return {
    title: text(raw.title),
    because: templates(raw.because),
    certain: text(raw.certain),
    turn: templates(raw.turn),
    tell: templates(raw.tell),
    avoid: templates(raw.avoid),
    wait: templates(raw.wait),
    fine: templates(raw.fine),
    test: templates(raw.test),
    background: text(raw.background),
  };
}

function byMessage(raw: unknown, language: string): Readonly<Record<string, Templates>> {
  return Object.fromEntries(
    Object.entries(table(raw)).map(([id, value]) => [id, templatesIn(value, language)] as const),
  );
}

function findingTexts(raw: Table, language: string): FindingTexts {
  return {
    label: templates(raw.label),
    messages: byMessage(raw.messages, language),
    about: text(raw.about),
    reply: byMessage(raw.reply, language),
    todo: byMessage(raw.todo, language),
  };
}

/** Gives what stands under a key, or undefined: a run needs few of a language's files, so they are read when asked. */
export type TextSource = (key: string) => unknown;

/** The texts of one language, as parsed TOML. */
export interface CatalogueSources {
  readonly categories: TextSource;
  readonly fixes: TextSource;
  readonly findings: TextSource;
  readonly ui: TextSource;
}

/** The first of the tables that has the key; a table is made only when those before it have it not. */
export function firstOf(makers: readonly (() => Table)[]): TextSource {
  return (key) => {
    for (const make of makers) {
      const found = make();
      if (Object.hasOwn(found, key)) return found[key];
    }
    return undefined;
  };
}

/** Keys come from the program and its data, and texts do not change: each is read once. */
function remembered<K, T>(read: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = read(key);
    if (value !== undefined && known.size < MAX_COMPILED) known.set(key, value);
    return value;
  };
}

/** Makes a catalogue; what a language lacks is taken from `fallback` (English is complete, a test sees to it). */
export function createCatalogue(
  language: string,
  sources: CatalogueSources,
  fallback?: Catalogue,
): Catalogue {
  const words = remembered((key: string) => {
    const found = sources.ui(key);
    return found === undefined ? undefined : templatesIn(found, language);
  });
  const find = (key: string, data: JsonObject = {}): string | undefined => {
    const found = words(key);
    return found === undefined ? fallback?.find(key, data) : fillFirst(found, data);
  };
  return {
    language,
    category: remembered((id: CategoryId) => {
      const found = sources.categories(id);
      return found === undefined && fallback ? fallback.category(id) : categoryTexts(table(found));
    }),
    fix: remembered((id: string) => {
      const found = sources.fixes(id);
      if (found === undefined && fallback) return fallback.fix(id);
      const raw = table(found);
      return { title: templates(raw.title), text: templates(raw.text), command: templates(raw.command) };
    }),
    finding: remembered((check: string) => {
      const found = sources.findings(check);
      return found === undefined && fallback ? fallback.finding(check) : findingTexts(table(found), language);
    }),
    ui: (key, data) => find(key, data) ?? key,
    find,
  };
}
