/** A text as it reads: what stands for a sign in HTML, in source code, in quoted-printable or in full width is that sign. Linear. */

const NAMED: Readonly<Record<string, string>> = {
  commat: '@',
  period: '.',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  plus: '+',
  lowbar: '_',
  num: '#',
  equals: '=',
  hyphen: '-',
  nbsp: ' ',
};

const ENTITY =
  /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(commat|period|amp|lt|gt|quot|plus|lowbar|num|equals|hyphen|nbsp));/gi;
const ESCAPE = /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/gi;
/** What is not seen, and could part a name: soft hyphen, joiners, marks of direction. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** Words in another charset (RFC 2047), cut or whole: names of people in most cases. */
const ENCODED_WORD = /=\?[^?\s]{1,40}\?[bq]\?[^?\s]{0,400}(?:\?=)?/gi;

const signOf = (code: number, otherwise: string): string =>
  code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : otherwise;

/** The text as it reads; encoded words are withheld, full-width signs are narrow. */
export function plainSpelling(text: string): string {
  return (
    text
      .replaceAll(UNSEEN, '')
      .replaceAll(ENTITY, (found, decimal?: string, hex?: string, name?: string) =>
        name !== undefined
          ? (NAMED[name.toLowerCase()] ?? found)
          : signOf(decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16), found),
      )
      .replaceAll(ESCAPE, (found, wide?: string, short?: string) =>
        signOf(Number.parseInt(wide ?? short ?? '', 16), found),
      )
      .replaceAll(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
      .replaceAll('\ufe6b', '@')
      .replaceAll(ENCODED_WORD, '***')
      // Quoted-printable, only where an address goes on: 'joe=40example.org'.
      .replaceAll(/(?<=[\p{L}\p{N}])=40(?=[a-z\d-]{1,63}\.[a-z])/giu, '@')
  );
}
