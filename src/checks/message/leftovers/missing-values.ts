/** Does it say 'undefined' or 'null' where a value was meant: behind a greeting, a colon, a currency, in a link? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { htmlOfPart } from '../../../wire/html/index.ts';
import { placeInText } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { consequenceOf, shownTexts } from './shown-texts.ts';
import { emptyValues } from './sources.ts';

const greetings =
  'hello|hi|hey|dear|hallo|liebe|lieber|liebe\\(r\\)|liebe[/*:]r|sehr geehrter?|sehr geehrte\\(r\\)|sehr geehrte[/*:]r|guten tag|' +
  'bonjour|salut|cher|chère|hola|estimado|estimada|ciao|buongiorno|gentile|caro|cara|olá|' +
  'prezado|hej|hei|beste|cześć|witaj|dzień dobry|ahoj|dobrý den|merhaba|sayın|здравствуйте|привет|уважаемый';
const titles = '(?: (?:frau|herrn?|mrs?|ms|dr|mme|sra?|sig|sig\\.ra)\\.?)?';
const empty = '(?:undefined|null|NaN|None|nil|\\(null\\)|\\[object Object\\])';
/** 'None', 'null and void' and 'undefined behaviour' are words where a sentence goes on, or a list names what there is. */
const lineEnd = '(?=[ \\t]{0,5}[.,;!)]?[ \\t]{0,5}$)';

/** Bounded, and no two repetitions side by side. */
const forms: readonly { readonly message: string; readonly form: RegExp }[] = [
  { message: 'object', form: /\[object (?:Object|Array|Promise|Undefined|Null)\]/g },
  {
    message: 'greeting',
    form: new RegExp(`(?<![\\p{L}])(?:${greetings})${titles} ${empty}(?=[ \\t]{0,5}(?:[,.!:;–-]|$))`, 'gimu'),
  },
  { message: 'greeting', form: new RegExp(`(?<![\\p{L}])(?:${greetings})${titles} undefined(?= )`, 'giu') },
  { message: 'value', form: new RegExp(`: ?(?:undefined|null|nil)${lineEnd}`, 'gmu') },
  { message: 'value', form: /: ?(?:NaN|\(null\)|\[object Object\])(?=[\s.,;!)%€]|$)/g },
  {
    message: 'value',
    form: /(?:#|№ ?|\b(?:Nr\.?|No\.|Nº|N°|Num\.|Núm\.|č\.) ?#?)(?:undefined|null|NaN)(?![\p{L}\p{N}])/giu,
  },
  {
    message: 'value',
    form: /[$€£¥] ?(?:NaN|undefined|null)\b|\b(?:NaN|undefined|null) ?[$€£¥%]|\bInvalid Date\b|\b(?:undefined|null) (?:undefined|null)\b/g,
  },
];
/** 'Null' with a capital letter is a family name, 'nan' a grandmother. */
const isValue = (message: string, text: string): boolean =>
  message !== 'greeting' || !/(?: (?:Null|Nil|nan|Nan|none|Undefined))$/.test(text);
const greetingAlone = {
  message: 'greeting-without-name',
  form: new RegExp(`^\\s{0,20}(?:${greetings})${titles} {1,3},`, 'gimu'),
};
const all = [...forms, greetingAlone];

/** Stands in every text that one of the forms meets; most texts have none of it. */
const MAY_BE = /undefined|null|nan|none|nil|\[object |invalid date/i;

export const missingValues: MessageCheck = {
  id: 'leftovers/missing-values',
  sources: emptyValues,
  run: (view, { profile }) => {
    const worst = consequenceOf(profile);
    const drafts = shownTexts(view).flatMap(({ text, placeOf }) =>
      (MAY_BE.test(text) ? all : [greetingAlone]).flatMap(({ message, form }) =>
        [...text.matchAll(form)]
          .slice(0, 50)
          .filter((match) => isValue(message, match[0]))
          .map((match) =>
            draftMessage(
              'fail',
              message,
              message === 'greeting-without-name' ? 'information' : worst,
              { text: match[0].trim().slice(0, 80) },
              { place: placeOf(match.index, match.index + match[0].length) },
            ),
          ),
      ),
    );
    for (const part of view.texts) {
      if (part.kind !== 'html') continue;
      for (const { href, hrefSpan } of htmlOfPart(part).anchors) {
        if (href === undefined || hrefSpan === undefined || drafts.length > 1_000) continue;
        if (
          !/[/=](?:undefined|null|NaN|\[object Object\]|%5Bobject%20Object%5D)(?=[/&?#]|$)/.test(
            href.slice(0, 2_000),
          )
        )
          continue;
        const place = placeInText(view, part, hrefSpan.start, hrefSpan.end);
        drafts.push(draftMessage('fail', 'link', worst, { text: href.slice(0, 80) }, { place }));
      }
    }
    return drafts.length === 0 ? [draftMessage('pass', 'none', 'rendering')] : capped(drafts);
  },
};
