/** Whom to write to: the operator of the list that is the reason, or the postmaster of the provider that refused. */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { CategoryId } from '../../findings/category.ts';
import type { ProviderCard } from '../provider-card.ts';
import type { Verdict } from '../verdict.ts';
import { isListedNoMore } from './headline.ts';
import { isOwnWord } from './own-words.ts';

/** Refusals that the provider's postmaster can lift; of the others he is not to be asked. */
const LIFTED_BY_PROVIDER = /^(?:reputation|policy|content|auth|dns|rate|greylist|sender\.|unknown)/;

const LISTED: ReadonlySet<CategoryId> = new Set([
  'reputation.ip-listed',
  'reputation.ip-policy-listed',
  'reputation.domain-listed',
  'content.url-listed',
]);

const settledOf = ({ category, cause }: Verdict): CategoryId =>
  cause.isAsserted ? cause.category : category;

/** A list that is known holds the listing: only its operator can end it. `data`: the arguments of the texts. */
export function isForList(verdict: Verdict, data: JsonObject): boolean {
  return data.list !== undefined && LISTED.has(settledOf(verdict)) && !isListedNoMore(verdict);
}

/** The addressee with the way to reach him; '' where nobody is known who could help. */
export function contactOf(
  verdict: Verdict,
  texts: Catalogue,
  card: ProviderCard | undefined,
  data: JsonObject,
): string {
  if (isOwnWord(verdict)) return '';
  if (isForList(verdict, data)) return texts.ui('contact.list', data);
  if (card === undefined || !LIFTED_BY_PROVIDER.test(settledOf(verdict))) return '';
  if (card.appeal !== undefined) return texts.ui('contact.appeal', data);
  return card.postmaster === undefined ? '' : texts.ui('contact.postmaster', data);
}
