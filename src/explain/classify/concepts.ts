/**
 * Concepts: what replies speak of (a mailbox, the sender, a list) and what they say of it (unknown, full, refused), each
 * with its words in every language (`concept` tables in `data/rejections/*.toml`). A rule may ask for concepts named close
 * to one another, in any order, in place of words in theirs.
 */
import type { PatternMatch } from './automaton.ts';
import { type Pattern, parsePattern } from './pattern.ts';
import type { TomlTable } from './rule.ts';

/** A thing that refusals speak of, and the wordings that name it in any language. */
export interface Concept {
  readonly name: string;
  readonly patterns: readonly Pattern[];
}

/** The concepts of one file; one that several files speak of is one concept with the words of all. */
export function parseConcepts(fileName: string, file: TomlTable): readonly Concept[] {
  return Object.entries((file.concept ?? {}) as TomlTable).map(([name, phrases]) => {
    if (!Array.isArray(phrases)) throw new Error(`${fileName}: concept '${name}' is no list`);
    return { name, patterns: phrases.map((phrase) => parsePattern(String(phrase))) };
  });
}

/** A place where a concept is named. */
export type Mention = PatternMatch;
/** Where each concept is named, by its name. */
export type Mentions = ReadonlyMap<string, readonly Mention[]>;

/** Most tokens between two concepts that are said of one another. */
const MAX_APART = 9;
const MAX_MENTIONS = 24;
/** The concept that ends what is said. */
const ASIDE = 'aside';
/** Words for the sender's side that are of no other concept (not-the-recipient.ts). */
export const NOT_THE_RECIPIENT = 'not-the-recipient';
/** Words that only look so: of the recipient's host, or of the frame of a notice. */
export const NOT_THE_SENDER = 'not-the-sender';
/** They lie across other concepts and take nothing from them. */
const ACROSS: ReadonlySet<string | undefined> = new Set([NOT_THE_RECIPIENT, NOT_THE_SENDER]);
/** The concept that is named by its host names and links. */
const LIST_NAME = 'list-name';
/** The concept of whom 'notify the sender' does not speak. */
const SENDER = 'sender';
/** Concepts that this module knows by their names: the data must have each (test/named-concepts.test.ts). */
export const namedConcepts = [ASIDE, NOT_THE_RECIPIENT, NOT_THE_SENDER, LIST_NAME, SENDER] as const;

/**
 * Collects the mentions. A word that is part of a longer mention of another concept is none ('your account' is no
 * 'account'), nor is one that is part of a name ('mx' in 'mx.example.org', 'helo=').
 */
export function mentionsOf(
  matches: readonly PatternMatch[],
  nameOf: (pattern: number) => string | undefined,
  isInName: (token: number) => boolean,
): Mentions {
  const mentions = new Map<string, Mention[]>();
  // What stands behind 'for more information' is no reason any more.
  const end = matches.reduce(
    (first, match) => (nameOf(match.pattern) === ASIDE ? Math.min(first, match.firstToken) : first),
    Number.POSITIVE_INFINITY,
  );
  const isAllAside = matches.every((match) => nameOf(match.pattern) === undefined || match.firstToken >= end);
  /** By token: the length of the longest mention that covers it. */
  const longest = new Map<number, number>();
  const found = matches.filter(
    (match) =>
      nameOf(match.pattern) === LIST_NAME ||
      (nameOf(match.pattern) !== undefined &&
        (isAllAside || match.firstToken < end) &&
        !(match.matchedTokens === 1 && isInName(match.firstToken))),
  );
  for (const { pattern, firstToken, lastToken } of found) {
    if (ACROSS.has(nameOf(pattern))) continue;
    const length = lastToken - firstToken + 1;
    for (let token = firstToken; token <= lastToken; token++)
      if ((longest.get(token) ?? 0) < length) longest.set(token, length);
  }
  for (const match of found) {
    const { firstToken, lastToken } = match;
    const length = lastToken - firstToken + 1;
    let isContained = true;
    for (let token = firstToken; token <= lastToken && isContained; token++)
      isContained = (longest.get(token) ?? 0) > length;
    const name = nameOf(match.pattern) ?? '';
    if (isContained && !ACROSS.has(name)) continue;
    const known = mentions.get(name);
    if (known === undefined) mentions.set(name, [match]);
    else if (known.length < MAX_MENTIONS) known.push(match);
  }
  return mentions;
}

/** The names of the concepts mentioned, in the order of the text; who is only to be told of it ('notify the sender') is not spoken of. */
export function namesInOrder(mentions: Mentions): readonly string[] {
  const harmless = mentions.get(NOT_THE_SENDER) ?? [];
  const isSpokenOf = (name: string, place: Mention): boolean =>
    name !== SENDER || !harmless.some((one) => overlap(one, place));
  const named = [...mentions].flatMap(([name, places]) =>
    ACROSS.has(name)
      ? []
      : places.filter((place) => isSpokenOf(name, place)).map((place) => ({ name, ...place })),
  );
  return named.sort((a, b) => a.firstToken - b.firstToken).map(({ name }) => name);
}

/** Where concepts stand close to one another: first and last token. */
export interface Meeting {
  readonly firstToken: number;
  readonly lastToken: number;
  readonly matchedTokens: number;
  /** Tokens between the concepts, together. */
  readonly apart: number;
}

/** Do they share a word? */
export const overlap = (a: Mention, b: Mention): boolean =>
  a.firstToken <= b.lastToken && b.firstToken <= a.lastToken;

const distance = (a: Meeting, b: Mention): number =>
  b.firstToken > a.lastToken ? b.firstToken - a.lastToken - 1 : a.firstToken - b.lastToken - 1;

/** Is `a` the better meeting: more words, then nearer together? */
const isBetter = (a: Meeting, b: Meeting | undefined): boolean => b === undefined || weight(a) > weight(b);

/** Words matched, less a part of the words between. */
export const weight = (meeting: Meeting): number => meeting.matchedTokens - meeting.apart / 12;

/** A rule, by its number, that asks for concepts to be named close to one another. */
export interface Conjunction {
  readonly rule: number;
  readonly all: readonly string[];
}

/** Finds the rules whose concepts meet in a text, in their order, each with its best place: few of the conjunctions are looked at. */
export function conjunctionFinder(
  conjunctions: readonly Conjunction[],
): (mentions: Mentions) => readonly (Meeting & { readonly rule: number })[] {
  const byFirst = Map.groupBy(conjunctions, ({ all }) => all[0] ?? '');
  return (mentions) => {
    const met: (Meeting & { readonly rule: number })[] = [];
    for (const name of mentions.keys())
      for (const { rule, all } of byFirst.get(name) ?? []) {
        const meeting = all.every((other) => mentions.has(other)) ? meetingOf(all, mentions) : undefined;
        if (meeting !== undefined) met.push({ rule, ...meeting });
      }
    return met.sort((a, b) => a.rule - b.rule);
  };
}

/** The concepts named close to one another: their best place, or undefined. */
function meetingOf(all: readonly string[], mentions: Mentions): Meeting | undefined {
  const lists = all.map((name) => mentions.get(name) ?? []);
  let best: Meeting | undefined;
  for (const first of lists[0] ?? []) {
    const meeting = joined(first, lists.slice(1));
    if (meeting !== undefined && isBetter(meeting, best)) best = meeting;
  }
  return best;
}

/** The meeting around `first` with the best mention of each other concept. */
function joined(first: Mention, others: readonly (readonly Mention[])[]): Meeting | undefined {
  const taken = [first];
  let meeting: Meeting = { ...first, apart: 0 };
  for (const list of others) {
    let next: Mention | undefined;
    for (const mention of list) {
      if (taken.some((one) => overlap(one, mention))) continue;
      const apart = distance(meeting, mention);
      if (apart > MAX_APART) continue;
      const value = mention.matchedTokens - Math.max(0, apart) / 12;
      if (next === undefined || value > next.matchedTokens - Math.max(0, distance(meeting, next)) / 12)
        next = mention;
    }
    if (next === undefined) return undefined;
    taken.push(next);
    meeting = {
      firstToken: Math.min(meeting.firstToken, next.firstToken),
      lastToken: Math.max(meeting.lastToken, next.lastToken),
      matchedTokens: meeting.matchedTokens + next.matchedTokens,
      apart: meeting.apart + Math.max(0, distance(meeting, next)),
    };
  }
  return meeting;
}
