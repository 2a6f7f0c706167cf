/**
 * The questions put to a mail host once EHLO is said: does it take the null sender and postmaster, does it relay, does it tell
 * who has a mailbox. Never DATA and never AUTH: no message can come of it, no login is tried. Foreign names are those of
 * RFC 2606 §3, which belong to nobody.
 *
 * Programs that guard a host count refusals and shut out who gets five of them within ten minutes (fail2ban's default). A
 * host that is set up well refuses four times: relaying twice on port 25, a recipient once on each of 465 and 587. The
 * roundabout ways to relay are tried only at hosts that the user called his own. What matters most is asked first, for
 * many hosts answer slower after each refusal.
 */
import type { Writable } from '../../base/writable.ts';
import type { HostQuestion, HostReplies, MailPort } from '../../findings/facts/mail-host.ts';
import type { Session } from '../smtp-probe/session.ts';
import { replyText } from '../smtp-probe/take-reply.ts';

export interface AskedHost {
  readonly host: string;
  readonly port: MailPort;
  readonly domains: readonly string[];
  /** The user said that it is his. */
  readonly isOwn: boolean;
}

const foreign = 'relay-test@example.com';
const foreignSender = 'relay-test@example.org';
const nobody = 'waypost-test-nobody';

/** Where submission alone is spoken; 25 and what stands in for it take mail for the host's own domains. */
const submissionPorts: readonly MailPort[] = [465, 587, 2525];

export const postmasterOf = ({ domains }: Pick<AskedHost, 'domains'>): string | undefined =>
  domains[0] === undefined ? undefined : `postmaster@${domains[0]}`;

interface Questioner {
  /** Asks and keeps the reply; true where it begins with 2. */
  readonly ask: (question: HostQuestion, line: string) => Promise<boolean>;
  /** Opens a transaction; what stands in its way is the answer to the question that it was opened for. */
  readonly open: (question: HostQuestion, sender: string) => Promise<boolean>;
  readonly replies: Writable<HostReplies>;
}

/** Replies as they came; where the host hangs up the rest is not there. */
export async function askQuestions(session: Session, asked: AskedHost): Promise<HostReplies> {
  const questioner = questionerOf(session);
  if (submissionPorts.includes(asked.port)) await askAsUser(questioner, asked);
  else await askAsServer(questioner, asked);
  return questioner.replies;
}

function questionerOf(session: Session): Questioner {
  const replies: Writable<HostReplies> = {};
  let isOver = false;
  const say = async (line: string): Promise<string> => {
    if (isOver) return '';
    const answer = await session.ask(line);
    if (answer.ok) return replyText(answer.value);
    isOver = true;
    return '';
  };
  const keep = (question: HostQuestion, text: string): boolean => {
    if (text !== '') replies[question] = text;
    return text.startsWith('2');
  };
  return {
    replies,
    ask: async (question, line) => keep(question, await say(line)),
    open: async (question, sender) => {
      await say('RSET');
      const text = await say(`MAIL FROM:<${sender}>`);
      return text.startsWith('2') || keep(question, text);
    },
  };
}

async function askAsServer({ ask, open, replies }: Questioner, asked: AskedHost): Promise<void> {
  const home = asked.domains[0] ?? asked.host;
  const postmaster = postmasterOf(asked);
  const isNullTaken = await ask('mail-null', 'MAIL FROM:<>');
  if (isNullTaken) {
    if (postmaster !== undefined) await ask('rcpt-postmaster-domain', `RCPT TO:<${postmaster}>`);
    await ask('rcpt-postmaster', 'RCPT TO:<postmaster>');
  }
  if (await open('relay', foreignSender)) await ask('relay', `RCPT TO:<${foreign}>`);
  if (await open('relay-own-sender', `postmaster@${home}`)) {
    await ask('relay-own-sender', `RCPT TO:<${foreign}>`);
  }
  // A refusal that speaks of the foreign domains says nothing about relaying: no domain stands in the null sender.
  if (isNullTaken && !isRelayRefusal(replies.relay) && (await open('relay-null-sender', ''))) {
    await ask('relay-null-sender', `RCPT TO:<${foreign}>`);
  }
  if (asked.isOwn && (await open('relay-source-route', foreignSender))) {
    await ask('relay-source-route', `RCPT TO:<@${asked.host}:${foreign}>`);
    const percent = await ask('relay-percent', `RCPT TO:<${foreign.replace('@', '%')}@${home}>`);
    const quoted = await ask('relay-quoted', `RCPT TO:<"${foreign}"@${home}>`);
    // A host that takes every local part has not promised to send this one on.
    if (percent || quoted) await ask('rcpt-unknown', `RCPT TO:<${nobody}@${home}>`);
  }
  if (asked.port !== 25) return;
  await ask('vrfy-postmaster', 'VRFY postmaster');
  await ask('vrfy-unknown', `VRFY ${nobody}`);
  await ask('expn', 'EXPN postmaster');
}

/** Who is asked to log in even for the host's own domain is not asked again for a foreign one. */
async function askAsUser({ ask, open, replies }: Questioner, asked: AskedHost): Promise<void> {
  const postmaster = postmasterOf(asked);
  if (postmaster !== undefined && (await open('rcpt-postmaster-domain', postmaster))) {
    await ask('rcpt-postmaster-domain', `RCPT TO:<${postmaster}>`);
  }
  if (/^(?:530|[45]\d\d [45]\.7\.)/.test(replies['rcpt-postmaster-domain'] ?? '')) return;
  if (await open('relay', foreignSender)) await ask('relay', `RCPT TO:<${foreign}>`);
}

/** Its own words, not those of the address that it repeats. */
const isRelayRefusal = (reply = ''): boolean => /^[45].*relay/i.test(reply.replaceAll('relay-test', ''));
