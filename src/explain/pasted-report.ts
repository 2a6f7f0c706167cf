/**
 * The fields of a report, as people paste them without its header (RFC 3464 §2.3.2, §2.3.3, §2.3.4), and whether they tell all that the text
 * tells: only then the report may stand in for it.
 */
import { recogniseLog } from '../wire/logs/index.ts';
import type { Arrival } from './arrival.ts';
import { unescaped } from './pasted-text.ts';
import { separateRefusals } from './separate-refusals.ts';

const REPORT_FIELDS =
  /^(?:[ \t>|]{0,8})Final-Recipient:[ \t]?rfc822;[^\n]{3,400}\n(?:[^\n]{1,400}\n){0,12}?(?:[ \t>|]{0,8})(?:Action|Status|Diagnostic-Code):/im;
/** An indent or the marks of a quotation before each line of it. */
const QUOTE = /^[ \t>|]{1,8}/gm;

/** The header that such a report had. */
const REPORT_HEADER = 'From: MAILER-DAEMON\nSubject: Undelivered Mail Returned to Sender\n\n';

/** A field of a report with its folded lines. */
const FIELD =
  /^[ \t>|]{0,8}(?:Reporting-MTA|DSN-Gateway|Received-From-MTA|Arrival-Date|(?:Original|Final)-Recipient|Original-Envelope-Id|Action|Status|Remote-MTA|Diagnostic-Code|Last-Attempt-Date|Final-Log-ID|Will-Retry-Until|X-[\w-]{1,60}):[^\n]{0,4000}(?:\n[>|]{0,8}[ \t]{1,40}(?![ \t>|]{0,8}[A-Z][\w-]{1,60}:)[^\n]{1,4000})*/gim;
/** What stands before the words of the server, which may be none: 'smtp; 550 5.1.1'. */
const REASON = /^[ \t>|]{0,8}Diagnostic-Code:(?:[ \t]{0,8}[\w-]{1,20};)?/i;
const ACTION = /^[ \t>|]{0,8}Action:[ \t]{0,8}(?:failed|expired|delayed|delivered|relayed|expanded)\b/im;

/** The message that a report in the text was taken from, as far as it was pasted. */
export function reportIn(text: string): string | undefined {
  const given = text.replaceAll('\r', '');
  if (!REPORT_FIELDS.test(given)) return undefined;
  const fields = given.match(FIELD) ?? [];
  const hasReason = fields.some((field) => REASON.test(field) && /\p{L}{3}/u.test(field.replace(REASON, '')));
  if (!hasReason) return undefined;
  const isQuoted = /^[ \t>|]{1,8}Final-Recipient:/im.test(given);
  return `${REPORT_HEADER}${isQuoted ? given.replaceAll(QUOTE, '') : given}`;
}

/** Does the text tell nothing beside the report that was read in it: no line of a log, and no refusal of anybody else? */
export function isAllOf(text: string, { refusals }: Arrival): boolean {
  // RFC 3463 §3.1: without an Action a passing fault may have been told while the server goes on trying.
  const isPassing = refusals.some(({ facts }) => (facts.replyCode ?? 500) < 500);
  if (isPassing && !ACTION.test(text)) return false;
  const beside = unescaped(text.replaceAll('\r', '').replaceAll(FIELD, ''));
  if (recogniseLog(beside) !== undefined) return false;
  for (const { facts } of separateRefusals(beside)) {
    const recipient = facts.recipient?.toLowerCase();
    const isTold = refusals.some(({ facts: told }) =>
      recipient === undefined
        ? facts.replyCode === told.replyCode && facts.enhancedStatus === told.enhancedStatus
        : [told.recipient, told.expandedFrom].some((one) => one?.toLowerCase() === recipient),
    );
    if (!isTold) return false;
  }
  return true;
}
