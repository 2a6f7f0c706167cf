/** What the codes in a reply mean: by the card of the provider that said them, else by their RFC. */
import type { Catalogue } from '../../findings/catalogue.ts';
import { meaningOfEnhancedStatus } from '../../wire/smtp/index.ts';
import { codesIn, type ProviderCard } from '../provider-card.ts';
import type { Verdict } from '../verdict.ts';

/** What the code means by its RFC, where its speaker is not known to give it a meaning of its own. */
function registeredMeaning(enhancedStatus: string | undefined, texts: Catalogue): readonly string[] {
  const registered = enhancedStatus === undefined ? undefined : meaningOfEnhancedStatus(enhancedStatus);
  if (registered === undefined) return [];
  const { meaning, rfc } = registered;
  return [
    texts.ui('codeRegistered', { code: enhancedStatus, meaning: texts.ui(`enhanced.${meaning}`), rfc }),
  ];
}

/** What the provider's own codes in the reply mean, and when its page was read. */
export function codeMeaningsOf(
  verdict: Verdict,
  texts: Catalogue,
  card: ProviderCard | undefined,
): readonly string[] {
  const { text, enhancedStatus } = verdict.reply;
  const own = card === undefined ? [] : codesIn(card, text, enhancedStatus);
  if (card === undefined || own.length === 0) return registeredMeaning(enhancedStatus, texts);
  return own.map((code) => {
    const page = card.sources.find((source) => source.url === code.source) ?? card.sources[0];
    const meaning = code.meaning[texts.language] ?? code.meaning.en ?? '';
    return texts.ui('codeMeaning', { code: code.match, provider: card.name, meaning, seen: page?.seen });
  });
}
