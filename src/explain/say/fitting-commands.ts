/**
 * Which commands can be run where a refusal is told of: on a server those of its own software, as its log or bounce shows it; beside a program
 * that hands mail in none of a mail server; in a mail program none at all.
 */
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { hasNoQueue } from '../place.ts';
import type { Verdict } from '../verdict.ts';

type Software = NonNullable<ReplyFacts['reportingSoftware']>;

/** Servers that write into the log of the system and run on it, whose users are the system's. */
const ON_UNIX = ['postfix', 'sendmail', 'opensmtpd', 'qmail', 'haraka', 'stalwart', 'maddy'] as const;

interface Tool {
  readonly command: RegExp;
  readonly of: readonly Software[];
  /** Shown only where the software is known: others are better known. */
  readonly isRare?: true;
}

/** Tools that come with a mail server, and the logs that it writes; the first that fits counts. What is none of them runs anywhere. */
const TOOLS: readonly Tool[] = [
  { command: /^(?:postfix|post(?:conf|queue|map|cat|super)) |sasl_username=|'status=/, of: ['postfix'] },
  { command: /^exigrep /, of: ['exim'], isRare: true },
  { command: /^exim /, of: ['exim'] },
  { command: /^smtpctl /, of: ['opensmtpd'], isRare: true },
  { command: /^sendmail -bp/, of: ['sendmail'], isRare: true },
  { command: /^mailq\b/, of: ['postfix', 'exim', 'sendmail', 'opensmtpd'] },
  { command: / \/var\/log\/mail\.log/, of: ON_UNIX },
  { command: /^(?:doveadm|df|ss|systemctl) /, of: [...ON_UNIX, 'exim'] },
];

/** The commands that fit what tells of the refusal. */
export function fittingCommands(
  commands: readonly string[],
  { reply, asker }: Pick<Verdict, 'reply' | 'asker'>,
): readonly string[] {
  if (asker === 'has-mailbox') return [];
  // Who asks without a log in his hand need not have a server.
  if (asker !== undefined)
    return commands.filter((command) => TOOLS.every((one) => !one.command.test(command)));
  const software = reply.reportingSoftware;
  if (software === 'mail-program') return [];
  // These two stand beside a mail server, whose software they do not tell.
  const isKnown = software !== undefined && software !== 'dovecot' && software !== 'nginx';
  return commands.filter((command) => {
    const tool = TOOLS.find((one) => one.command.test(command));
    if (tool === undefined) return true;
    return isKnown ? tool.of.includes(software) : tool.isRare !== true && !hasNoQueue(reply);
  });
}
