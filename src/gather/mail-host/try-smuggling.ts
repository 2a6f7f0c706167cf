/**
 * Does a host take something else than <CR><LF>.<CR><LF> for the end of a message (RFC 5321 §4.1.1.4, §2.3.8; SMTP smuggling,
 * CVE-2023-51764 and its kin)? Then a sender can hide a second message in a first one.
 *
 * What is sent: from the null sender (so that nothing can bounce) to one mailbox that the user named as his own, a short
 * message whose body says that it is a test. In the body the sequences come one at a time; after each the host is given
 * a second to answer. A host that answers then has ended the message there. What follows a sequence is one line with the
 * command NOOP, so that a host which takes it for a command does nothing. A good host gets a single message; after each
 * sequence that ends one, or for which the host refuses the message, the next connection goes on with the following sequences.
 */
import type { SmugglingFacts, SmugglingTry } from '../../findings/facts/mail-host.ts';
import type { Session } from '../smtp-probe/session.ts';
import { replyText } from '../smtp-probe/take-reply.ts';
import type { HostSettings, HostTarget } from './host-target.ts';
import { openLine, startTls } from './open-line.ts';

const sequences = ['\n.\n', '\n.\r\n', '\r\n.\n', '\r.\r', '\r.\r\n', '\r\n.\r', '\r\n\0.\r\n'] as const;

const shown = (sequence: string): string =>
  sequence.replaceAll('\r', '<CR>').replaceAll('\n', '<LF>').replaceAll('\0', '<NUL>');

/** One connection for all sequences, and one more after each that ends it. Never throws for what the network does. */
export async function trySmuggling(
  target: HostTarget,
  settings: HostSettings,
  recipient: string,
): Promise<SmugglingFacts> {
  const server = `${target.ip}:${target.number}`;
  const tries: SmugglingTry[] = [];
  // Such an address would be commands of its own.
  if (/[\r\n<>]/.test(recipient)) return { server, tries };
  while (tries.length < sequences.length) {
    const left = sequences.slice(tries.length);
    const made = await sendOne(target, settings, recipient, left);
    if (made.length === 0) break;
    tries.push(...made);
    if (made.at(-1)?.result === 'unknown') break;
  }
  const rest = sequences.slice(tries.length);
  return {
    server,
    tries: [...tries, ...rest.map((one) => ({ sequence: shown(one), result: 'unknown' as const }))],
  };
}

async function sendOne(
  target: HostTarget,
  settings: HostSettings,
  recipient: string,
  left: readonly string[],
): Promise<readonly SmugglingTry[]> {
  const line = await openLine(target, settings, false);
  const [first = ''] = left;
  const unknown = (reply: string): readonly SmugglingTry[] => [
    { sequence: shown(first), result: 'unknown', reply },
  ];
  if (!line.ok) return unknown(line.problem.detail);
  const { session, keywords } = line.value;
  try {
    if (keywords.some((keyword) => keyword.toUpperCase() === 'STARTTLS')) {
      const secured = await startTls(line.value, target, settings);
      if (!secured.ok) return unknown(secured.problem.detail);
    }
    const refusal = await openData(session, recipient);
    return refusal === undefined ? await sendBody(session, settings, recipient, left) : unknown(refusal);
  } finally {
    session.close();
  }
}

/** The reply that stands in the way, or nothing. */
async function openData(session: Session, recipient: string): Promise<string | undefined> {
  for (const [command, wanted] of [
    ['MAIL FROM:<>', 250],
    [`RCPT TO:<${recipient}>`, 250],
    ['DATA', 354],
  ] as const) {
    const answer = await session.ask(command);
    if (!answer.ok) return answer.problem.detail;
    if (answer.value.code !== wanted) return replyText(answer.value);
  }
  return undefined;
}

async function sendBody(
  session: Session,
  { patienceMs }: HostSettings,
  recipient: string,
  left: readonly string[],
): Promise<readonly SmugglingTry[]> {
  session.send(`To: <${recipient}>\r\nSubject: Waypost: test of the end of a message\r\n\r\n`);
  session.send('Your host is being tested for SMTP smuggling, as you asked. It should be one message.\r\n');
  const tries: SmugglingTry[] = [];
  for (const sequence of left) {
    session.send(`The next bytes are ${shown(sequence)}${sequence}NOOP\r\n`);
    const early = await session.readReply(patienceMs);
    if (early.ok) {
      const result = early.value.code < 400 ? 'ended' : 'refused';
      return [...tries, { sequence: shown(sequence), result, reply: replyText(early.value) }];
    }
    if (early.problem.outcome !== 'time-out') {
      return [...tries, { sequence: shown(sequence), result: 'refused', reply: early.problem.detail }];
    }
    tries.push({ sequence: shown(sequence), result: 'kept' });
  }
  const end = await session.ask('\r\n.');
  // A message that is refused as a whole because of its line ends is kept together all the same.
  if (end.ok) return tries.map((one) => ({ ...one, reply: replyText(end.value) }));
  return tries;
}
