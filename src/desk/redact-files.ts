/** Names of files: people name them after people and subjects, so only their ending is shown, and which of several it is. */
import { folded, isVocabulary } from '../explain/say/withhold-addresses-names.ts';
import { ADVICE_WORDS } from './redact-words.ts';

export interface FileNamer {
  /** '***.eml'; of several '***-2.eml'. What the program itself calls an input ('This text') stays. */
  readonly nameOf: (name: string) => string;
  /** A text in which the names stand. */
  readonly inText: (text: string) => string;
}

const MAX_FILES = 200;

const isOurWord = (word: string): boolean => ADVICE_WORDS.has(folded(word)) || isVocabulary(word);

/** Words, and all of them our own: 'standard input'. */
const isOurs = (name: string): boolean =>
  /^[\p{L} ]{1,60}$/u.test(name) && (name.match(/\p{L}+/gu) ?? []).every(isOurWord);

/** `names`: of all files of the document, in its order. */
export function fileNamer(names: Iterable<string>): FileNamer {
  const all = [...new Set(names)].filter((name) => name !== '' && !isOurs(name));
  const places = new Map(all.map((name, place) => [name, place + 1]));
  const nameOf = (name: string): string => {
    if (name === '' || isOurs(name)) return name;
    const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[0] ?? '';
    const place = places.get(name);
    return `***${all.length > 1 && place !== undefined ? `-${place}` : ''}${ending}`;
  };
  const spellings = all
    .slice(0, MAX_FILES)
    .flatMap((name) =>
      [name, name.split(/[\\/]/).at(-1) ?? ''].map((spelling) => [spelling, nameOf(name)] as const),
    )
    .filter(([spelling]) => spelling.length > 1)
    // The longest first: one may begin with another.
    .toSorted(([a], [b]) => b.length - a.length);
  return {
    nameOf,
    inText: (text) =>
      spellings.reduce(
        (shown, [from, to]) => (shown.includes(from) ? shown.replaceAll(from, () => to) : shown),
        text,
      ),
  };
}
