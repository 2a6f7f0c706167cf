/**
 * What goes wrong between a key and its TXT record: quotes and backslashes of a zone file published with the text, PEM
 * lines, a whole line of a zone file, typographic signs, semicolons that got lost. Finds it and, where the rest is
 * sound, gives the record as it was meant. Linear; texts over 8,192 characters are not looked at.
 */
import { inspectDkimKey } from './key-record.ts';

export type KeyTextFault =
  | 'quotes'
  | 'escaped-semicolon'
  | 'pem-lines'
  | 'zone-line'
  | 'odd-characters'
  | 'no-semicolon';

const maxLength = 8192;
const pemLine = /-----(BEGIN|END) (RSA )?PUBLIC KEY-----/g;
/** 'IN TXT', or a bare 'TXT' before a quote or bracket. */
const zoneLine = /\b(IN[ \t]+TXT|TXT[ \t]*[("])/i;
const lostSemicolon = /\b[vktsh]=[^;=\s]{1,40}[ \t]+(?=[vhknpst]=)/;

const signs: readonly (readonly [KeyTextFault, (text: string) => number])[] = [
  ['quotes', (text) => text.search(/["“”„]|\u00e2\u0080[\u009c-\u009e]/)],
  ['escaped-semicolon', (text) => text.indexOf('\\;')],
  ['pem-lines', (text) => text.search(/-----(BEGIN|END) /)],
  ['zone-line', (text) => text.search(zoneLine)],
  ['odd-characters', (text) => text.search(/[^\x20-\x7e\t]/)],
  ['no-semicolon', (text) => text.search(lostSemicolon)],
];

/** The faults of the text, each with the offset where it first shows. */
export function keyTextFaults(
  text: string,
): readonly { readonly code: KeyTextFault; readonly start: number }[] {
  if (text.length > maxLength) return [];
  return signs.flatMap(([code, find]) => {
    const start = find(text);
    return start < 0 ? [] : [{ code, start }];
  });
}

/** What a record may say in due form, though no verifier takes the key: not the text is at fault. */
const inForm: ReadonlySet<string> = new Set(['not-for-mail', 'no-usable-hash', 'short-key']);

/** The record that was meant; undefined where what is left cannot be read as a key record either. */
export function mendKeyText(text: string): string | undefined {
  if (text.length > maxLength) return undefined;
  const bare = text.replace(pemLine, '').replace(/[\\"'()“”„]/g, '');
  const ascii = bare.replace(/[^\x20-\x7e]/g, '');
  const line = zoneLine.exec(text) === null ? ascii : ascii.slice(Math.max(ascii.search(/\b[vkp]=/), 0));
  const parted = line.replace(/\b([vktsh]=[^;=\s]{1,40})[ \t]+(?=[vhknpst]=)/g, '$1; ');
  const { tags, faults } = inspectDkimKey(parted);
  if (faults.some(({ code }) => !inForm.has(code))) return undefined;
  const mended = tags
    .map(({ name, value }) => `${name}=${name === 'p' ? value.replace(/[ \t]/g, '') : value}`)
    .join('; ');
  return mended === '' ? undefined : mended;
}
