/** In which language a document says what it says. */

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** 'en', 'de'; of several in one document that of the first; undefined where it does not say. */
export function languageOfDocument(document: unknown): string | undefined {
  for (const list of [member(document, 'audits'), member(document, 'reports')])
    if (Array.isArray(list)) return languageOfDocument(list[0]);
  const language = member(document, 'language') ?? member(member(document, 'words'), 'language');
  return typeof language === 'string' ? language : undefined;
}
