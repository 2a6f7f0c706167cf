/**
 * Other spellings of a word that no rule knows: without the article or particle that French, Italian and Catalan elide before it ("d'envoi",
 * "dell'utente", "s'authentifier"), and with umlauts where they were written out ('verfuegbar', 'uebersendet', 'laesst').
 */

const APOSTROPHES = /['\u2019\u2018\u02bc\u00b4]/;
/** "aujourd'hui" and "isn't" have none of these. */
const ELIDED = new Set(
  'l d s n m t c j qu jusqu lorsqu puisqu quoiqu un dell nell sull all dall quest quell nessun'.split(' '),
);
const LEAST = 4;

/** The word behind an elided one; `given` is `word` as the text has it, with its apostrophe. */
function withoutElision(word: string, given: string): string | undefined {
  const at = given.search(APOSTROPHES);
  if (at < 1 || given.length - at <= LEAST || !ELIDED.has(given.slice(0, at).toLowerCase())) return undefined;
  return word.slice(at);
}

/** The word with 'ae', 'oe' and 'ue' as the letters without their dots. */
function withoutDigraphs(word: string): string | undefined {
  if (word.length < LEAST + 2 || !/[aou]e/.test(word)) return undefined;
  return word.replaceAll(/([ao])e|(?<![aeoqu])(u)e/g, '$1$2');
}

/** The id of another spelling of a word that has none, 0 where there is no such; `given` is the word as the text has it. */
export function idOfOther(word: string, given: string, idOf: (text: string) => number): number {
  const other = word.length < given.length ? withoutElision(word, given) : withoutDigraphs(word);
  return other === undefined ? 0 : idOf(other);
}
