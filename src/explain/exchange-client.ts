/**
 * What Exchange says of its own client, whichever server it names with it ('Server at mx.example.org returned '450 4.4.316 Connection
 * refused''): nobody was reached, or not in time. Codes and names: Microsoft, "NDR error codes in Exchange Online" and "Delivery reports
 * for administrators", read 2026-11-27.
 */
import type { ReplyFacts } from '../findings/reply-facts.ts';

const WORDS =
  /\bLastAttemptedServerName=|\b(?:socket|winsock) error code\b|\bQUEUE\.Expired\b|\bSMTPSEND\.DNS\.|\bCertificate validation failure, Reason:/i;
/** Microsoft's own details of RFC 3463's 'network and routing status'; behind 5.4.300 stand another server's words. */
const STATUS = /^[45]\.4\.3[19]\d$/;
/** 'DB5EUR03': a part of Exchange Online. */
const FOREST = /\[[A-Z]{2}\d[A-Z]{3}\d{2}(?:FT\d{3})?\b/;
const ATTEMPTED = /\bLastAttemptedServerName=((?:[a-z\d-]{1,63}\.){2,8}[a-z]{2,24})\]/i;
/** '[Message=451 5.7.3 STARTTLS is required …]': with a code of SMTP it is what the server that it tried last had said. */
const HEARD = /\[Message=[245]\d\d(?:[ -]|$)/;
const HEARD_END =
  /\](?:\s{0,4}\[(?:LastAttempted\w{2,16}=|[A-Z]{2}\d[A-Z]{3}\d{2})[^\n]{0,600})?['"\s]{0,8}$/;
/** RFC 3463 §3.5: the time for delivery ran out, and what it ran out over is told elsewhere. Others say it in the same words. */
export const isLate = ({ text, enhancedStatus, reportingSoftware }: Said): boolean =>
  reportingSoftware === 'exchange' &&
  enhancedStatus?.endsWith('.4.7') === true &&
  /^message (?:delayed|expired)\b/i.test(text);

type Said = Pick<ReplyFacts, 'text' | 'enhancedStatus' | 'reportingSoftware'>;

/** Are these words Exchange's own, of a next hop that it could not reach? */
export const isOfExchangeClient = (said: Said): boolean =>
  !HEARD.test(said.text) && (WORDS.test(said.text) || STATUS.test(said.enhancedStatus ?? '') || isLate(said));

/** Is it the client of Exchange Online, a provider's, and not one's own server? */
export const isOfExchangeOnline = (said: Said): boolean =>
  isOfExchangeClient(said) &&
  (STATUS.test(said.enhancedStatus ?? '') ||
    said.text.includes('LastAttemptedServerName=') ||
    FOREST.test(said.text));

/** The host that it tried last, where it names more than a domain. */
export const attemptedHost = (text: string): string | undefined => ATTEMPTED.exec(text)?.[1]?.toLowerCase();

/** What the server that Exchange tried last had said, where what stands right `before` tells that these are its words. */
export function heardOfAttempted(
  { text }: Said,
  before: string,
): Pick<ReplyFacts, 'text' | 'speakerHost' | 'isHeardByServer'> | undefined {
  if (!before.endsWith('[Message=')) return undefined;
  const host = attemptedHost(text);
  return {
    text: text.replace(HEARD_END, ''),
    isHeardByServer: true,
    ...(host !== undefined && { speakerHost: host }),
  };
}

/** The same of a whole Diagnostic-Code: its code is that server's, too. */
export function heardInDiagnostic(text: string): ReturnType<typeof heardOfAttempted> {
  const at = HEARD.exec(text)?.index;
  if (at === undefined) return undefined;
  const start = at + '[Message='.length;
  return heardOfAttempted({ text: text.slice(start) }, text.slice(at, start));
}
