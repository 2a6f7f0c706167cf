/**
 * Words that sendmail writes of its own for what a receiver said: the texts of its exit codes (sysexits). For nearly any refusal
 * 'Service unavailable', for a refused sender 'Data format error', for 550, 551 and 553 to RCPT 'User unknown'. What the receiver said stands
 * behind '<<<' and 'reason:' in the bounce: '<<< 553 user address required', '554 <x>... Service unavailable'
 * (http://helpdesk.umd.edu/documents/3/3025/, read 2026-11-27).
 */
import type { ReplyFacts } from '../findings/reply-facts.ts';

const CODES = '(?:[245][0-9]{2}[ -])?(?:[245]\\.[0-9]{1,3}\\.[0-9]{1,3} )?(?:<[^<> ]{1,320}>\\.\\.\\. )?';
const OF_SENDMAIL = new RegExp(`^${CODES}(Service unavailable|Data format error|User unknown)\\.?$`, 'i');
/** What sendmail fills in with its words where the receiver gave no enhanced code. */
const DEFAULTS: Readonly<Record<string, RegExp>> = {
  'service unavailable': /^5\.0\.0$/,
  'data format error': /^5\.6\.0$/,
  // Its code says as much as the words: a 550 is that more often than anything else.
  'user unknown': /^[45]\.[01]\./,
};

/** What stands in a text that holds no word of its own. */
function fillerIn({ text, ownStep }: ReplyFacts): string | undefined {
  const words = text.trim();
  return ownStep !== undefined || words.length > 400
    ? undefined
    : OF_SENDMAIL.exec(words)?.[1]?.toLowerCase();
}

/** Somebody quotes the receiver: by name, at a step of the conversation ('<<<' behind a command), or in a form that only answers have. */
const isQuoted = ({ isHeardByServer, phase, speakerHost }: ReplyFacts): boolean =>
  isHeardByServer === true || phase !== undefined || speakerHost !== undefined;

/** Do the words come from sendmail, and does the receiver's answer stand elsewhere? `lead`: what stands right before them. */
export function isSendmailFiller(facts: ReplyFacts, lead = ''): boolean {
  const { replyCode, reportingSoftware, enhancedStatus, phase } = facts;
  const words = fillerIn(facts);
  if (words === undefined || RECEIVERS_OWN.test(lead.slice(-40))) return false;
  if (reportingSoftware === 'sendmail')
    return phase === undefined && (words !== 'user unknown' || !isDefault(words, enhancedStatus));
  // The line alone, without the log or the bounce: by its code it is sendmail's.
  const isLineOfIts = words === 'service unavailable' && replyCode === 554 && enhancedStatus === '5.0.0';
  return reportingSoftware === undefined && isLineOfIts && !isQuoted(facts);
}

const RECEIVERS_OWN = /(?:<<<|\breason:)[ \t]{0,8}["'(]?$/i;

/** Whoever wrote them: 'Service unavailable' says less than the code of a policy does (RFC 3463 §3.8). */
export const saysLessThanCode = (facts: ReplyFacts): boolean =>
  facts.replyCode === 554 &&
  facts.enhancedStatus?.startsWith('5.7.') === true &&
  fillerIn(facts) === 'service unavailable';

const isDefault = (words: string, status: string | undefined): boolean =>
  status === undefined || DEFAULTS[words]?.test(status) === true;

/** The same without such words, and the code that sendmail chose to go with them: what is left was told by the receiver. */
export function withoutFiller(facts: ReplyFacts): ReplyFacts {
  const words = fillerIn(facts) ?? '';
  const { replyCode: _, enhancedStatus, ...rest } = facts;
  return {
    ...rest,
    text: '',
    ...(enhancedStatus !== undefined && !isDefault(words, enhancedStatus) && { enhancedStatus }),
  };
}
