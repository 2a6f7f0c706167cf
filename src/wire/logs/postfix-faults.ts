/**
 * What Postfix says of its own trouble beside refusing and delivering: what a program of it died of, services, tables and milters that it
 * did not reach. Its lines begin so; others' words stand further on. Sources: msg(3), dict_open(3), milter(3), cleanup(8), trivial-rewrite(8).
 */
import { anyOf } from '../../base/any-of.ts';
import type { LogEvent } from './types.ts';

/** Its daemons under a name of one's own (syslog_name: 'mx-out/smtpd'), its commands, and the names that those have by tradition. */
const PROGRAM = new RegExp(
  anyOf([
    /^postfix/,
    /^(?:post(?:alias|cat|conf|drop|kick|lock|log|map|multi|queue|super|tls)|newaliases|mailq)$/,
    /\/(?:anvil|bounce|cleanup|defer|discard|dnsblog|error|flush|lmtp|local|master|oqmgr|pickup|pipe|postscreen|proxymap)$/,
    /\/(?:qmgr|qmqpd|scache|showq|smtp|smtpd|spawn|tlsmgr|tlsproxy|trace|trivial-rewrite|verify|virtual)$/,
  ]),
);

/** What a program died of. Sendmail, whose name Postfix's sendmail(1) bears, begins no line so. */
const DEATH = /^(?:fatal|panic): (?=\S)/;

/** Is it a line of Postfix, by the name of the program that syslog or the program itself puts before it? */
export const isPostfixLine = (program: string, body: string): boolean =>
  PROGRAM.test(program) || (program === 'sendmail' && DEATH.test(body));

/** cleanup(8) names the message before or behind 'warning:'. */
const WARNING = /^(?:([0-9A-Za-z]{5,24}): )?warning: (?:([0-9A-Za-z]{5,24}): )?/;
const OF_ITSELF = new RegExp(
  `^${anyOf([
    // Milters, SASL, other programs of its own.
    /connect to Milter |milter (?:unix|inet6?|local):|SASL: Connect to /,
    /connect to transport |problem talking to |process \/|defer service failure/,
    // Its settings.
    /(?:smtp|smtpd|lmtp)_[a-z_]{3,40}, /,
    // Tables.
    /(?:pcre|hash|mysql|ldap|pgsql|proxy|regexp|texthash|lmdb|btree|cdb|tcp|socketmap):\S/,
    /[a-z][a-z_]{2,60}(?:: \S{1,200}:)? (?:map|table) lookup problem|TLS policy lookup /,
    /unsupported dictionary type|database \S{1,200} is older/,
  ])}`,
);

type Trouble = Pick<LogEvent, 'text' | 'outcome' | 'ownStep' | 'queueId'>;

/** The words of its own trouble; undefined of what else it writes. */
export function postfixFault(body: string): Trouble | undefined {
  const death = DEATH.exec(body)?.[0];
  if (death !== undefined) return trouble(body.slice(death.length));
  const [lead, before, behind] = WARNING.exec(body) ?? [];
  if (lead === undefined) return undefined;
  const words = body.slice(lead.length);
  return OF_ITSELF.test(words) ? trouble(words, before ?? behind) : undefined;
}

/** What master(8) adds of a program that has said itself what it died of. */
const ECHO = /^process \/\S{1,200} pid \d{1,10} (?:exit status|killed by signal) \d{1,3}/;

/** The events without what only repeats that a program died, where another tells of what. */
export function withoutEchoes<Event extends Pick<LogEvent, 'text'>>(
  events: readonly Event[],
): readonly Event[] {
  const others = events.filter(({ text }) => !ECHO.test(text));
  return others.length === 0 ? events : others;
}

const trouble = (words: string, queueId?: string): Trouble => ({
  outcome: 'deferred',
  ownStep: 'delivery',
  text: words.trim(),
  ...(queueId !== undefined && { queueId }),
});
