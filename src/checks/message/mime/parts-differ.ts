/** Do the plain text and the HTML say the same? Words of what is seen are compared; addresses of links are left out. */
import type { JsonObject } from '../../../base/json.ts';
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { htmlOfPart } from '../../../wire/html/index.ts';
import { type MailView, type Place, placeInText, type TextPart } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { alternativeRules } from './alternative-words.ts';

const MAX_CHARACTERS = 500_000;
const MIN_WORDS = 20;
const MAX_MISSING = 0.5;

export const partsDiffer: MessageCheck = {
  id: 'mime/parts-differ',
  sources: [rfc('2046 §5.1.4'), rspamdRules, spamAssassinRules],
  run: (view) => {
    const html = view.texts.find(({ kind }) => kind === 'html');
    const plain = view.texts.find(({ kind }) => kind === 'plain');
    if (html === undefined || plain === undefined || plain.text.trim() === '')
      return [draftMessage('not-applicable', 'not-both', 'score')];
    const rules = alternativeRules(view);
    // The rules of an engine count whatever we find: few words, other words, or a third part beside the two.
    const byRuleAlone = (data: JsonObject): readonly MessageDraft[] =>
      rules.map(({ rule, weight }) =>
        draftMessage('fail', rule === 'MPART_ALT_DIFF' ? 'nothing-shared' : 'much-more-text', 'score', data, {
          place: beginningOf(view, plain),
          engineRules: [spamAssassin(rule, weight)],
        }),
      );
    const seen = htmlOfPart(html)
      .runs.filter(({ hidden }) => hidden === undefined)
      .map(({ text }) => text)
      .join(' ');
    const ofHtml = wordsOf(seen);
    const ofPlain = wordsOf(plain.text);
    if (ofHtml.size < MIN_WORDS)
      return rules.length > 0 ? byRuleAlone({}) : [draftMessage('not-applicable', 'few-words', 'score')];
    let missing = 0;
    for (const word of ofHtml) if (!ofPlain.has(word)) missing++;
    const share = missing / ofHtml.size;
    const data = { percent: Math.round(share * 100), words: ofHtml.size };
    if (share <= MAX_MISSING)
      return rules.length > 0 ? byRuleAlone(data) : [draftMessage('pass', 'alike', 'score', data)];
    // rspamd counts what is over one half, twofold where there are more than 30 words.
    const weight = Math.round((share - 0.5) * (ofHtml.size > 30 ? 2 : 1) * 100) / 100;
    return [
      draftMessage('fail', 'differ', 'score', data, {
        place: beginningOf(view, plain),
        engineRules: [
          rspamd('R_PARTS_DIFFER', weight),
          ...rules.map(({ rule, weight: points }) => spamAssassin(rule, points)),
        ],
      }),
    ];
  },
};

/** The first line of the text that says something. */
function beginningOf(view: MailView, part: TextPart): Place {
  const start = Math.max(0, part.text.search(/\S/));
  const lineEnd = part.text.indexOf('\n', start);
  const end = lineEnd < 0 ? part.text.length : lineEnd;
  return placeInText(view, part, start, Math.min(end, start + 80));
}

/** Words of three letters or more, in lower case; scripts without spaces character by character. */
function wordsOf(text: string): ReadonlySet<string> {
  const bare = text.slice(0, MAX_CHARACTERS).replaceAll(/\b(?:https?:\/\/|www\.)\S+/gi, ' ');
  const words = new Set<string>();
  for (const [word] of bare
    .toLowerCase()
    .matchAll(/[\p{L}\p{M}\p{N}]{3,}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)) {
    if (words.size >= 20_000) break;
    if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word))
      for (const char of word) words.add(char);
    else words.add(word.slice(0, 40));
  }
  return words;
}
