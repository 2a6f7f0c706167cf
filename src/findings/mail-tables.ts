/** What checks of a message look up: names of hosts, wordings, rules of engines. Read from `data/`, given to the checks. */
import type { PhraseSet } from '../wire/phrases/index.ts';
import type { ClientSupport } from './client-support.ts';

/** `data/link-hosts.toml`. Names hold for all names below them. */
export interface LinkHosts {
  readonly shorteners: ReadonlySet<string>;
  /** Of these, those that lead to the operator's own pages: names, or a name and the first piece of its path ('goo.gl/maps'). */
  readonly ownShorteners: ReadonlySet<string>;
  readonly freeHosts: ReadonlySet<string>;
  readonly formHosts: ReadonlySet<string>;
  readonly fileHosts: ReadonlySet<string>;
  /** Pictures of anybody, and collections of other people's logos. */
  readonly pictureHosts: ReadonlySet<string>;
  /** Names below which anybody is given an address to send from. */
  readonly freeSenders: ReadonlySet<string>;
  /** Public suffixes where a name costs next to nothing: 'top', 'ru.com'. */
  readonly cheapSuffixes: ReadonlySet<string>;
  readonly redirectors: readonly {
    readonly host: string;
    readonly path: string;
    readonly parameters: readonly string[];
  }[];
  readonly redirectParameters: ReadonlySet<string>;
  /** Domain → name of the sending service. */
  readonly trackers: ReadonlyMap<string, string>;
}

/** One rule of `data/suspect-suffixes.toml`. */
export interface SuffixRule {
  readonly engine: string;
  readonly rule: string;
  readonly of: 'link' | 'sender';
  /** The most that the engine gives. */
  readonly points: number;
  /** Top-level domains: 'icu'. */
  readonly suffixes: ReadonlySet<string>;
}

/** One language of `data/unsubscribe-words.toml`, lower case. */
export interface UnsubscribeWords {
  readonly language: string;
  /** Of links. */
  readonly link: readonly string[];
  /** Of pages that have unsubscribed somebody. */
  readonly done: readonly string[];
  /** Of pages that ask first. */
  readonly form: readonly string[];
  /** Frequent words of the language; none where its script tells it. */
  readonly common: readonly string[];
}

/** One rule of `data/engine-phrases.toml`. */
export interface PhraseRule {
  readonly engine: string;
  readonly rule: string;
  /** Points without Bayes. */
  readonly weight: number;
  readonly where: 'body' | 'subject';
  /** The words must be in capitals. */
  readonly isCapitals: boolean;
  /** The phrase must stand at the beginning. */
  readonly isAtStart: boolean;
}

export interface MailTables {
  readonly clientSupport: ClientSupport;
  readonly linkHosts: LinkHosts;
  readonly suffixRules: readonly SuffixRule[];
  readonly unsubscribeWords: readonly UnsubscribeWords[];
  readonly phraseRules: ReadonlyMap<string, PhraseRule>;
  /** Owners are the rules' names. */
  readonly rulePhrases: PhraseSet;
  /** Owners are the groups of `data/lure-words.toml`. */
  readonly lurePhrases: PhraseSet;
  /** Brand as it is written in display names, lower case → domains it sends from. */
  readonly brands: ReadonlyMap<string, readonly string[]>;
  /** 'check/id' → message or sign → points, for order and comparison. */
  readonly weights: ReadonlyMap<string, ReadonlyMap<string, number>>;
}
