/** What Postfix looked at when it refused, by the words it writes in front of the reason: it asks late, mostly at RCPT, about all of them. */
import type { SmtpPhase } from '../../findings/reply-facts.ts';

const FRAME = /\b(client host|helo command|sender address|recipient address) rejected: /i;
/** A server that repeats the command, behind its codes: '550 5.1.1 MAIL FROM: <me@example.com> user unknown'. */
const COMMAND = /^[\W\d]{0,16}(mail from|rcpt to|ehlo|helo)(?=[:\]>])/i;
const phaseOf: Readonly<Record<string, SmtpPhase>> = {
  'mail from': 'mail',
  'rcpt to': 'rcpt',
  ehlo: 'ehlo',
  helo: 'ehlo',
  'client host': 'connect',
  'helo command': 'ehlo',
  'sender address': 'mail',
  'recipient address': 'rcpt',
};

/** The command whose argument was refused, where the text says so. */
export function phaseLookedAt(text: string): SmtpPhase | undefined {
  const looked = (FRAME.exec(text) ?? COMMAND.exec(text))?.[1];
  return looked === undefined ? undefined : phaseOf[looked.toLowerCase()];
}
