/** A sentence that is kept: in the language of the server's messages, and beside it in all others. */

import type { Spoken } from '../base/spoken.ts';
import type { Catalogue } from '../findings/catalogue.ts';

export interface Languages {
  /** Those that everything is said in. */
  readonly all: readonly string[];
  readonly textsIn: (language: string) => Catalogue;
}

/** What `say` makes of each language; `first`: the one that messages are sent in. */
export function sayEverywhere<Sentences extends object>(
  say: (texts: Catalogue) => Sentences,
  first: string,
  { all, textsIn }: Languages,
): Sentences & Spoken<Sentences> {
  const others = all.filter((language) => language !== first);
  return {
    ...say(textsIn(first)),
    language: first,
    said: Object.fromEntries(others.map((language) => [language, say(textsIn(language))] as const)),
  };
}
