/**
 * Is it mail that failed? Sure is what only mail has: a reply code with words at the beginning of a field that programs write, a field or an
 * outcome that is told of nothing else. An outcome such as 'failed' and a recipient may be anybody's (a text message, a parcel, a login), and
 * what people write quotes what they like: it is read, and stops no address.
 */
import { findReplies } from '../smtp/index.ts';
import { LITERAL_WORDS, PEOPLES_WORDS } from './fields.ts';
import type { Known } from './known.ts';
import { reasonInWords } from './told-reasons.ts';
import { names } from './whom-it-meant.ts';

/** 'recipient', 'mail': an event, but nobody can tell whom it means, or whether it is one of mail. */
export type Evidence = 'sure' | 'recipient' | 'mail';

export interface ReplyHead {
  readonly code?: number;
  readonly enhancedStatus?: string;
}

/** RFC 5321 §4.2 and RFC 2034: '550 5.1.1 …', '550-…', '5.1.1 …'; 'smtp;' (RFC 3464 §2.3.6) and quotes before it. */
const HEAD =
  /^(?:(?:smtp|lmtp|x-[\w-]{1,30})\s{0,4};\s{0,8})?["'<[(]{0,2}(?:([245]\d\d)(?:(?:[ -]{1,2}#?([245]\.\d{1,3}\.\d{1,3}))?(?:[ \]:-]{1,3}|$))|#?([245]\.\d{1,3}\.\d{1,3})[ :,]{1,2})\S/i;

/** 'user@example.org: 550 …', '<user@example.org>: 550 …'. */
const ADDRESSED = /^<?[^\s<>:@]{1,64}@[^\s<>:@]{1,255}>?\s?:\s{0,4}/;

/** The codes at the beginning of words, or behind the address that they begin with. */
export function headOf(words: string): ReplyHead | undefined {
  const found = HEAD.exec(words.slice(0, 500).replace(ADDRESSED, ''));
  if (found === null) return undefined;
  const [, code, enhanced, alone] = found;
  const enhancedStatus = enhanced ?? alone;
  return {
    ...(code !== undefined && { code: Number(code) }),
    ...(enhancedStatus !== undefined && { enhancedStatus }),
  };
}

/** RFC 5321 §4.2.3 and what servers use beside it; HTTP has none of these (RFC 9110 §15). */
const isOfSmtp = (code: number | undefined): boolean =>
  code !== undefined && ((code >= 550 && code <= 559) || code === 450 || code === 452 || code === 421);

/** '550 items could not be imported' counts them. */
const COUNTED = /^\W?\d{3} (?!(?:this|was|does|has|alias)\b)[a-z]{2,}[^s\W]s\b/;

/** Is a head one that only servers of mail speak? */
const isOfServer = (words: string, { code, enhancedStatus }: ReplyHead): boolean =>
  enhancedStatus !== undefined || (isOfSmtp(code) && !COUNTED.test(words));

/** What makes the words of a field an answer to mail; undefined: nothing does. */
export function evidenceOf(words: string, field: string, known: Known): Evidence | undefined {
  const evidence = evidenceIn(words, field, known);
  return evidence !== undefined && known.isOfElse === true ? 'mail' : evidence;
}

function evidenceIn(words: string, field: string, known: Known): Evidence | undefined {
  const { outcome, isOfMail, recipients, told } = known;
  const isFailing = outcome === 'failure' || outcome === 'delay' || outcome === 'trouble';
  const head = headOf(words);
  const isCoded = (told.replyCode ?? 0) >= 400 || told.enhancedStatus !== undefined || head !== undefined;
  if (LITERAL_WORDS.includes(field)) return 'sure';
  if (isOfMail && (isFailing || (isCoded && outcome !== 'unclear'))) return 'sure';
  if (isFailing && reasonInWords(words, undefined) === 'quota') return 'sure';
  const isPeoples = PEOPLES_WORDS.has(field);
  const fallback = isFailing && recipients.length > 0 ? 'mail' : undefined;
  if (head !== undefined) return ofHead(words, head, known, isPeoples) ?? fallback;
  const isMaybe = isPeoples || outcome === 'unclear';
  if (isOfSmtp(told.replyCode) && recipients.length > 0) return isMaybe ? 'recipient' : 'sure';
  if (isPeoples) return fallback;
  const [reply] = findReplies(words, 1);
  const isAnswer = reply?.code !== undefined || reply?.enhancedStatus !== undefined;
  if (!isAnswer || reply.isHearsay === true) return fallback;
  return reply.host !== undefined && !isMaybe ? 'sure' : 'recipient';
}

function ofHead(words: string, head: ReplyHead, known: Known, isPeoples: boolean): Evidence | undefined {
  const { outcome, recipients, isSure, told } = known;
  if (isPeoples) {
    const hasCode = (head.code ?? told.replyCode) !== undefined;
    const isMeant = isSure || recipients.some((address) => names(words, address));
    if (hasCode && head.enhancedStatus !== undefined && isMeant && outcome !== 'unclear') return 'sure';
    return recipients.length > 0 || outcome !== undefined ? 'recipient' : undefined;
  }
  return outcome !== 'unclear' && isOfServer(words, head) ? 'sure' : 'recipient';
}
