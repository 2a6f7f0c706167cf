/** Fills one text of the catalogue: placeholders in braces, and the form that a count asks for. */

export type TextValues = Readonly<Record<string, string | number>>;
export type Texts = Readonly<Record<string, string>>;

const rules = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

function cached<T>(map: Map<string, T>, language: string, make: () => T): T {
  const known = map.get(language) ?? make();
  map.set(language, known);
  return known;
}

/**
 * The text of `key`; where it has forms (`key.one`, `key.other`), the one for `values.count`. Numbers are written as the language
 * writes them; a placeholder that is not given stays, and so does a key that nobody knows: both are seen at once.
 */
export function fillText(texts: Texts, language: string, key: string, values: TextValues = {}): string {
  const count = values['count'];
  const form =
    typeof count === 'number'
      ? cached(rules, language, () => new Intl.PluralRules(language)).select(count)
      : 'other';
  const text = texts[key] ?? texts[`${key}.${form}`] ?? texts[`${key}.other`] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number'
      ? cached(numbers, language, () => new Intl.NumberFormat(language)).format(value)
      : value;
  });
}
