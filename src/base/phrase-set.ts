/**
 * Many fixed phrases looked for in one walk over a text. Each position is tested against a table of the phrases' first three
 * units, and where those fit against one of their first six, so the time is that of the text, not of the number of phrases.
 */

/** Places in a table for each phrase, so that few others fall on one that is taken; small tables stay near the processor. */
const PLACES_PER_PHRASE = 32;
const LEAST_PLACES = 1 << 9;
const MOST_PLACES = 1 << 14;
/** Units that the second table looks at. */
const FIRST_UNITS = 6;

/** A fixed set of phrases; they and the searched text are compared as they are (give both in lower case). Its tables are made when it is first asked. */
export class PhraseSet {
  readonly phrases: readonly string[];
  #tables: Tables | undefined;

  constructor(phrases: readonly string[]) {
    this.phrases = phrases;
  }

  /** The phrases of both sets. */
  and(other: PhraseSet): PhraseSet {
    return new PhraseSet([...this.phrases, ...other.phrases]);
  }

  /** True when one of the phrases stands anywhere in the text. */
  isIn(text: string): boolean {
    const tables = this.#made();
    return tables.indexOfLong(text) >= 0 || tables.short.some((phrase) => text.includes(phrase));
  }

  /** Where the first of the phrases stands; -1 where none does. */
  indexIn(text: string): number {
    const tables = this.#made();
    let first = tables.indexOfLong(text);
    for (const phrase of tables.short) {
      const at = text.indexOf(phrase);
      if (at >= 0 && (first < 0 || at < first)) first = at;
    }
    return first;
  }

  /** Every phrase that stands in the text. */
  allIn(text: string): ReadonlySet<string> {
    const found = new Set<string>();
    this.each(text, (phrase) => found.add(phrase));
    return found;
  }

  /** Tells every phrase that stands in the text, as often as it stands there. */
  each(text: string, tell: (phrase: string) => void): void {
    const tables = this.#made();
    for (const phrase of tables.short) if (text.includes(phrase)) tell(phrase);
    tables.eachLong(text, tell);
  }

  /** Length of the longest phrase that stands at `at`; 0 when none does. */
  lengthAt(text: string, at: number): number {
    const tables = this.#made();
    const long = at + 2 < text.length ? tables.longAt(text, at, tables.keyAt(text, at)) : 0;
    if (long > 0) return long;
    return tables.short.find((phrase) => text.startsWith(phrase, at))?.length ?? 0;
  }

  #made(): Tables {
    this.#tables ??= new Tables(this.phrases);
    return this.#tables;
  }
}

/** The phrases by what they begin with. */
class Tables {
  /** Of the first three units: 0 no phrase begins so, 1 only ones the second table knows, 2 also shorter ones. */
  readonly #table: Uint8Array;
  readonly #second: Uint8Array;
  readonly #mask: number;
  readonly #byKey = new Map<number, string[]>();
  /** Phrases of one or two units. */
  readonly short: string[] = [];

  constructor(phrases: readonly string[]) {
    let places = LEAST_PLACES;
    while (places < MOST_PLACES && places < phrases.length * PLACES_PER_PHRASE) places *= 2;
    this.#table = new Uint8Array(places);
    this.#second = new Uint8Array(places);
    this.#mask = places - 1;
    for (const phrase of phrases) {
      if (phrase.length < 3) {
        this.short.push(phrase);
        continue;
      }
      const key = this.keyAt(phrase, 0);
      if (phrase.length < FIRST_UNITS) this.#table[key] = 2;
      else {
        this.#table[key] = Math.max(this.#table[key] ?? 0, 1);
        this.#second[this.#secondKeyAt(phrase, 0, key)] = 1;
      }
      const known = this.#byKey.get(key);
      if (known) known.push(phrase);
      else this.#byKey.set(key, [phrase]);
    }
  }

  /** Where the first phrase of three units or more stands; -1 where none does. */
  indexOfLong(text: string): number {
    const table = this.#table;
    const mask = this.#mask;
    let first = text.charCodeAt(0);
    let second = text.charCodeAt(1);
    for (let at = 2; at < text.length; at += 1) {
      const third = text.charCodeAt(at);
      const key = (first * 961 + second * 31 + third) & mask;
      if (table[key] !== 0 && this.longAt(text, at - 2, key) > 0) return at - 2;
      first = second;
      second = third;
    }
    return -1;
  }

  /** Tells every phrase of three units or more that stands in the text. */
  eachLong(text: string, tell: (phrase: string) => void): void {
    const table = this.#table;
    const mask = this.#mask;
    let first = text.charCodeAt(0);
    let second = text.charCodeAt(1);
    for (let at = 2; at < text.length; at += 1) {
      const third = text.charCodeAt(at);
      const key = (first * 961 + second * 31 + third) & mask;
      first = second;
      second = third;
      if (table[key] === 0 || !this.#mayStandAt(text, at - 2, key)) continue;
      for (const phrase of this.#byKey.get(key) ?? []) if (standsAt(text, at - 2, phrase)) tell(phrase);
    }
  }

  /** Length of the longest phrase of three units or more that stands at `at`, where the key of the text is `key`. */
  longAt(text: string, at: number, key: number): number {
    if (!this.#mayStandAt(text, at, key)) return 0;
    let length = 0;
    for (const phrase of this.#byKey.get(key) ?? []) {
      if (phrase.length > length && standsAt(text, at, phrase)) length = phrase.length;
    }
    return length;
  }

  /** Where the phrases stand in the tables that begin as the text does at `at`. */
  keyAt(text: string, at: number): number {
    return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & this.#mask;
  }

  #secondKeyAt(text: string, at: number, key: number): number {
    return (key * 31 + this.keyAt(text, at + 3) * 7) & this.#mask;
  }

  #mayStandAt(text: string, at: number, key: number): boolean {
    const kind = this.#table[key];
    if (kind !== 1) return kind === 2;
    return at + FIRST_UNITS <= text.length && this.#second[this.#secondKeyAt(text, at, key)] === 1;
  }
}

/** Several sets, each under a name, looked for in one walk. At most 31. */
export class PhraseGroups<Name extends string> {
  readonly #sets: Readonly<Record<Name, PhraseSet>>;
  #made: Grouped<Name> | undefined;

  constructor(sets: Readonly<Record<Name, PhraseSet>>) {
    this.#sets = sets;
  }

  /** The names of the sets that have a phrase in the text. */
  in(text: string): ReadonlySet<Name> {
    this.#made ??= grouped(this.#sets);
    const { names, all, groups } = this.#made;
    let found = 0;
    all.each(text, (phrase) => {
      found |= groups.get(phrase) ?? 0;
    });
    const told = new Set<Name>();
    for (let index = 0; found >> index !== 0; index += 1) {
      const name = names[index];
      if ((found & (1 << index)) !== 0 && name !== undefined) told.add(name);
    }
    return told;
  }
}

interface Grouped<Name> {
  readonly names: readonly Name[];
  readonly all: PhraseSet;
  /** Of each phrase the sets that it is of: bit n for the n-th name. */
  readonly groups: ReadonlyMap<string, number>;
}

function grouped<Name extends string>(sets: Readonly<Record<Name, PhraseSet>>): Grouped<Name> {
  const names: Name[] = [];
  const groups = new Map<string, number>();
  for (const name in sets) {
    const bit = 1 << names.length;
    names.push(name);
    for (const phrase of sets[name].phrases) groups.set(phrase, (groups.get(phrase) ?? 0) | bit);
  }
  return { names, all: new PhraseSet([...groups.keys()]), groups };
}

/** Phrases that begin alike are many and differ soon: told sooner than `startsWith` tells it. */
function standsAt(text: string, at: number, phrase: string): boolean {
  for (let index = 0; index < phrase.length; index += 1)
    if (text.charCodeAt(at + index) !== phrase.charCodeAt(index)) return false;
  return true;
}
