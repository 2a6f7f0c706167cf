/** What our own server turned away, in words for the receiving side: nobody has to be asked, and often nothing is to be done. */
import type { JsonObject } from '../../base/json.ts';
import { type Catalogue, type CategoryTexts, fillFirst } from '../../findings/catalogue.ts';
import { clientGroupOf } from '../own-client.ts';
import { ownGroupOf } from '../own-refusal.ts';
import type { TurnedAway, Verdict } from '../verdict.ts';

/** Did our own server say it, as its log tells? Then there is nobody to write to. */
export const isOwnWord = ({ turnedAway, reply }: Verdict): boolean =>
  turnedAway !== undefined || reply.ownStep === 'delivery' || reply.ownStep === 'filter';

type OwnWords = CategoryTexts & { readonly headline: string };

/** Who was turned away: by account, by name and address, else by the sender's address. */
function clientOf({ turnedAway, reply }: Verdict): string {
  const { ip, host, helo, login } = turnedAway ?? {};
  if (login !== undefined) return login;
  const named = [host ?? helo, ip === undefined ? undefined : `[${ip}]`].filter((part) => part !== undefined);
  return named.join(' ') || (reply.sender ?? '');
}

/** The reason, where a category's own clause speaks to the sender. */
function becauseOf({ category }: Verdict, texts: Catalogue, data: JsonObject): string {
  return texts.find(`own.because.${category}`, data) ?? fillFirst(texts.category(category).because, data);
}

const headlineKey = ({ own: ownership, isWarning }: TurnedAway, isTransient: boolean): string => {
  if (isWarning === true) return 'own.warned';
  if (ownership !== undefined) return `own-client.refused.${ownership}`;
  return isTransient ? 'own.deferred' : 'own.refused';
};

/** A list made our server refuse a provider's, which sends for many: that is ours to weigh. */
const isProvidersListed = ({ turnedAway, category }: Verdict): boolean =>
  turnedAway?.isKnown === true &&
  turnedAway.own === undefined &&
  ownGroupOf(category, turnedAway) === 'listed';

/** Whose turn it is where somebody waits for it, or where a provider's server was listed. */
function turnOf(verdict: Verdict, texts: Catalogue): string | undefined {
  if (verdict.asker === 'receives') return texts.ui('receives.turn');
  return isProvidersListed(verdict) ? texts.ui('own.turn.known') : undefined;
}

/** The words of a verdict on what our own server turned away; undefined of any other. */
export function ownWords(verdict: Verdict, texts: Catalogue, data: JsonObject): OwnWords | undefined {
  if (verdict.turnedAway === undefined) return undefined;
  const { own: ownership } = verdict.turnedAway;
  const of = ownership === undefined ? 'own' : 'own-client';
  const group =
    ownership === undefined
      ? ownGroupOf(verdict.category, verdict.turnedAway)
      : clientGroupOf(verdict.category);
  const own = (part: string): string => texts.ui(`${of}.${part}.${group}`, data);
  const avoid = own('avoid');
  const because = becauseOf(verdict, texts, data);
  const client = clientOf(verdict);
  return {
    ...texts.category(verdict.category),
    title: own('title'),
    headline: texts.ui(headlineKey(verdict.turnedAway, verdict.class === 'transient'), {
      because,
      ...(client !== '' && { client }),
      ...(verdict.speaker.host !== undefined && { host: verdict.speaker.host }),
    }),
    turn: [turnOf(verdict, texts) ?? own('turn')],
    tell: [],
    avoid: [avoid, ownership === 'network' ? texts.ui('own-client.proxy') : ''].filter((one) => one !== ''),
    wait: [],
    fine: [],
  };
}
