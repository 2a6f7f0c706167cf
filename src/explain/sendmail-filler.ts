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

/** Do the words come from sendmail, and does the receiver's answer stand elsewhere? */
export function isSendmailFiller(facts: ReplyFacts): boolean {
  const { ownStep, replyCode, reportingSoftware, enhancedStatus } = facts;
  const text = facts.text.trim();
  const words = text.length > 400 ? undefined : OF_SENDMAIL.exec(text)?.[1]?.toLowerCase();
  if (words === undefined || ownStep !== undefined) return false;
  // Whoever copied the reply alone, without the log or the bounce.
  if (reportingSoftware === undefined)
    return words === 'service unavailable' && (replyCode === 554 || text.startsWith('554'));
  return reportingSoftware === 'sendmail' && (words !== 'user unknown' || !isDefault(words, enhancedStatus));
}

const isDefault = (words: string, status: string | undefined): boolean =>
  status === undefined || DEFAULTS[words]?.test(status) === true;

/** The same without what sendmail filled in: what is left was told by the receiver. */
export function withoutFiller(facts: ReplyFacts): ReplyFacts {
  const words = OF_SENDMAIL.exec(facts.text.trim())?.[1]?.toLowerCase() ?? '';
  const { replyCode: _, enhancedStatus, ...rest } = facts;
  return {
    ...rest,
    text: '',
    ...(enhancedStatus !== undefined && !isDefault(words, enhancedStatus) && { enhancedStatus }),
  };
}
