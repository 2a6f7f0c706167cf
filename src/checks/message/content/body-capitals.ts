/** Text in capitals, of what readers see: the share, and the longest run. Headings, buttons and legal notes do not count. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import type { HtmlElement } from '../../../wire/html/types.ts';
import { draftMessage } from '../draft-message.ts';
import { spamAssassin } from '../engine-rules.ts';
import { spamAssassinRules } from '../published-sources.ts';
import { countLetters, type LetterCount } from './letters.ts';
import { type VisibleBody, visibleBodies } from './visible-body.ts';

const MIN_LETTERS = 200;
/** Letters in capitals, one sentence after another, that are told. */
const LONG_RUN = 200;
const LEGAL =
  /\b(?:warrant(?:y|ies)|liab(?:le|ility)|merchantab|copyright|licen[cs]e|disclaim|confidential|haftung|gewährleistung)/i;

interface Run {
  readonly start: number;
  readonly end: number;
  readonly letters: number;
}

export const bodyCapitals: MessageCheck = {
  id: 'content/body-capitals',
  sources: [spamAssassinRules],
  run: (view) => {
    const [body] = visibleBodies(view);
    if (body === undefined) return [draftMessage('not-applicable', 'no-text', 'information')];
    const { letters, capitals, caseless, longest } = countedOf(body);
    if (letters < MIN_LETTERS)
      return [draftMessage('not-applicable', caseless > letters ? 'no-case' : 'too-short', 'information')];
    const percent = Math.round((100 * capitals) / letters);
    const data = { percent, longest: longest.letters };
    const place = body.placeOf(longest.start, longest.end);
    // With Bayes SpamAssassin gives 0.001 for both.
    if (percent >= 75)
      return [
        draftMessage('fail', 'mostly', 'score', data, {
          place,
          engineRules: [spamAssassin('UPPERCASE_75_100', 1.189)],
        }),
      ];
    if (percent >= 50)
      return [
        draftMessage('fail', 'half', 'score', data, {
          place,
          engineRules: [spamAssassin('UPPERCASE_50_75', 0.791)],
        }),
      ];
    if (longest.letters >= LONG_RUN)
      return [draftMessage('fail', 'long-run', 'information', data, { place })];
    return [draftMessage('pass', 'in-order', 'information', data)];
  },
};

interface Line {
  readonly text: string;
  readonly count: LetterCount;
  readonly start: number;
}

interface Counted extends LetterCount {
  /** Lines in capitals that follow one another, blank ones between them too. */
  readonly longest: Run;
}

/** The letters of all lines that count, one line after the other: there may be millions. */
function countedOf(body: VisibleBody): Counted {
  const sum = { letters: 0, capitals: 0, caseless: 0 };
  let longest: Run = { start: 0, end: 0, letters: 0 };
  let run: Run | undefined;
  for (const { text, start, count } of linesOf(body)) {
    const { letters, capitals, caseless } = count;
    sum.letters += letters;
    sum.capitals += capitals;
    sum.caseless += caseless;
    if (letters === 0) continue;
    const isCapital = capitals >= letters * 0.9;
    run = isCapital ? longer(run, start, start + text.length, letters) : undefined;
    if (run !== undefined && run.letters > longest.letters) longest = run;
  }
  return { ...sum, longest };
}

const longer = (run: Run | undefined, start: number, end: number, letters: number): Run => ({
  start: run?.start ?? start,
  end,
  letters: (run?.letters ?? 0) + letters,
});

/** Lines that count and are not empty. */
function* linesOf({ text: all, elementAt }: VisibleBody): Generator<Line> {
  let next = 0;
  for (let start = 0; start < all.length; start = next + 1) {
    const found = all.indexOf('\n', start);
    next = found < 0 ? all.length : found;
    if (next === start) continue;
    const text = all.slice(start, next);
    if (!LEGAL.test(text) && !isHeadingOrButton(elementAt(start)))
      yield { text, start, count: countLetters(text) };
  }
}

function isHeadingOrButton(element: HtmlElement | undefined): boolean {
  let at = element;
  for (let step = 0; at !== undefined && step < 6; step += 1) {
    if (/^(?:h[1-6]|a|button|th|caption|legend)$/.test(at.name)) return true;
    at = at.parent;
  }
  return false;
}
