/** What a reply to one of our questions says: yes, no, not now, or something about us that answers another question. */
import { parseEnhancedStatus } from '../../wire/smtp/index.ts';

/** RFC 5321 §4.2.3: 250 and 251 take a recipient. */
export function isYes(reply: string | undefined): boolean {
  return reply?.startsWith('250') === true || reply?.startsWith('251') === true;
}

export function isPermanentNo(reply: string | undefined): boolean {
  return reply?.startsWith('5') === true;
}

/** Words of lists, reputation and names: the host refuses the one who asks, not what was asked. */
const aboutUs =
  /block|listed|listing|reputation|spamhaus|reverse|ptr record|helo|ehlo|greylist|rate|too many|abuse/i;

/** The refusal is about the address that asks from (its listing, its names), so it does not answer the question. */
export function isAboutUs(reply: string): boolean {
  const status = parseEnhancedStatus(reply) ?? '';
  return aboutUs.test(reply) || /^5\.7\.(25|26|27|23)$/.test(status);
}
