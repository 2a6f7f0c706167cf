/**
 * What the codes in a reply mean: by the card of the provider that said them, else by their RFC, where that agrees with the verdict. Servers
 * use codes for what they are not registered for, and a reader takes two reasons for an error.
 */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { type CategoryId, familyOf } from '../../findings/category.ts';
import { type CategoryPattern, categorySet, fitsCategory } from '../../findings/category-set.ts';
import { meaningOfEnhancedStatus } from '../../wire/smtp/index.ts';
import { codesIn, type ProviderCard } from '../provider-card.ts';
import type { Verdict } from '../verdict.ts';
import { quoteOf } from './quote.ts';

/** 'subject.detail' → categories that it may be said of; where a detail is not named its subject counts. */
const MEANT: Readonly<Record<string, readonly CategoryPattern[] | 'any'>> = {
  '1': ['recipient.*', 'address.*', 'domain.*', 'sender-account.*', 'sender.*', 'suppressed'],
  '1.1': ['recipient.unknown', 'recipient.inactive', 'recipient.moved', 'address.*', 'suppressed'],
  '1.2': ['domain.*'],
  '1.3': ['address.*'],
  '1.7': ['sender.*'],
  '1.8': ['sender.*', 'dns.sender-domain'],
  '1.10': ['domain.*'],
  '2': ['recipient.*', 'suppressed'],
  '2.2': ['recipient.full'],
  '2.3': ['recipient.message-too-large', 'content.too-large'],
  '2.4': ['recipient.*', 'route.*', 'server.*'],
  '3': ['route.*', 'server.*'],
  '3.3': ['content.*', 'server.*', 'protocol.*'],
  '3.4': ['recipient.message-too-large', 'content.too-large'],
  '4': ['domain.*', 'greylist', 'net.*', 'queue.*', 'route.*', 'server.*', 'notice.delayed'],
  '4.1': ['domain.no-route', 'net.*', 'queue.*'],
  '4.2': ['tls.*', 'net.*', 'queue.*'],
  '4.3': ['domain.*', 'dns.*', 'auth.*', 'net.*', 'server.*'],
  '4.6': ['route.*'],
  '4.7': ['net.*', 'queue.*', 'notice.delayed'],
  '5': ['address.*', 'sender-account.*', 'protocol.*'],
  '5.3': ['rate.*'],
  '6': ['content.*'],
  '7': 'any',
  '7.2': ['recipient.restricted'],
  '7.3': ['content.*', 'tls.*'],
  '7.4': ['sender-account.*', 'tls.*'],
  '7.5': ['auth.*', 'content.*', 'tls.*'],
  '7.6': ['auth.*', 'content.*', 'tls.*'],
  '7.7': ['auth.dkim', 'content.*'],
  '7.8': ['sender-account.*'],
  '7.9': ['sender-account.*'],
  '7.10': ['tls.*'],
  '7.11': ['sender-account.*', 'tls.*'],
  '7.12': ['sender-account.*'],
  '7.13': ['recipient.inactive', 'sender-account.*'],
  '7.20': ['auth.*'],
  '7.21': ['auth.*'],
  '7.22': ['auth.*'],
  '7.23': ['auth.*'],
  '7.24': ['auth.*'],
  '7.25': ['dns.*'],
  '7.26': ['auth.*'],
  '7.27': ['sender.*', 'dns.sender-domain'],
  '7.28': ['reputation.*', 'rate.*'],
  '7.29': ['auth.*'],
  '7.30': ['tls.*'],
};

/** Does what the code is registered for agree with the verdict? 'x.0.0' says nothing at all. */
function agrees(enhancedStatus: string, category: CategoryId): boolean {
  const [, subject = '', detail = ''] = enhancedStatus.split('.');
  if (category === 'unknown') return subject !== '0';
  const meant = MEANT[`${Number(subject)}.${Number(detail)}`] ?? MEANT[Number(subject)];
  return meant === 'any' || meant?.some((pattern) => fitsCategory(category, pattern)) === true;
}

/** What the code means by its RFC, where its speaker is not known to give it a meaning of its own. */
function registeredMeaning(verdict: Verdict, texts: Catalogue): readonly string[] {
  const { enhancedStatus } = quoteOf(verdict.reply);
  const registered = enhancedStatus === undefined ? undefined : meaningOfEnhancedStatus(enhancedStatus);
  if (enhancedStatus === undefined || registered === undefined) return [];
  if (!agrees(enhancedStatus, verdict.category)) return [];
  const { meaning, rfc } = registered;
  return [
    texts.ui('codeRegistered', { code: enhancedStatus, meaning: texts.ui(`enhanced.${meaning}`), rfc }),
  ];
}

/** A code, no sentence of the provider: '5.7.26', 'S3150', 'TSS04', 'UnsolicitedRateLimitError'. */
const isCode = (match: string): boolean => !/\s/.test(match.trim());

/** Would the meaning of a code say another thing than the verdict, which rests on the words beside it? Of a verdict that names no reason it says more. */
const isAgainst = (meant: CategoryId | undefined, category: CategoryId): boolean =>
  meant !== undefined &&
  !saysNoReason(meant) &&
  !saysNoReason(category) &&
  familyOf(meant) !== familyOf(category);

const saysNoReason = categorySet('unknown', 'policy.unspecified', 'notice.*');

/** What the provider's own codes in the reply mean, and when its page was read. */
export function codeMeaningsOf(
  verdict: Verdict,
  texts: Catalogue,
  card: ProviderCard | undefined,
  data: JsonObject,
): readonly string[] {
  const { text, enhancedStatus } = verdict.reply;
  const own = card === undefined ? [] : codesIn(card, text, enhancedStatus);
  if (card === undefined || own.length === 0) return registeredMeaning(verdict, texts);
  // Google gives 5.2.1 to a closed mailbox and to a busy one: the id beside it says which.
  const isMeant = own.some(({ category }) => category === verdict.category);
  const meant = own.filter(({ category }) =>
    isMeant ? (category ?? verdict.category) === verdict.category : !isAgainst(category, verdict.category),
  );
  return meant.map((code) => {
    const page = card.sources.find((source) => source.url === code.source) ?? card.sources[0];
    const meaning = code.meaning[texts.language] ?? code.meaning.en ?? '';
    const key = isCode(code.match) ? 'codeMeaning' : 'phraseMeaning';
    return texts.ui(key, {
      code: code.match,
      provider: data.provider ?? card.name,
      meaning,
      seen: page?.seen,
    });
  });
}
