/**
 * The questions put to a mail host once EHLO is said: does it take the null sender and postmaster, does it relay, does it tell
 * who has a mailbox. Never DATA and never AUTH: no message can come of it, no login is tried. Foreign names are those of
 * RFC 2606 §3, which belong to nobody. At most 16 commands; what matters most is asked first, for many hosts answer slower
 * after each refusal.
 */
import type { Writable } from '../../base/writable.ts';
import type { HostQuestion, HostReplies, MailPort } from '../../findings/facts/mail-host.ts';
import type { Session } from '../smtp-probe/session.ts';
import { replyText } from '../smtp-probe/take-reply.ts';

export interface AskedHost {
  readonly host: string;
  readonly port: MailPort;
  readonly domains: readonly string[];
}

const foreign = 'relay-test@example.com';
const foreignSender = 'relay-test@example.org';
const nobody = 'waypost-test-nobody';

/** Where submission alone is spoken; 25 and what stands in for it take mail for the host's own domains. */
const submissionPorts: readonly MailPort[] = [465, 587, 2525];

export const postmasterOf = ({ domains }: Pick<AskedHost, 'domains'>): string | undefined =>
  domains[0] === undefined ? undefined : `postmaster@${domains[0]}`;

/** Replies as they came; where the host hangs up the rest is not there. */
export async function askQuestions(session: Session, asked: AskedHost): Promise<HostReplies> {
  const replies: Writable<HostReplies> = {};
  let isOver = false;
  const say = async (line: string): Promise<string> => {
    if (isOver) return '';
    const answer = await session.ask(line);
    if (answer.ok) return replyText(answer.value);
    isOver = true;
    return '';
  };
  const ask = async (question: HostQuestion, line: string): Promise<boolean> => {
    const text = await say(line);
    if (text !== '') replies[question] = text;
    return text.startsWith('2');
  };
  /** Opens a transaction; what stands in the way is the answer to the question that it was opened for. */
  const open = async (question: HostQuestion, sender: string): Promise<boolean> => {
    await say('RSET');
    const text = await say(`MAIL FROM:<${sender}>`);
    if (text !== '' && !text.startsWith('2')) replies[question] = text;
    return text.startsWith('2');
  };
  const home = asked.domains[0] ?? asked.host;

  const postmaster = postmasterOf(asked);
  if (await ask('mail-null', 'MAIL FROM:<>')) {
    if (postmaster !== undefined) await ask('rcpt-postmaster-domain', `RCPT TO:<${postmaster}>`);
    await ask('rcpt-postmaster', 'RCPT TO:<postmaster>');
    await ask('relay-null-sender', `RCPT TO:<${foreign}>`);
  }
  if (await open('relay', foreignSender)) {
    await ask('relay', `RCPT TO:<${foreign}>`);
    await ask('relay-source-route', `RCPT TO:<@${asked.host}:${foreign}>`);
    const [local = '', domain = ''] = foreign.split('@');
    const percent = await ask('relay-percent', `RCPT TO:<${local}%${domain}@${home}>`);
    const quoted = await ask('relay-quoted', `RCPT TO:<"${foreign}"@${home}>`);
    // A host that takes every local part has not promised to send this one on.
    if (percent || quoted) await ask('rcpt-unknown', `RCPT TO:<${nobody}@${home}>`);
  }
  if (await open('relay-own-sender', `postmaster@${home}`)) {
    await ask('relay-own-sender', `RCPT TO:<${foreign}>`);
  }
  await say('RSET');
  if (!submissionPorts.includes(asked.port)) {
    await ask('vrfy-postmaster', 'VRFY postmaster');
    await ask('vrfy-unknown', `VRFY ${nobody}`);
    await ask('expn', 'EXPN postmaster');
  }
  return replies;
}
