/**
 * Why a reply refused, by its words and codes: rules as data, one automaton, linear in the text.
 *
 * The verdict of a text depends only on the words the rules know, the codes, the phase and the speaker; that key is
 * remembered, so that the thousandth 'user <addr> unknown' costs one look-up.
 */
import { type PackedTexts, packTexts, Unpacked } from '../../base/packed-texts.ts';
import type { Writable } from '../../base/writable.ts';
import { categorySet } from '../../findings/category-set.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { domainOf } from '../../wire/address/index.ts';
import type { Classification, QuotedWords } from '../verdict.ts';
import { type AutomatonTables, compileAutomaton, openAutomaton, type PatternMatch } from './automaton.ts';
import type { Calibration, DecisionFeatures } from './calibration.ts';
import type { CodeTable } from './codes.ts';
import {
  type Concept,
  type Conjunction,
  conjunctionFinder,
  type Mentions,
  mentionsOf,
  namesInOrder,
  weight,
} from './concepts.ts';
import { type Decision, decide, type ReplyKey, type RuleHit } from './decide.ts';
import { type Likeness, type LikenessModel, openLikeness, type Said } from './likeness.ts';
import { phaseLookedAt } from './looked-at.ts';
import { guarded, speaksOfSender } from './not-the-recipient.ts';
import { idOfOther } from './other-spellings.ts';
import { parsePattern } from './pattern.ts';
import { codeIndex, type ProviderFingerprint, suffixIndex } from './provider.ts';
import { headOf, type Rule, type RuleHead } from './rule.ts';
import { withSecondOpinion } from './second-opinion.ts';
import { scanTokens } from './tokens.ts';

/** What a classifier is compiled from. */
export interface ClassifierData {
  readonly rules: readonly Rule[];
  readonly concepts?: readonly Concept[];
  readonly providers: readonly ProviderFingerprint[];
  readonly codes: CodeTable;
  readonly calibration: Calibration;
  /** Absent: nobody gives a second opinion. */
  readonly likeness?: LikenessModel;
}

/** What of a refusal is classified. */
export type ClassifierInput = Pick<
  ReplyFacts,
  'text' | 'replyCode' | 'enhancedStatus' | 'phase' | 'speakerHost' | 'recipient' | 'banner'
>;

/** All that classifying needs, as JSON and tables of numbers: the package holds it compiled, because reading the rules costs more than a start may. */
export interface CompiledClassifier {
  /** The head of each rule as JSON, the same as a value when it speaks. */
  readonly rules: PackedTexts;
  /** Those that ask for concepts to be named, and those that ask for codes alone, by number: they have no words in the automaton. */
  readonly conjunctions: readonly Conjunction[];
  readonly codeOnlyRules: readonly number[];
  /** Provider of each text that only it says; these patterns come after those of the rules. */
  readonly spoken: readonly string[];
  /** The concepts whose words come last. */
  readonly concepts: readonly string[];
  readonly automaton: AutomatonTables;
  /** Host and domain suffixes with the provider's id. */
  readonly hosts: readonly (readonly [suffix: string, id: string])[];
  readonly domains: readonly (readonly [suffix: string, id: string])[];
  readonly ownCodes: readonly (readonly [suffix: string, id: string])[];
  readonly codes: CodeTable;
  readonly calibration: Calibration;
  readonly likeness?: LikenessModel;
}

/** The classifier as tables. Throws where a rule names a concept that is not there. */
export function compileClassifier(data: ClassifierData): CompiledClassifier {
  const { rules, concepts = [], providers, codes, calibration, likeness } = data;
  const named = new Set(concepts.map((concept) => concept.name));
  for (const { id, all, unless } of rules)
    for (const name of [...all, ...unless])
      if (!named.has(name)) throw new Error(`rule '${id}': there is no concept '${name}'`);
  const spoken = providers.flatMap((card) =>
    [...card.texts, ...card.banners].map((pattern) => ({ id: card.id, pattern: parsePattern(pattern) })),
  );
  const heads = rules.map(headOf);
  return {
    rules: packTexts(heads.map((head) => JSON.stringify(head))),
    conjunctions: heads.flatMap(({ all }, rule) => (all === undefined ? [] : [{ rule, all }])),
    codeOnlyRules: heads.flatMap(({ all, hasPatterns }, rule) =>
      hasPatterns || all !== undefined ? [] : [rule],
    ),
    spoken: spoken.map((text) => text.id),
    concepts: concepts.map((concept) => concept.name),
    automaton: compileAutomaton([
      ...rules.map((rule) => rule.patterns),
      ...spoken.map((text) => [text.pattern]),
      ...concepts.map((concept) => concept.patterns),
    ]),
    hosts: providers.flatMap((card) => card.hosts.map((host) => [host, card.id] as const)),
    domains: providers.flatMap((card) => card.domains.map((domain) => [domain, card.id] as const)),
    ownCodes: providers.flatMap((card) => card.codes.map((code) => [code, card.id] as const)),
    codes,
    calibration,
    ...(likeness !== undefined && { likeness }),
  };
}

/** Compiles and opens in one. */
export function createClassifier(data: ClassifierData): Classifier {
  return openClassifier(compileClassifier(data));
}

/** What each of those that judge the words says by itself. */
export interface Opinions {
  readonly byRules: Decision;
  readonly likeness: Likeness | undefined;
  /** Somebody gave a code, so that it is a reply whatever its words are. */
  readonly hasCode: boolean;
  /** The words speak of the sender's side, whatever else they say. */
  readonly isOnSender: boolean;
  /** The provider by its host or its words. */
  readonly speaker: string | undefined;
}

/** A verdict, and what it was told by. */
type Classified = Classification & { readonly features?: DecisionFeatures };

/** Tells categories and providers by the words of refusals. */
export interface Classifier {
  readonly classify: (input: ClassifierInput) => Classified;
  /** What rules and likeness say, each by itself: what it is measured from how far to trust them. */
  readonly opinions: (input: ClassifierInput) => Opinions;
  /** The provider a host name belongs to, by its suffix. */
  readonly providerOfHost: (host: string) => string | undefined;
  /** The provider that hosts a recipient's domain, where it is always the same. */
  readonly providerOfDomain: (domain: string) => string | undefined;
  /** What the rules read of a text: what a second opinion is learned from. */
  readonly said: (text: string) => Said;
  /** Rules known, words known: for `--verbose` and tests. */
  readonly ruleCount: number;
}

const MAX_TOKENS = 1000;
/** Shorter words have no other spelling. */
const LEAST_RESPELLED = 5;
const MAX_REMEMBERED = 50_000;

/** The words of a reply are in the classifier's own arrays; here is what else its decision depends on. */
interface ReadInput {
  readonly text: string;
  readonly count: number;
  readonly key: ReplyKey;
  /** The provider that has probably spoken where no host is named. */
  readonly likely: string | undefined;
  readonly isNamed: boolean;
}

interface Remembered extends Decision {
  readonly provider?: string;
}

/** A classifier over compiled tables; verdicts on the same words are remembered. */
export function openClassifier(compiled: CompiledClassifier): Classifier {
  // The closures below hold these; the tables themselves may go once the automaton has its own.
  const { spoken, concepts, codes, calibration, codeOnlyRules } = compiled;
  const rules = new Unpacked(compiled.rules, (json) => JSON.parse(json) as RuleHead);
  const conceptsFrom = rules.length + spoken.length;
  const automaton = openAutomaton(compiled.automaton, conceptsFrom);
  const meetingsIn = conjunctionFinder(compiled.conjunctions);
  const judgeLikeness = compiled.likeness === undefined ? undefined : openLikeness(compiled.likeness);
  const providerOfHost = suffixIndex(compiled.hosts);
  const providerOfDomain = suffixIndex(compiled.domains);
  const providerOfCode = codeIndex(compiled.ownCodes);
  const remembered = new Map<string, Remembered>();

  const ids = new Uint16Array(MAX_TOKENS);
  const starts = new Uint16Array(MAX_TOKENS);
  const ends = new Uint16Array(MAX_TOKENS);
  /** Tokens that are part of a name, in order. */
  let inNames = '';

  /** What rules say of the words read, and what the likeness says. */
  function opinionsOn({ count, key, likely, isNamed }: ReadInput): Opinions {
    const hits: RuleHit[] = [];
    let speaker = key.provider;
    const matches = automaton.match(ids, count);
    for (const match of matches) {
      const rule = rules.at(match.pattern);
      if (rule !== undefined) hits.push({ rule, ...match });
      else speaker ??= spoken[match.pattern - rules.length];
    }
    const mentions = mentionsIn(matches);
    for (const { rule: index, ...meeting } of meetingsIn(mentions)) {
      const rule = rules.at(index);
      if (rule !== undefined) hits.push({ rule, ...meeting, weight: weight(meeting) });
    }
    for (const index of codeOnlyRules) {
      const rule = rules.at(index);
      if (rule !== undefined) hits.push({ rule, firstToken: 0, lastToken: -1, matchedTokens: 0 });
    }
    const allowed = hits.filter(({ rule }) => !rule.unless?.some((name) => mentions.has(name)));
    const isOnSender = speaksOfSender(mentions);
    const decideAs = (provider: string | undefined): Decision =>
      decide(allowed, { ...key, provider, isOnSender }, codes, calibration);
    let byRules = decideAs(speaker ?? likely);
    // A code alone tells who spoke where nobody else is named and no words decide: others give the same codes in a sense of their own.
    const ofCode = speaker !== undefined || isNamed ? undefined : providerOfCode(key.enhancedStatus);
    if (ofCode !== undefined && !isAgainst(byRules, ofCode, key.enhancedStatus)) {
      speaker = ofCode;
      byRules = decideAs(ofCode);
    }
    return {
      byRules,
      likeness: judgeLikeness?.(saidBy(count, mentions), key),
      hasCode: (key.replyCode ?? key.enhancedStatus) !== undefined,
      isOnSender,
      speaker,
    };
  }

  function decideAnew(read: ReadInput): Remembered {
    const { byRules, likeness, hasCode, isOnSender, speaker } = opinionsOn(read);
    const decision =
      likeness === undefined ? byRules : withSecondOpinion(byRules, likeness, calibration.likeness, hasCode);
    return {
      ...guarded(decision, isOnSender, speaker ?? read.likely),
      ...(speaker !== undefined && { provider: speaker }),
    };
  }

  const mentionsIn = (matches: readonly PatternMatch[]): Mentions =>
    mentionsOf(matches, (pattern) => concepts[pattern - conceptsFrom], isPartOfName);
  const isPartOfName = (token: number): boolean => inNames.includes(String.fromCharCode(token));

  /** What the key of a decision stands for, and no more. */
  const saidBy = (count: number, mentions: Mentions): Said => ({
    words: Array.from(ids.subarray(0, count), (id, token) =>
      id === 0 || isPartOfName(token) ? '' : automaton.wordOf(id),
    ),
    concepts: namesInOrder(mentions),
  });

  /** Cuts a text into tokens; answers how many. */
  function read(text: string): number {
    let count = 0;
    inNames = '';
    scanTokens(text, (words, from, to, start, end) => {
      if (count >= MAX_TOKENS || from === to) return;
      let id = automaton.idOf(words, from, to);
      if (id === 0 && to - from >= LEAST_RESPELLED)
        id = idOfOther(words.slice(from, to), text.slice(start, end), automaton.idOf);
      ids[count] = id;
      starts[count] = start;
      ends[count] = end;
      if (id !== 0 && isInName(text, start, end)) inNames += String.fromCharCode(count);
      count++;
    });
    return count;
  }

  function readInput(input: ClassifierInput): ReadInput {
    const text = input.banner === undefined ? input.text : `${input.text}\n${input.banner}`;
    const provider = input.speakerHost === undefined ? undefined : providerOfHost(input.speakerHost);
    const { replyCode, enhancedStatus } = input;
    const phase = phaseLookedAt(text) ?? input.phase;
    return {
      text,
      count: read(text),
      key: { replyCode, enhancedStatus, phase, provider },
      likely: likelyProvider(input, providerOfDomain),
      isNamed: input.speakerHost !== undefined,
    };
  }

  function classify(input: ClassifierInput): Classified {
    const given = readInput(input);
    const { text, count, likely, isNamed } = given;
    const { replyCode, enhancedStatus, phase, provider } = given.key;
    const key = `${isNamed ? 1 : 0} ${provider ?? ''} ${likely ?? ''} ${replyCode ?? ''} ${enhancedStatus ?? ''} ${phase ?? ''} ${count} ${idString(ids, count)} ${inNames}`;
    let decision = remembered.get(key);
    if (decision === undefined) {
      decision = decideAnew(given);
      if (remembered.size >= MAX_REMEMBERED) remembered.clear();
      remembered.set(key, decision);
    }
    const said: Writable<Classified> = {
      category: decision.category,
      confidence: decision.confidence,
      alternatives: decision.alternatives,
      rule: decision.rule,
      quoted: quote(text, decision.hits, starts, ends),
    };
    if (decision.provider !== undefined) said.provider = decision.provider;
    if (decision.features !== undefined) said.features = decision.features;
    return said;
  }

  const said = (text: string): Said => {
    const count = read(text);
    return saidBy(count, mentionsIn(automaton.match(ids, count)));
  };
  const opinions = (input: ClassifierInput): Opinions => opinionsOn(readInput(input));
  return { classify, opinions, providerOfHost, providerOfDomain, said, ruleCount: rules.length };
}

/** RFC 3463 §3.5: X.4 speaks of network and routing. */
const isOfRouting = categorySet('domain.*', 'net.*', 'queue.*', 'route.*');

/** Did words decide that are not the provider's own, and say another thing than its code does? */
const isAgainst = ({ category, hits }: Decision, provider: string, code = ''): boolean =>
  hits.some(({ rule, matchedTokens }) => matchedTokens > 0 && rule.provider !== provider) &&
  !(code.slice(1, 4) === '.4.' && isOfRouting(category));

const isNameSign = (sign: string): boolean => sign === '.' || sign === '/' || sign === '=' || sign === '_';
const isNameCharacter = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** Is the word a part of a host name, a link or a setting ('mx.example.org', 'helo=')? */
function isInName(text: string, start: number, end: number): boolean {
  const next = text.charAt(end);
  if (next === '=' || (isNameSign(next) && isNameCharacter(text.charCodeAt(end + 1)))) return true;
  return start > 1 && isNameSign(text.charAt(start - 1)) && isNameCharacter(text.charCodeAt(start - 2));
}

/**
 * Where no host is named, the recipient's provider has probably spoken: its codes are read with its meanings, but it is
 * not said to have spoken.
 */
function likelyProvider(
  { speakerHost, recipient }: ClassifierInput,
  ofDomain: (domain: string) => string | undefined,
): string | undefined {
  const domain = domainOf(recipient);
  return speakerHost !== undefined || domain === undefined ? undefined : ofDomain(domain);
}

/** The token ids as a string, a cheap exact key. */
function idString(ids: Uint16Array, count: number): string {
  return String.fromCharCode.apply(null, ids.subarray(0, count) as unknown as number[]);
}

/** The words that decided, at most three spans, in the order of the text. */
function quote(
  text: string,
  hits: readonly RuleHit[],
  starts: Uint16Array,
  ends: Uint16Array,
): readonly QuotedWords[] {
  const spans: QuotedWords[] = [];
  for (const hit of hits) {
    if (hit.lastToken < hit.firstToken) continue;
    const start = starts[hit.firstToken] ?? 0;
    const end = ends[hit.lastToken] ?? 0;
    if (spans.some((span) => start < span.end && span.start < end)) continue;
    spans.push({ text: text.slice(start, end), start, end });
    if (spans.length === 3) break;
  }
  return spans.sort((a, b) => a.start - b.start);
}
