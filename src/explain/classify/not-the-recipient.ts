/**
 * Whom the words blame beside the recipient. An address is not stopped by words that also speak of the sender, his account, his login, a
 * header, a signature or his server: 'your account does not exist', 'the domain in your signature is unknown'. No rule can write down all
 * of these, so one guard stands behind all rules (docs/decisions/0005).
 */
import { type Mentions, NOT_THE_RECIPIENT, NOT_THE_SENDER, overlap } from './concepts.ts';
import { type Decision, isInOwnWords, isStopping } from './decide.ts';

/** Concepts that name the sender's side; the data must have each (test/named-concepts.test.ts). */
export const conceptsOfSender = [
  NOT_THE_RECIPIENT,
  'sender',
  'own-account',
  'own-device',
  'login-failed',
  'authentication',
  'header',
  'link',
  'spf',
  'dkim',
  'dmarc',
  'greeting',
  'reverse-name',
  'attack',
];

/** Just below what mail is stopped at (suppression.ts). */
const MOST = 0.69;

/** Do the words speak of the sender's side, whatever else they say? */
export function speaksOfSender(mentions: Mentions): boolean {
  const harmless = mentions.get(NOT_THE_SENDER) ?? [];
  return conceptsOfSender.some((name) =>
    mentions.get(name)?.some((mention) => !harmless.some((one) => overlap(one, mention))),
  );
}

/** The decision, not sure enough to stop an address where the words speak of the sender's side, too. */
export function guarded(decision: Decision, isOnSender: boolean, provider: string | undefined): Decision {
  const { category, confidence, rule: decisive, hits } = decision;
  if (!isOnSender || !isStopping(category) || confidence <= MOST) return decision;
  const isOwn = hits.some((hit) => hit.rule.id === decisive && isInOwnWords(hit, provider));
  return isOwn ? decision : { ...decision, confidence: MOST };
}
