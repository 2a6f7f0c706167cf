/**
 * The server and port that a program tried to reach, as its own words name them: 'connect ETIMEDOUT 192.0.2.1:587', 'dial tcp 192.0.2.1:587:
 * i/o timeout', 'Could not connect to SMTP host: smtp.example.net, port: 587', 'Failed to connect to smtp.example.net port 465'. What is
 * advised of ports must fit them. Every character is looked at a bounded number of times.
 */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { submissionPorts } from './submission.ts';

/** Where mail is handed in, and where servers take it from each other (RFC 5321 §4.5.4.2). */
const ports = [25, ...submissionPorts] as const;
const PORT = `(${ports.join('|')})(?![\\w.])`;

/** A server that a program tried to reach. */
export interface TriedServer {
  readonly host: string;
  readonly port: (typeof ports)[number];
}

const MAX_TEXT = 4_096;
const NAME = '[a-z0-9][a-z0-9_.-]{0,252}|[0-9a-f:]{2,39}';
/** Behind a bracket, a quote, 'ssl://' or an arrow, never within a path or an address. */
const TRIED = new RegExp(`(?<![\\w.@:-])\\[?(${NAME})(\\]?["']?(?::|["']?,? port:? ["']?))${PORT}`, 'gi');
/** Postfix: 'smtp.example.net[192.0.2.1]:587'. */
const ADDRESS_BEHIND = /(?<![\w.-])([a-z0-9][\w.-]{0,252})\[[0-9a-f.:]{3,45}\](?=:\d)/gi;
/** 'transport.go:25' is a line of source code, '10:25' a time. */
const IS_SOURCE = /\.(?:go|py|php|[cm]?js|ts|java|rb|cs|pl|c|h)$/i;
const HAS_LETTER = /[a-z]/i;
const IS_IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** 'host: port 587', 'the server, port 25'. */
const IS_NOUN =
  /^(?:port|ports|host|hostname|server|servers|mailserver|smtp|smtps|submission|ssl|tls|starttls|address)$/i;
/** Behind a sentence's own words: 'on port 587', 'using port 465'. A server of one's own network has one word, too: 'mailhog:25'. */
const IN_SENTENCE = /^ port/i;

const isHost = (name: string, between: string): boolean => {
  if (IS_SOURCE.test(name) || IS_NOUN.test(name)) return false;
  if (!/[.:]/.test(name) && name.toLowerCase() !== 'localhost' && IN_SENTENCE.test(between)) return false;
  return HAS_LETTER.test(name) || IS_IPV4.test(name);
};

const portOf = (digits: string): TriedServer['port'] | undefined =>
  ports.find((port) => String(port) === digits);

/** The last one named, where a program or our own client tells of a server that it could not hand mail to; undefined where none is. */
export function triedServer({ text, via, ownStep }: ReplyFacts): TriedServer | undefined {
  if (via !== 'program' && ownStep !== 'client') return undefined;
  const words = text.slice(0, MAX_TEXT).replaceAll(ADDRESS_BEHIND, '$1');
  const found = [...words.matchAll(TRIED)].findLast(([, name = '', between = '']) => isHost(name, between));
  const port = portOf(found?.[3] ?? '');
  const host = found?.[1]?.toLowerCase();
  return host === undefined || port === undefined ? undefined : { host, port };
}

/** Of a sentence, and as settings are written: "smtp_port'] = 465", '"port": 587', 'EMAIL_PORT=587', '--port 587'. */
const PORT_ALONE = new RegExp(`(?:\\b|_)port['"\\]]{0,3}(?::| {0,2}=>?)? ?['"]?${PORT}`, 'i');

/** The port alone, where a program names no server: 'could not connect on port 587'. */
export function triedPort(facts: ReplyFacts): TriedServer['port'] | undefined {
  const named = facts.via === 'program' ? PORT_ALONE.exec(facts.text.slice(0, MAX_TEXT))?.[1] : undefined;
  return triedServer(facts)?.port ?? portOf(named ?? '');
}
