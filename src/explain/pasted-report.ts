/**
 * The fields of a report, as people paste them without its header (RFC 3464 §2.3.2, §2.3.3, §2.3.4), and whether they tell all that the text
 * tells: only then the report may stand in for it.
 */

import type { ReplyFacts } from '../findings/reply-facts.ts';
import { opensAsReport } from '../wire/bounce/index.ts';
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
/** Fields that a server gave a meaning of its own, which may be a reason. */
const OF_SOME_SERVER = /^[ \t>|]{0,8}X-(?!Postfix-|Display-Name:)/i;
/** What stands above a report that gives no reason. */
const FORM =
  /^[ \t>|]{0,8}(?:This is an automatically generated Delivery Status Notification\.?|Delivery to the following recipients? (?:has )?failed(?: permanently)?[.:]?|<?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?|[>|]{0,8})[ \t]{0,8}$/gim;
const ACTION = /^[ \t>|]{0,8}Action:[ \t]{0,8}(?:failed|expired|delayed|delivered|relayed|expanded)\b/im;

/** The message that a report in the text was taken from, as far as it was pasted. */
export function reportIn(text: string): string | undefined {
  const given = text.replaceAll('\r', '');
  if (!REPORT_FIELDS.test(given)) return undefined;
  const fields = given.match(FIELD) ?? [];
  const hasReason = fields.some((field) => REASON.test(field) && /\p{L}{3}/u.test(field.replace(REASON, '')));
  if (!hasReason) {
    const isForm =
      given.replaceAll(FIELD, '').replaceAll(FORM, '').trim() === '' &&
      !fields.some((field) => OF_SOME_SERVER.test(field));
    return isForm ? `${REPORT_HEADER}${fields.join('\n').replaceAll(QUOTE, '')}\n` : undefined;
  }
  const isQuoted = /^[ \t>|]{1,8}Final-Recipient:/im.test(given);
  return `${REPORT_HEADER}${isQuoted ? given.replaceAll(QUOTE, '') : given}`;
}

/** RFC 2046 §5.1.1: the parts of a message whose header is missing, below a line or two for readers that know none. */
const FIRST_PART =
  /^(?:[^\n]{0,200}\n){0,4}?--([^\s"\n][^"\n]{0,68}[^\s"\n])[ \t]{0,8}\r?\nContent-[A-Za-z-]{2,30}:/;

/** Has it the parts of a message whose header is missing? */
export const hasParts = (text: string): boolean =>
  text.slice(0, 1_000).includes('--') && FIRST_PART.test(text);

/** The message that a text is the whole body of, where it has parts (of whose header nothing is known), or opens as a report does and has no fields of one. */
export function bodyIn(text: string): string | undefined {
  const boundary = hasParts(text) ? FIRST_PART.exec(text)?.[1] : undefined;
  if (boundary !== undefined)
    return `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="${boundary}"\n\n${text}`;
  return opensAsReport(text) ? `${REPORT_HEADER}${text}` : undefined;
}

/** Does a body that was read as a report name whom it could not reach, and leave out no other refusal? */
export function isWholeBody(text: string, { kind, refusals }: Arrival): boolean {
  const isNamed = refusals.length > 0 && refusals.every(({ facts }) => facts.recipient !== undefined);
  // What stands in a part may be encoded, and the message that came back is one.
  if (hasParts(text)) return isNamed && (kind === 'bounce' || kind === 'delay');
  return kind === 'bounce' && isNamed && leavesNothing(text, refusals);
}

/** Does the text tell nothing beside the report that was read in it: no line of a log, and no refusal of anybody else? */
export function isAllOf(text: string, { refusals }: Arrival): boolean {
  // RFC 3463 §3.1: without an Action a passing fault may have been told while the server goes on trying.
  const isPassing = refusals.some(({ facts }) => (facts.replyCode ?? 500) < 500);
  if (isPassing && !ACTION.test(text)) return false;
  return leavesNothing(text, refusals);
}

function leavesNothing(text: string, refusals: Arrival['refusals']): boolean {
  const beside = unescaped(text.replaceAll('\r', '').replaceAll(FIELD, ''));
  if (recogniseLog(beside) !== undefined) return false;
  for (const { facts } of separateRefusals(beside))
    if (!refusals.some((told) => isSame(facts, told.facts))) return false;
  return true;
}

/** Of the recipient of the report, or of nobody and with its code and its status, or its first words. */
function isSame(beside: ReplyFacts, told: ReplyFacts): boolean {
  if (beside.recipient !== undefined)
    return [told.recipient, told.expandedFrom].some((one) => bare(one) === bare(beside.recipient));
  if (beside.replyCode !== told.replyCode) return false;
  const isSameStatus = told.enhancedStatus !== undefined && beside.enhancedStatus === told.enhancedStatus;
  return isSameStatus || told.text.includes(headOf(beside.text));
}

const bare = (address: string | undefined): string | undefined =>
  address?.toLowerCase().replace(/[^\p{L}\d]{1,4}$/u, '');

/** 'Relay denied for' */
const headOf = (text: string): string => text.trim().split(/\s+/, 3).join(' ');
