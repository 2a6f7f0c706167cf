/** The language that a command answers in. */

/** The one that is asked for, as far as there is one; else that of the environment, else English. */
export function languageOf(
  { lang }: { readonly lang?: string },
  languages: readonly string[],
  environmentLanguage: string | undefined,
): string {
  const preferred = languages.find((language) => environmentLanguage?.toLowerCase().startsWith(language));
  return languages.find((language) => language === lang) ?? preferred ?? 'en';
}
