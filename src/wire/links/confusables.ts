/**
 * Names that look alike (UTS #39 §4, with a small table of our own): letters of Cyrillic, Greek and Armenian that look like Latin
 * ones, accents, and the digits and pairs of letters that are read for others.
 */

const rows: readonly (readonly [string, string])[] = [
  ['a', 'аɑα'],
  ['b', 'ЬƄ'],
  ['c', 'сϲ'],
  ['d', 'ԁɗ'],
  ['e', 'еҽє'],
  ['g', 'ɡց'],
  ['h', 'һհ'],
  ['i', 'іιɩı'],
  ['j', 'ј'],
  ['k', 'кκ'],
  ['l', 'ӏⅼⲓ1|'],
  ['m', 'м'],
  ['n', 'ոп'],
  ['o', 'оοօσ0'],
  ['p', 'рρ'],
  ['q', 'ԛգ'],
  ['r', 'гᴦ'],
  ['s', 'ѕ'],
  ['t', 'тτ'],
  ['u', 'υսц'],
  ['v', 'ѵν'],
  ['w', 'ԝшω'],
  ['x', 'хχ'],
  ['y', 'уүγ'],
  ['z', 'ᴢ'],
];

const table = new Map(
  rows.flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

/** What the text looks like: equal for texts that are hard to tell apart. Reads 256 characters. */
export function skeletonOf(text: string): string {
  const plain = text.slice(0, 256).normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  let seen = '';
  for (const char of plain) seen += table.get(char) ?? char;
  return seen.replaceAll('rn', 'm').replaceAll('vv', 'w');
}

/** True for two different names that look the same. */
export function looksLike(one: string, other: string): boolean {
  return one !== other && skeletonOf(one) === skeletonOf(other);
}

/** True where every letter is of another script than Latin and the whole still reads as Latin: 'аррӏе'. */
export function isWhollyConfusable(label: string): boolean {
  const letters = [...label].filter((char) => /\p{L}/u.test(char));
  if (letters.length < 2 || letters.some((char) => char < '\u0250')) return false;
  return /^[a-z0-9-]+$/.test(skeletonOf(label));
}
