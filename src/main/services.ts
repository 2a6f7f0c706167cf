/** Wires what explain needs: data, classifier, checks and, where something may be asked, the gatherers. */
import { systemClock } from '../base/clock.ts';
import { once } from '../base/once.ts';
import { causeMoves, evidenceFor, rejectionChecks } from '../checks/index.ts';
import { createAsksOnly } from '../explain/asks-only.ts';
import {
  type Classifier,
  type CompiledClassifier,
  createClassifier,
  type LikenessJudge,
  openClassifier,
  openLikeness,
  readLikeness,
  type StoredLikeness,
} from '../explain/classify/index.ts';
import type { ExplainServices, Gather } from '../explain/explain.ts';
import { parseFixTable } from '../explain/fix-table.ts';
import { parseLargeDomains } from '../explain/mistyped-domain.ts';
import { places } from '../explain/place.ts';
import { type ProviderCard, parseProviderCard } from '../explain/provider-card.ts';
import { createToldReader } from '../explain/told/index.ts';
import {
  type Catalogue,
  type CatalogueSources,
  createCatalogue,
  firstOf,
  type TextSource,
} from '../findings/catalogue.ts';
import { type Surface, type Ways, wayOn, withWays } from '../findings/ways.ts';
import { parseDnsblData } from '../gather/dnsbl/index.ts';
import { createListKnowledge } from './block-lists.ts';
import { COMPILED_CLASSIFIER, classifierData, type DataFiles } from './data-folder.ts';

/** Cards are read when their provider speaks: most runs need one of them or none. */
function providerCards(data: DataFiles): ExplainServices['providers'] {
  const read = new Map<string, ProviderCard>();
  return {
    get: (id) => {
      const file = data[`providers/${id}.toml`];
      if (file === undefined) return undefined;
      const card = read.get(id) ?? parseProviderCard(file);
      read.set(id, card);
      return card;
    },
  };
}

/** Compiled in the package, compiled now when run from source. */
function classifierOf(data: DataFiles): Classifier {
  const compiled = data[COMPILED_CLASSIFIER] as unknown as CompiledClassifier | undefined;
  return compiled === undefined ? createClassifier(classifierData(data)) : openClassifier(compiled);
}

/** What is learned is opened when it is asked for the first time; where there is none nobody is likely. */
function openedOnce(stored: () => StoredLikeness | undefined): LikenessJudge {
  const judge = once((): LikenessJudge => {
    const found = stored();
    return found === undefined ? () => undefined : openLikeness(readLikeness(found));
  });
  return (said, codes) => judge()(said, codes);
}

/** Everything explain needs; without `gather` nothing is asked. */
export function createExplainServices(data: DataFiles, gather?: Gather): ExplainServices {
  const providers = providerCards(data);
  const classifier = classifierOf(data);
  return {
    classifier,
    providers,
    recipientProviderOf: classifier.providerOfDomain,
    fixTable: parseFixTable(data['fixes.toml'] ?? {}),
    toldReader: createToldReader(
      data['told.toml'] ?? {},
      parseLargeDomains(data['large-mailbox-domains.toml'] ?? {}),
    ),
    asksOnly: createAsksOnly(() => data['question-words.toml'] ?? {}),
    checks: rejectionChecks,
    moves: causeMoves,
    evidenceFor,
    likelySpeaker: openedOnce(() => data['likely-speakers.json'] as unknown as StoredLikeness | undefined),
    lists: createListKnowledge(() => parseDnsblData(data['dnsbl.toml'] ?? {})),
    clock: systemClock,
    ...(gather !== undefined && { gather }),
  };
}

/** A family's texts stand in a file of its name; the few that do not (network checks) are found by looking on. */
function findingTexts(data: DataFiles, language: string): TextSource {
  const folders = [`texts/${language}/audit/`, `texts/${language}/check/`];
  const others = Object.keys(data).filter((name) => folders.some((folder) => name.startsWith(folder)));
  return (check) => {
    const family = check.slice(0, check.indexOf('/'));
    const likely = [`texts/${language}/findings.toml`, ...folders.map((folder) => `${folder}${family}.toml`)];
    return firstOf([...likely, ...others].map((name) => () => data[name] ?? {}))(check);
  };
}

/** Words of the commands around the server stand in a file of their own, which no other command reads. */
const OF_SERVE = 'serve.';
/** Most categories have no words of their own for a place ('gateway.because.…'): one file tells that there are none. */
const OF_PLACE = new RegExp(`^(?:${places.join('|')})\\.`);

/** Texts with the ways that `surface` knows; 'way.helo' is the way alone. */
function textSources(data: DataFiles, language: string, surface: Surface | 'every'): CatalogueSources {
  const ways = (data[`texts/${language}/ways.toml`] ?? {}) as Ways;
  const said =
    (source: TextSource): TextSource =>
    (key) =>
      withWays(source(key), ways, surface);
  const { categories, fixes, findings, ui } = rawTexts(data, language);
  return {
    categories: said(categories),
    fixes: said(fixes),
    findings: said(findings),
    ui: (key) =>
      key.startsWith('way.') ? wayOn(key.slice(4), ways, surface) : withWays(ui(key), ways, surface),
  };
}

function rawTexts(data: DataFiles, language: string): CatalogueSources {
  const file = (name: string) => () => data[`texts/${language}/${name}.toml`] ?? {};
  let rules: Record<string, string> | undefined;
  const ofRules = () => {
    rules ??= ruleTexts(data, language);
    return rules;
  };
  const ofServe = firstOf([file('serve')]);
  const ofPlaces = firstOf([file('ui')]);
  const ofProgram = firstOf([
    ...['ui', 'lists', 'audit-ui', 'check-ui', 'check-input', 'notifications'].map(file),
    ofRules,
  ]);
  return {
    categories: firstOf([file('categories')]),
    fixes: firstOf([file('fixes')]),
    findings: findingTexts(data, language),
    ui: (key) =>
      key.startsWith(OF_SERVE) ? ofServe(key) : OF_PLACE.test(key) ? ofPlaces(key) : ofProgram(key),
  };
}

/** What providers ask, in words: they stand beside the rules in their file. */
function ruleTexts(data: DataFiles, language: string): Record<string, string> {
  const texts: Record<string, string> = {};
  const rows = (value: unknown) => (Array.isArray(value) ? value : []) as readonly Record<string, unknown>[];
  for (const provider of rows(data['provider-rules.toml']?.provider)) {
    for (const rule of rows(provider.rule)) {
      for (const part of ['what', 'elsewhere'] as const) {
        const said: unknown = Object(rule[part])[language];
        if (typeof said === 'string') texts[`rule.${provider.id}/${rule.id}.${part}`] = said;
      }
    }
  }
  return texts;
}

/** Languages that have a catalogue. */
export function languagesOf(data: DataFiles): readonly string[] {
  return [...new Set(Object.keys(data).flatMap((name) => /^texts\/([a-z]{2})\//.exec(name)?.[1] ?? []))];
}

/** The catalogue of a language; what it lacks is said in English. 'every': for what several surfaces read, each by `saidOn`. */
export function catalogueOf(
  data: DataFiles,
  language: string,
  surface: Surface | 'every' = 'command',
): Catalogue {
  const english = createCatalogue('en', textSources(data, 'en', surface));
  return language === 'en'
    ? english
    : createCatalogue(language, textSources(data, language, surface), english);
}

/** What several surfaces read, by language: each catalogue is made once, when it is first asked for. */
export function createCatalogues(data: DataFiles): (language: string) => Catalogue {
  const made = new Map<string, Catalogue>();
  return (language) => {
    const known = made.get(language) ?? catalogueOf(data, language, 'every');
    made.set(language, known);
    return known;
  };
}
