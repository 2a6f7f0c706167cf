/**
 * Phrases that a filter engine gives points for, each with the engine's rule and its points: never a verdict. The rules are English;
 * text of other languages hits them by chance only and is not looked at.
 */
import type { MailTables, PhraseRule } from '../../../findings/mail-tables.ts';
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { type MailView, type Place, placeInHeader } from '../../../wire/mail-view/index.ts';
import { findPhrases, type Token, tokensOf } from '../../../wire/phrases/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { firstField } from '../headers/fields.ts';
import { spamAssassinRules } from '../published-sources.ts';
import { isEnglish } from './english.ts';
import { visibleBodies } from './visible-body.ts';

/** From so many points on a phrase is told as one that scores. */
const TELLS = 0.5;

export const phrases: MessageCheck = {
  id: 'content/phrases',
  sources: [spamAssassinRules, { title: 'Mail::SpamAssassin::Conf, "score": 1.0 where no score is given' }],
  run: (view, { tables }) => {
    if (tables === undefined) return [draftMessage('unknown', 'could-not-check', 'score')];
    const hits = [...hitsIn(view, tables)];
    if (hits.length > 0) return capped(hits.map(say));
    const isOther = visibleBodies(view).every(({ tokens }) => !isEnglish(tokens()));
    return [
      isOther && visibleBodies(view).length > 0
        ? draftMessage('not-applicable', 'other-language', 'score')
        : draftMessage('pass', 'none', 'score', { rules: tables.phraseRules.size }),
    ];
  },
};

interface Hit {
  readonly rule: PhraseRule;
  readonly phrase: string;
  readonly place: Place;
  times: number;
}

function say({ rule, phrase, place, times }: Hit): MessageDraft {
  const data = { phrase, rule: rule.rule, engine: rule.engine, points: rule.weight, times };
  const engineRules = [{ engine: rule.engine, rule: rule.rule, weight: rule.weight }];
  const consequence = rule.weight >= TELLS ? 'score' : 'information';
  return draftMessage('fail', consequence === 'score' ? 'scores' : 'weighs-little', consequence, data, {
    place,
    engineRules,
  });
}

/** One hit for each rule, at its first place; a rule counts once in the engine too. */
function hitsIn(view: MailView, tables: MailTables): Iterable<Hit> {
  const found = new Map<string, Hit>();
  const look = (
    text: string,
    tokens: readonly Token[],
    where: PhraseRule['where'],
    placeOf: (start: number, end: number) => Place,
  ): void => {
    if (where === 'body' && !isEnglish(tokens)) return;
    for (const { owner, first, last } of findPhrases(tokens, tables.rulePhrases)) {
      const rule = tables.phraseRules.get(owner);
      if (rule === undefined || rule.where !== where || !holds(rule, tokens, first, last)) continue;
      const before = found.get(owner);
      const start = tokens[first]?.start ?? 0;
      const end = tokens[last - 1]?.end ?? start;
      if (before !== undefined) before.times += 1;
      else
        found.set(owner, {
          rule,
          phrase: text.slice(start, Math.min(end, start + 80)).replaceAll(/\s+/g, ' '),
          place: placeOf(start, end),
          times: 1,
        });
    }
  };
  const subject = firstField(view, 'subject');
  if (subject !== undefined)
    look(subject.value, tokensOf(subject.value), 'subject', () => placeInHeader(view, subject));
  for (const { text, tokens, placeOf } of visibleBodies(view)) look(text, tokens(), 'body', placeOf);
  return found.values();
}

function holds(rule: PhraseRule, tokens: readonly Token[], first: number, last: number): boolean {
  if (rule.isAtStart && first > 0) return false;
  return !rule.isCapitals || tokens.slice(first, last).some(({ isCapitals }) => isCapitals);
}
