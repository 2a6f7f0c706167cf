/** Sentences that are kept in several languages: each thing has its own, and beside it the same in others. */

/** Language → sentences. */
export type Sayings<Sentences> = Readonly<Record<string, Sentences>>;

/** Something that was said in one language. */
export interface Spoken<Sentences extends object> {
  /** Absent: not known, kept before it was noted. */
  readonly language?: string;
  /** The same sentences in others. */
  readonly said?: Sayings<Sentences>;
}

/** As it is told: in one language. */
export type Told<Thing> = Omit<Thing, 'said'> & { readonly said?: never };

/** A thing for whoever reads `language`: in it where that is kept, else as it was said; its own `language` says which. Without `language`: as it was said. */
export function spokenIn<Thing extends Spoken<object>>(
  { said, ...thing }: Thing,
  language: string | undefined,
): Told<Thing> {
  const other = language === undefined || language === thing.language ? undefined : said?.[language];
  return (other === undefined ? thing : { ...thing, ...other, language }) as Told<Thing>;
}
