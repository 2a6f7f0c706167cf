/** What a service says of the reason in a form of its own (wire/service-events): it decides where the words say nothing, or where they mean the sender's side. */
import { type CategoryId, categories } from '../findings/category.ts';
import type { ToldReason } from '../wire/service-events/index.ts';
import type { TextVerdict } from './classify-texts.ts';

interface Meaning {
  readonly category: CategoryId;
  readonly confidence: number;
  /** Whatever the words seem to say. */
  readonly isDecisive?: true;
}

/** The subtypes of Amazon SES, whose documentation says what each means; 'Permanent' alone may also be a block. */
const meanings: Readonly<Record<Exclude<ToldReason, 'service'>, Meaning>> = {
  lookup: { category: 'net.connection', confidence: 0.9, isDecisive: true },
  quota: { category: 'sender-account.limit', confidence: 0.95, isDecisive: true },
  hard: { category: 'recipient.unknown', confidence: 0.6 },
  'no-mailbox': { category: 'recipient.unknown', confidence: 0.9 },
  'no-domain': { category: 'domain.not-found', confidence: 0.9 },
  suppressed: { category: 'suppressed', confidence: 0.95 },
  full: { category: 'recipient.full', confidence: 0.95 },
  'too-large': { category: 'content.too-large', confidence: 0.95 },
  content: { category: 'content.spam', confidence: 0.8 },
  attachment: { category: 'content.attachment', confidence: 0.95 },
};

/** Of a trouble of the service whose words were none of it. */
const UNKNOWN: Meaning = { category: 'unknown', confidence: 0.2 };

/** The verdict of the words with what the service told. */
export function withToldReason(verdict: TextVerdict, reason: ToldReason): TextVerdict {
  const { classification } = verdict;
  if (reason === 'service') return ofService(verdict);
  const { category, confidence, isDecisive } = meanings[reason];
  if (isDecisive !== true && classification.category !== 'unknown') return verdict;
  return { ...verdict, classification: { ...classification, category, confidence, alternatives: [] } };
}

/** No address is at fault where the service itself had trouble. */
function ofService(verdict: TextVerdict): TextVerdict {
  const { classification } = verdict;
  const isNobodys = (category: CategoryId): boolean => categories[category].suppress === 'no';
  if (isNobodys(classification.category)) return verdict;
  const alternatives = classification.alternatives.filter(
    (one) => isNobodys(one.category) && one.confidence >= UNKNOWN.confidence,
  );
  const { category, confidence } = alternatives[0] ?? UNKNOWN;
  return {
    ...verdict,
    classification: { ...classification, category, confidence, alternatives: alternatives.slice(1) },
  };
}
