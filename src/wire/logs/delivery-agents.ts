/**
 * What puts mail into a mailbox of one's own says why it could not, as its log or a terminal shows it: procmail(1) ('procmail: Quota exceeded
 * while writing "/home/…"'), maildrop(1) ('maildrop: maildir over quota.'), and Dovecot's LDA and LMTP ('lda(user@example.org): Error: …').
 */
import { domainOf } from '../address/index.ts';
import type { LogEvent } from './types.ts';

/** Not what procmail tells of its rules with VERBOSE=yes. */
const PROCMAIL =
  /^procmail: (?=Quota exceeded|Couldn't|Unable to|Error while|Lock failure|Kernel-lock failed|Program failure|Out of memory|No space|Timeout, |Renaming|Denying|Rescue of|Terminating)/;
const MAILDROP = /^maildrop: (?=\S)/;
const DOVECOT =
  /^(?:dovecot(?:\[\d{1,10}\])?: )?(?:lda|lmtp|deliver)\(([^()]{0,320})\)(?:<[^<>\s]{0,100}>){0,3}: (?=Error: |Fatal: |Panic: |(?:Info: )?(?:sieve: )?(?:msgid=\S{1,998}: )?(?:save failed |failed to store ))/;

type AgentFault = Pick<LogEvent, 'format' | 'outcome' | 'ownStep' | 'text'> & Partial<LogEvent>;

/** What a line tells of a delivery that failed; `program` as syslog names it. Undefined of any other line. */
export function deliveryAgentFault(body: string, program = ''): AgentFault | undefined {
  const words = /^(?:procmail|maildrop)$/.test(program) ? `${program}: ${body}` : body;
  const line = words.slice(0, 2_000);
  const fault = { outcome: 'deferred', ownStep: 'delivery', text: line.trim() } as const;
  if (PROCMAIL.test(line)) return { ...fault, format: 'procmail' };
  if (MAILDROP.test(line)) return { ...fault, format: 'maildrop' };
  const dovecot = DOVECOT.exec(line);
  if (dovecot === null) return undefined;
  const recipient = dovecot[1]?.split(',', 1)[0] ?? '';
  return { ...fault, format: 'dovecot', ...(domainOf(recipient) !== undefined && { recipient }) };
}
