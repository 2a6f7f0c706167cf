/** Postfix's refusals of its clients: 'reject: RCPT from x[ip]: 550 …; from=<> to=<> proto=ESMTP helo=<>', 'milter-reject:', 'proxy-reject:'. */

import { parseEnhancedStatus, parseSpeaker } from '../smtp/index.ts';
import type { SmtpPhase } from '../smtp/types.ts';
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
  const detailsAt = detailsStart(rest);
  const text = rest.slice(0, detailsAt).trim();
  const details = rest.slice(detailsAt);
  const code = /^[245][0-9]{2}(?=[ -])/.exec(text)?.[0];
  const enhancedStatus = parseEnhancedStatus(text.slice(0, 40));
  return {
    outcome: 'rejected-by-us',
    ...(host === undefined ? {} : { clientHost: host }),
    ...(ip === undefined ? {} : { clientIp: ip }),
    ...optional('sender', bracketed(details, 'from=<')),
    ...optional('recipient', bracketed(details, 'to=<')),
    ...optional('helo', bracketed(details, 'helo=<')),
    ...optional('login', LOGIN.exec(details.slice(-MAX_LOGIN))?.[1]),
    ...optional('enhancedStatus', enhancedStatus),
    ...(code === undefined ? {} : { replyCode: Number(code) }),
    ...(phase === undefined ? {} : { phase }),
    text,
  };
}

/**
 * The last field of the line: one inside an address is the client's own word. A HELO that ends so cannot be told apart; Postfix writes '?'
 * for what is no printable character, not for this.
 */
const LOGIN = / sasl_username=<([^<> ]{1,320})>\s*$/;
const MAX_LOGIN = 400;

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

function bracketed(details: string, key: string): string | undefined {
  const at = details.indexOf(key);
  if (at < 0 || (at > 0 && !' ;,'.includes(details[at - 1] ?? ''))) return undefined;
  const close = details.indexOf('>', at);
  return close < 0 ? undefined : details.slice(at + key.length, close);
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string };
}
