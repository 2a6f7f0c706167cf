/**
 * Text that was broken where it was made: UTF-8 that was read as Latin-1 ('GrÃ¼ÃŸe'), letters that nobody could read (U+FFFD), and
 * character references where no HTML is read ('Tom &amp; Jerry').
 */
import type { Consequence, MessageCheck } from '../../../findings/message-check.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { htmlStandard } from '../html/html-parts.ts';
import { rfc } from '../published-sources.ts';
import { consequenceOf, type ShownText, shownTexts } from './shown-texts.ts';

/** What windows-1252 makes of the octets 80 to BF, but for the no-break space, which stands behind 'Ã' in Portuguese capitals. */
const CONTINUED =
  '[\\u0080-\\u009f\\u00a1-\\u00bf\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u2013\\u2014\\u2018-\\u201e\\u2020-\\u2022\\u2026\\u2030\\u2039\\u203a\\u20ac\\u2122]';
/** Leading octets of two (C2, C3, CE, D0, D1) and of three (E2 80 …): as Latin letters with what never follows them in a word. */
const MISREAD = new RegExp(
  `(?:[ÃÎÐÑ]${CONTINUED}|â(?:€|\\u0080)${CONTINUED}|Â[\\u00a0-\\u00bf](?=\\d|\\s|$))`,
  'g',
);
const REPLACED = /\ufffd/g;
const REFERENCE =
  /&(?:amp|nbsp|lt|gt|quot|apos|copy|euro|[aouAOU]uml|szlig|eacute|egrave|ndash|mdash|[lr][sd]quo|hellip|#\d{2,5}|#x[0-9a-fA-F]{2,4});/g;
/** One may be meant; several are not. */
const MIN_MISREAD = 2;

interface Fault {
  readonly message: 'misread' | 'replaced' | 'reference';
  readonly consequence: Consequence;
  readonly matches: readonly RegExpExecArray[];
}

export const brokenText: MessageCheck = {
  id: 'leftovers/broken-text',
  sources: [rfc('2046 §4.1.2'), htmlStandard],
  run: (view, { profile }) => {
    const worst = consequenceOf(profile);
    const drafts = shownTexts(view).flatMap((shown) =>
      faultsOf(shown, worst).flatMap(({ message, consequence, matches }) => {
        const [first] = matches;
        if (first === undefined) return [];
        const around = shown.text.slice(Math.max(0, first.index - 20), first.index + 20).trim();
        const place = shown.placeOf(first.index, first.index + first[0].length);
        return [
          draftMessage('fail', message, consequence, { text: around, times: matches.length }, { place }),
        ];
      }),
    );
    return drafts.length === 0 ? [draftMessage('pass', 'none', 'rendering')] : capped(drafts);
  },
};

function faultsOf({ kind, text }: ShownText, worst: Consequence): readonly Fault[] {
  const found = (form: RegExp): readonly RegExpExecArray[] => [...text.matchAll(form)].slice(0, 1_000);
  const misread = found(MISREAD);
  const reference = kind === 'html' ? [] : found(REFERENCE);
  return [
    // A subject is short: one pair of letters is enough.
    {
      message: 'misread',
      consequence: worst,
      matches: misread.length >= (kind === 'plain' ? MIN_MISREAD : 1) ? misread : [],
    },
    { message: 'replaced', consequence: worst, matches: found(REPLACED) },
    { message: 'reference', consequence: kind === 'plain' ? 'information' : worst, matches: reference },
  ];
}
