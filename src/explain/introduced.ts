/**
 * What introduces a reply may blame the sender's side: 'Sender rejected: 550 5.1.1 user unknown', 'AUTH failed: 550 user unknown', 'The sender's
 * address was refused. The server said: …'. The reply's own words do not say whose 'user' is unknown; those before it do.
 */
import { categories } from '../findings/category.ts';
import { categorySet } from '../findings/category-set.ts';
import type { Refusal } from './arrival.ts';
import type { Classifier } from './classify/index.ts';
import type { TextVerdict } from './classify-texts.ts';

/** Just below what mail is stopped at (suppression.ts). */
const MOST = 0.69;
/** As long as one sentence and the one before. */
const MAX_LEAD = 320;
/** Fields of a report (RFC 3464 §2.3) and the command that names the recipient. */
const OF_RECIPIENT = /\b(?:final|original)-recipient\b|\brcpt to\b/i;
/** 'mail from me@example.com failed:', 'MAIL FROM (me@example.com):'. */
const AT_MAIL = /\bmail from [(<]?[^\s()<>]{1,320}[)>]?(?: (?:failed|rejected|refused|denied))?:?$/i;
/** Exim says it of senders and recipients alike. */
const CALLOUT = /\bcallout verification failed/i;
/** Nothing but an introduction is so short. */
const SHORT = 60;
const LEAST = 0.5;
/** So many other texts of a report are looked at. */
const MAX_OTHERS = 3;

const isOfSender = categorySet('sender.*', 'sender-account.*', 'dns.helo', 'dns.sender-domain');

/** The last paragraph of what stands before the reply. */
const sentencesOf = (lead: string): string =>
  lead
    .slice(-MAX_LEAD)
    .split(/\n[ \t>]*\r?\n/)
    .at(-1)
    ?.trim() ?? '';

/** A report may hold the reply by itself and once more in its prose: what stands before it there introduces it. */
function leadInOthers({ facts, otherTexts }: Refusal): string | undefined {
  if (!/\p{L}{2}/u.test(facts.text)) return undefined;
  let looked = 0;
  for (const { text } of otherTexts) {
    looked += 1;
    if (looked > MAX_OTHERS) return undefined;
    const at = text.indexOf(facts.text);
    if (at > 0) return text.slice(0, at);
  }
  return undefined;
}

/** The verdict, turned to the sender's side where the words before the reply blame it. */
export function introduced(verdict: TextVerdict, refusal: Refusal, classifier: Classifier): TextVerdict {
  const { facts, classification } = verdict;
  const { category, confidence } = classification;
  if (categories[category].suppress !== 'yes' || facts.phase === 'rcpt') return verdict;
  // The reply itself says whom it means.
  if (facts.recipient !== undefined && facts.text.includes(facts.recipient)) return verdict;
  const lead = sentencesOf(refusal.lead ?? leadInOthers(refusal) ?? '');
  if (lead === '' || OF_RECIPIENT.test(lead)) return verdict;
  // Rules alone: a likeness without a code speaks of what is probable, not of who is named.
  const { byRules: said, isOnSender } = classifier.opinions({ text: lead });
  if (isOnSender && isOfSender(said.category) && said.confidence >= LEAST) {
    const blamed = { category: said.category, confidence: Math.min(said.confidence, MOST) };
    const others = classification.alternatives.filter((one) => one.category !== said.category);
    const alternatives = [{ category, confidence: 1 - MOST }, ...others.slice(0, 2)];
    return { facts, classification: { ...classification, ...blamed, alternatives } };
  }
  const isSpared = AT_MAIL.test(lead) || CALLOUT.test(lead) || (lead.length <= SHORT && isOnSender);
  if (!isSpared || confidence <= MOST) return verdict;
  return { facts, classification: { ...classification, confidence: MOST } };
}
