/** Words in which case and accents do not matter: what is looked for and what it is looked for in are folded alike. */

/** Letters that are no letter with an accent to Unicode, but are written without one by those who have no such key. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

/** Folds a text: 'Zürich STRASSE' and 'Zurich Straße' become the same. Spaces of all kinds become one. */
export function foldWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[ßæœøłđðþıς]/g, (letter) => plain[letter] ?? letter)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
}

const maxQuery = 200;
const maxWords = 10;

/** The words of a query, folded; at most ten. */
export function queryWords(query: string): readonly string[] {
  return foldWords(query.slice(0, maxQuery))
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, maxWords);
}

/** A pattern for `like … escape '!'` that finds the word anywhere. */
export function likePattern(word: string): string {
  return `%${word.replace(/[!%_]/g, '!$&')}%`;
}
