/**
 * What Exchange says of its own client, whichever server it names with it ('Server at mx.example.org returned '450 4.4.316 Connection
 * refused''): nobody was reached, or not in time. Codes and names: Microsoft, "NDR error codes in Exchange Online" and "Delivery reports
 * for administrators", read 2026-11-27.
 */
import type { ReplyFacts } from '../findings/reply-facts.ts';

const WORDS =
  /\bLastAttemptedServerName=|\b(?:socket|winsock) error code\b|\bQUEUE\.Expired\b|\bSMTPSEND\.DNS\./i;
/** Microsoft's own details of RFC 3463's 'network and routing status'. */
const STATUS = /^[45]\.4\.31\d$/;
/** RFC 3463 §3.5: the time for delivery ran out. */
const isLate = ({ text, enhancedStatus }: Said): boolean =>
  enhancedStatus?.endsWith('.4.7') === true && /^message (?:delayed|expired)\b/i.test(text);

type Said = Pick<ReplyFacts, 'text' | 'enhancedStatus'>;

/** Are these words Exchange's own, of a next hop that it could not reach? */
export const isOfExchangeClient = (said: Said): boolean =>
  WORDS.test(said.text) || STATUS.test(said.enhancedStatus ?? '') || isLate(said);
