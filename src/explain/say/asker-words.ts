/** A refusal in words for whoever says of himself that he did not write the message, or that it was to come to him. */
import type { JsonObject } from '../../base/json.ts';
import { type Catalogue, type CategoryTexts, fillFirst } from '../../findings/catalogue.ts';
import type { CategoryId } from '../../findings/category.ts';
import { type ReceivesGroup, receivesGroupOf } from '../asker.ts';
import type { OwnGroup } from '../own-refusal.ts';
import type { Verdict } from '../verdict.ts';
import { isPutOff } from './headline.ts';

type AskersWords = CategoryTexts & { readonly headline: string };

/** The category's own clause; that the words do not say why is said where they do not. */
const becauseOf = (category: CategoryId, texts: Catalogue, data: JsonObject): string =>
  category === 'unknown'
    ? texts.ui('own.because.unknown')
    : fillFirst(texts.category(category).because, data);

/** What his server's own rules must not be given up for. */
const AVOIDED: Readonly<Partial<Record<ReceivesGroup, OwnGroup>>> = {
  relay: 'relay',
  'no-login': 'relay',
  recipient: 'recipient',
  listed: 'listed',
  sender: 'sender',
  content: 'content',
};

/** The words of such a verdict; undefined of any other. `data`: the arguments of the texts, with a speaker. */
export function askerWords(verdict: Verdict, texts: Catalogue, data: JsonObject): AskersWords | undefined {
  const { asker, category, speaker } = verdict;
  if (asker === undefined || asker === 'has-mailbox') return undefined;
  const usual = texts.category(category);
  const nothing = { tell: [], fine: [], wait: [] };
  const turn = [texts.ui(`${asker}.turn`)];
  if (asker === 'did-not-send') {
    const because = becauseOf(category, texts, data);
    const headline = texts.ui(
      isPutOff(verdict) ? 'did-not-send.headline.deferred' : 'did-not-send.headline',
      {
        ...data,
        because,
      },
    );
    const avoid = [texts.ui('did-not-send.avoid')];
    return { ...usual, ...nothing, title: texts.ui('did-not-send.title'), headline, turn, avoid };
  }
  const because =
    texts.find(`receives.because.${category}`, data) ??
    texts.find(`own.because.${category}`, data) ??
    becauseOf(category, texts, data);
  const key = isPutOff(verdict) ? 'receives.headline.deferred' : 'receives.headline';
  const avoid = AVOIDED[receivesGroupOf(category)];
  return {
    ...usual,
    ...nothing,
    headline: texts.ui(key, { because, ...(speaker.host !== undefined && { host: speaker.host }) }),
    turn,
    wait: [texts.ui('receives.wait')],
    avoid: avoid === undefined ? [] : [texts.ui(`own.avoid.${avoid}`)],
  };
}
