/** Who asks in a language that the program speaks, and did not choose it, is told so once: by words that stand in every text of that language. */
import type { Arrival } from '../../explain/arrival.ts';

const WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  de: new Set(
    (
      'ich nicht und ist eine einen einem mein meine meinen meiner warum wieso wird wurde kann konnte bitte zurück kam kommt bekomme ihre ihrer ' +
      'ihr das dem auf bei für mit noch aber auch sie wir habe hat beim zum zur der steht'
    ).split(' '),
  ),
};
/** So many different words tell a language; one or two stand in names and in others. */
const ENOUGH = 3;
const MAX_TEXT = 4_000;
/** Arrivals that are looked at. */
const MAX_SEEN = 20;

/** The language of a text, where it is one of those known here. */
export function languageIn(text: string): string | undefined {
  const words = new Set(
    text
      .slice(0, MAX_TEXT)
      .toLowerCase()
      .match(/\p{L}{2,20}/gu),
  );
  return Object.entries(WORDS).find(([, known]) => known.intersection(words).size >= ENOUGH)?.[0];
}

/** Looks at what people write around refusals. */
export class LanguageHint {
  #seen = 0;
  #language: string | undefined;

  see({ beside, pasted, input }: Arrival): void {
    if (this.#language !== undefined || this.#seen >= MAX_SEEN || input === 'log') return;
    this.#seen += 1;
    const text = [beside, pasted].filter((words) => words !== undefined).join('\n');
    this.#language = languageIn(text);
  }

  /** The language to offer; undefined where it is the answer's already, or there is none. */
  offer(languages: readonly string[], language: string): string | undefined {
    const asked = this.#language;
    return asked !== undefined && asked !== language && languages.includes(asked) ? asked : undefined;
  }
}
