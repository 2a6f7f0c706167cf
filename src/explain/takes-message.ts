/** Positive replies (RFC 5321 §4.2.1): which of them tells that a message was taken, and which only that the conversation may go on. */
import type { SmtpReply } from '../wire/smtp/index.ts';

/** RFC 5321 §4.2.3: what may stand behind the end of a message. */
const OF_TAKING: ReadonlySet<number | undefined> = new Set([undefined, 250, 251]);
/** RFC 3463 §3.2: an address is good; no message has been seen yet. */
const OF_ADDRESS = /^2\.1\./;
/** Words of a server that has the message, whatever its codes. */
const TAKEN =
  /\b(?:queued|queueing|spooled|delivered|delivery|deliver|expanded|forwarded|relayed|message|mail|saved|stored|id)\b/i;
/** RFC 5321 §4.1.1.1: extensions that a server offers when it is greeted. */
const OFFERS = /\b(?:PIPELINING|8BITMIME|ENHANCEDSTATUSCODES|STARTTLS|SMTPUTF8|CHUNKING)\b/;
const GREETS =
  /\b(?:(?:pleased|nice|glad) to (?:meet|see) you|at your service|hello|greetings|how can i help|charmed)\b/i;
/** 'sender accepted', 'Recipient ok', '<a@example.org>... Sender ok'. */
const ADDRESS_TAKEN =
  /\b(?:sender|recipient|originator|mail from|rcpt to|rcpt|destination|address)\b[^\n]{0,60}\b(?:ok|okay|accepted|accept|valid|verified|syntactically correct)\b|\b(?:ok|okay|accepted)\b[^\n]{0,60}\b(?:sender|recipient|originator)\b/i;

const MESSAGE_TAKEN = /\b(?:message|mail) (?:was |has been )?(?:accepted|received|queued)\b/i;

/** Does the reply, which is positive, tell that a message was taken? A bare '250 OK' may. */
export function takesMessage({ code, enhancedStatus = '', phase, text }: SmtpReply): boolean {
  if (!OF_TAKING.has(code)) return false;
  if (OFFERS.test(text) || GREETS.test(text)) return false;
  if (phase === 'connect' || phase === 'ehlo' || phase === 'mail' || phase === 'rcpt') return false;
  if (MESSAGE_TAKEN.test(text)) return true;
  if (ADDRESS_TAKEN.test(text)) return /\bqueued\b|\bfor delivery\b|\bdelivered\b/i.test(text);
  return !OF_ADDRESS.test(enhancedStatus) || TAKEN.test(text);
}
