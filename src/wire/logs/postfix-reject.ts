/** Postfix's refusals of its clients: 'reject: RCPT from x[ip]: 550 …; from=<> to=<> proto=ESMTP helo=<>', 'milter-reject:', 'proxy-reject:'. */

import { parseEnhancedStatus, parseSpeaker } from '../smtp/index.ts';
import type { SmtpPhase } from '../smtp/types.ts';
import { endOfAddress, FILL, withoutAddresses } from './client-words.ts';
import type { LogEvent } from './types.ts';

const PHASES: Readonly<Record<string, SmtpPhase>> = {
  CONNECT: 'connect',
  HELO: 'ehlo',
  EHLO: 'ehlo',
  STARTTLS: 'starttls',
  AUTH: 'auth',
  MAIL: 'mail',
  RCPT: 'rcpt',
  VRFY: 'rcpt',
  DATA: 'data',
  BDAT: 'end-of-data',
  'END-OF-MESSAGE': 'end-of-data',
};

type Reject = Omit<LogEvent, 'format' | 'line' | 'at' | 'loggingHost' | 'queueId'>;

/** Reads the words after the queue id; undefined where they tell no refusal. 'reject_warning' is none. */
export function parsePostfixReject(words: string): Reject | undefined {
  const lead = /^(?:milter-|proxy-)?reject: ([A-Z-]{3,20})(?: from |: )/.exec(words.slice(0, 60));
  if (lead === null) return undefined;
  const phase = PHASES[lead[1] ?? ''];
  let rest = words.slice(lead[0].length);
  let client = '';
  if (lead[0].endsWith(' from ')) {
    const end = clientEnd(rest);
    client = rest.slice(0, end);
    rest = rest.slice(end).replace(/^(?::[0-9]{1,5})?: ?/, '');
  }
  const { host, ip } = parseSpeaker(client);
  const shape = withoutAddresses(rest);
  const detailsAt = detailsStart(shape);
  const text = rest.slice(0, detailsAt).trim();
  const details = { words: rest.slice(detailsAt), shape: shape.slice(detailsAt) };
  const code = /^[245][0-9]{2}(?=[ -])/.exec(text)?.[0];
  const enhancedStatus = parseEnhancedStatus(text.slice(0, 40));
  return {
    outcome: 'rejected-by-us',
    ...(host === undefined ? {} : { clientHost: host }),
    ...(ip === undefined ? {} : { clientIp: ip }),
    ...optional('sender', bracketed(details, 'from=<')),
    ...optional('recipient', bracketed(details, 'to=<')),
    ...optional('helo', bracketed(details, 'helo=<')),
    // postscreen(8), which names no host, knows no login either, and writes HELO names as they came.
    ...(client.startsWith('[') ? {} : optional('login', loginIn(details))),
    ...optional('enhancedStatus', enhancedStatus),
    ...(code === undefined ? {} : { replyCode: Number(code) }),
    ...(phase === undefined ? {} : { phase }),
    text,
  };
}

/**
 * The last field of a line of smtpd(8), in whose HELO names each of ' <>()\\";@' is a '?' (NEUTER_CHARACTERS in smtpd.c): what else looks
 * like it stands inside an address.
 */
function loginIn({ words, shape }: Details): string | undefined {
  const at = shape.lastIndexOf(' sasl_username=<');
  return at < 0 || !LAST.test(shape.slice(at)) ? undefined : LOGIN.exec(words.slice(at, at + 400))?.[1];
}

const LAST = new RegExp(`^ sasl_username=<${FILL}+>\\s*$`);
const LOGIN = /^ sasl_username=<([^<> ]{1,320})>/;

function clientEnd(rest: string): number {
  const bracket = rest.indexOf(']');
  const colon = rest.indexOf(': ');
  return bracket >= 0 && (colon < 0 || bracket < colon) ? bracket + 1 : Math.max(colon, 0);
}

function detailsStart(rest: string): number {
  for (const mark of ['; from=<', '; to=<', '; client=', '; proto=', '; helo=']) {
    const at = rest.lastIndexOf(mark);
    if (at >= 0) return at;
  }
  return rest.length;
}

interface Details {
  readonly words: string;
  /** The same with the addresses filled up. */
  readonly shape: string;
}

/**
 * 'from=' stands first, 'to=' last before the protocol: before Postfix 3.5 an address was written without its quotes, and may look like a
 * field itself; so may what postscreen(8) writes of a HELO name.
 */
function bracketed({ words, shape }: Details, key: 'from=<' | 'to=<' | 'helo=<'): string | undefined {
  const behind = shape.search(/ (?:proto=|helo=<)/);
  const before = key === 'helo=<' || behind < 0 ? shape : shape.slice(0, behind);
  const at = key === 'to=<' ? before.lastIndexOf(` ${key}`) : before.indexOf(` ${key}`);
  if (at < 0) return undefined;
  const from = at + 1 + key.length;
  const close = endOfAddress(words, from, '>');
  return close >= words.length ? undefined : words.slice(from, close);
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string };
}
