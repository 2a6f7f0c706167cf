/** What Postfix looked at when it refused, by the words it writes in front of the reason: it asks late, mostly at RCPT, about all of them. */
import type { SmtpPhase } from '../../findings/reply-facts.ts';

const FRAME = /\b(client host|helo command|sender address|recipient address) rejected: /i;
const phaseOf: Readonly<Record<string, SmtpPhase>> = {
  'client host': 'connect',
  'helo command': 'ehlo',
  'sender address': 'mail',
  'recipient address': 'rcpt',
};

/** The command whose argument was refused, where the text says so. */
export function phaseLookedAt(text: string): SmtpPhase | undefined {
  const looked = FRAME.exec(text)?.[1];
  return looked === undefined ? undefined : phaseOf[looked.toLowerCase()];
}
